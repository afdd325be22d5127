import * as l10n from '@vscode/l10n';
import { ThemeIcon, type QuickPickItem } from 'vscode';
import { originOf } from '../../config/resolveTarget';
import { askText, isDoubtful, isWrong } from './askText';
import type { Draft, DraftKey, SetUpTools } from './draft';
import { pickOne } from './pickOne';
import { BACK, type Answer, type Place, type Step } from './walk';

/** How the server knows who asks. A key that is there already is offered first; a new one is kept only with the target. */
export const askKey = ({ keys }: SetUpTools): Step<Draft> => ({
  // Found on this machine, and its list of models stands open.
  applies: ({ vendor, facts }) => vendor !== null || (facts?.wantsKey ?? true),
  async ask(draft, place) {
    const key = await keyOf(draft, place, keys.origins.includes(originOf(draft.url)));
    if (key === null || key === BACK) return key;
    if (key.from !== 'none' && !(await keys.consents.mayGoInPlain(draft.url))) return this.ask(draft, place);
    return { ...draft, key };
  },
});

async function keyOf(draft: Draft, place: Place, isStored: boolean): Promise<Answer<DraftKey>> {
  const items = [...known(draft, isStored)];
  if (items.length === 0) return typedKey(draft, place);
  const other: KeyItem = { label: l10n.t('Another key…'), iconPath: new ThemeIcon('key') };
  const picked = await pickOne(place, {
    items: [...items, other],
    placeholder: l10n.t('Which key for {0}?', originOf(draft.url)),
  });
  if (picked === null || picked === BACK) return picked;
  return picked.key ?? typedKey(draft, { ...place, canGoBack: true });
}

interface KeyItem extends QuickPickItem {
  readonly key?: DraftKey;
}

function* known({ vendor, facts, url }: Draft, isStored: boolean): Iterable<KeyItem> {
  if (isStored)
    yield {
      label: l10n.t('The key that is stored for {0}', originOf(url)),
      iconPath: new ThemeIcon('lock'),
      key: { from: 'stored' },
    };
  // A cloud's key is for that cloud's own address, whatever vendor was chosen.
  const isItsOwn = vendor?.kind === 'server' || facts?.knownBy === 'address';
  for (const name of isItsOwn ? (vendor?.keyVariables ?? []) : [])
    if (process.env[name]?.trim())
      yield {
        label: l10n.t('Environment variable {0}', name),
        iconPath: new ThemeIcon('symbol-variable'),
        key: { from: 'environment', name },
      };
}

/** One line for all three: a key, `env:NAME`, or nothing. */
async function typedKey({ url, facts, vendor }: Draft, place: Place): Promise<Answer<DraftKey>> {
  const isOpen = facts?.answers === true && !facts.wantsKey && facts.models.length > 0;
  const typed = await askText(place, {
    prompt: l10n.t(
      "Paste the API key. It is kept in the editor's secret storage and sent to {0} only. Or write env:NAME; leave it empty for none.",
      originOf(url),
    ),
    placeholder: isOpen ? l10n.t('This server shows its models without a key.') : l10n.t('API key, or env:NAME'),
    value: '',
    isSecret: true,
    check: (value) => Promise.resolve(doubtAbout(value, vendor?.kind === 'cloud')),
  });
  if (typed === null || typed === BACK) return typed;
  const name = variableIn(typed);
  if (name !== null) return { from: 'environment', name };
  return typed === '' ? { from: 'none' } : { from: 'typed', key: typed };
}

const variableIn = (typed: string): string | null => /^env:(.*)$/s.exec(typed)?.[1]?.trim() ?? null;

function doubtAbout(typed: string, isCloud: boolean) {
  const name = variableIn(typed);
  if (name !== null && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return isWrong(l10n.t('After env: comes the name of an environment variable, for instance env:OPENAI_API_KEY.'));
  if (name !== null && !process.env[name]?.trim())
    return isDoubtful(
      l10n.t('{0} is not set in the environment of this editor. Press Enter once more to go on all the same.', name),
    );
  if (/\s/.test(typed)) return isWrong(l10n.t('A key has no spaces in it. Paste it once more.'));
  if (typed === '' && isCloud)
    return isDoubtful(l10n.t('This cloud wants a key. Press Enter once more to go on without.'));
  return null;
}
