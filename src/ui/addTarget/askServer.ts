import * as l10n from '@vscode/l10n';
import { QuickPickItemKind, ThemeIcon, commands, type QuickPick, type QuickPickItem } from 'vscode';
import type { ServerFacts } from '../../core/serverFacts';
import { settings } from '../settings';
import { EMPTY_DRAFT, type Draft, type SetUpTools } from './draft';
import { pickOne } from './pickOne';
import { BACK, type Step } from './walk';

interface ServerItem extends QuickPickItem {
  readonly facts?: ServerFacts;
}

const elsewhere = (): ServerItem => ({
  label: l10n.t('Another address…'),
  iconPath: new ThemeIcon('link'),
  alwaysShow: true,
});

/** Which of the servers that answer on this machine. They are looked for now, as somebody wishes it. */
export const askServer = ({ asker }: SetUpTools): Step<Draft> => ({
  applies: () => true,
  async ask(_, place) {
    const picked = await pickOne<ServerItem>(place, {
      placeholder: l10n.t('Looking for model servers on this machine…'),
      items: [],
      meanwhile: (pick, signal) => {
        pick.busy = true;
        void asker.ask({ kind: 'local', ports: settings.localPorts() }, signal).then(
          (found) => show(pick, found),
          () => show(pick, []),
        );
      },
    });
    if (picked === null || picked === BACK) return picked;
    if (picked.facts === undefined) {
      void commands.executeCommand('promptProfiler.addTarget');
      return null;
    }
    const { facts } = picked;
    const [model = ''] = facts.models.length === 1 ? facts.models : [];
    return { ...EMPTY_DRAFT, url: facts.baseUrl, facts, model };
  },
});

function show(pick: QuickPick<ServerItem>, found: readonly ServerFacts[]): void {
  pick.busy = false;
  pick.placeholder =
    found.length > 0
      ? l10n.t('Model servers that answer on this machine')
      : l10n.t('No model server answers on this machine. Start it, or add its address.');
  pick.items = [...found.map(itemOf), { label: '', kind: QuickPickItemKind.Separator }, elsewhere()];
}

function itemOf(facts: ServerFacts): ServerItem {
  const { title, version, baseUrl, models, wantsKey, knownBy } = facts;
  return {
    facts,
    label: knownBy === 'answers' ? [title, version].filter(Boolean).join(' ') : l10n.t('OpenAI-compatible server'),
    description: baseUrl.replace(/^http:\/\//, ''),
    detail: wantsKey ? l10n.t('Wants an API key.') : modelsSentence(models),
    iconPath: new ThemeIcon(wantsKey ? 'lock' : 'server'),
  };
}

const MOST_SHOWN = 4;

function modelsSentence(models: readonly string[]): string {
  if (models.length === 0) return l10n.t('No model is loaded.');
  const more = models.length - MOST_SHOWN;
  const shown = models.slice(0, MOST_SHOWN).join(', ');
  return more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
}
