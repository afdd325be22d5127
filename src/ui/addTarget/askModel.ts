import * as l10n from '@vscode/l10n';
import { QuickPickItemKind, ThemeIcon, type QuickPick, type QuickPickItem } from 'vscode';
import type { ServerFacts } from '../../core/serverFacts';
import { translated } from '../../core/translated';
import { firstFacts } from './askUrl';
import { keyValue } from './keyValue';
import type { Draft, SetUpTools } from './draft';
import { pickOne } from './pickOne';
import { BACK, type Step } from './walk';

interface ModelItem extends QuickPickItem {
  readonly model?: string;
  readonly act?: 'again';
}

/** Which model: from the server's own list, or typed. */
export const askModel = (tools: SetUpTools): Step<Draft> => ({
  applies: () => true,
  async ask(draft, place) {
    const list = new ModelList(draft, tools);
    const picked = await pickOne<ModelItem>(place, {
      placeholder: l10n.t('Asking the server for its models…'),
      items: [],
      meanwhile: (pick, signal) => list.fill(pick, signal),
      onItem: ({ act }) => act === 'again' && list.again(),
    });
    if (picked === null || picked === BACK) return picked;
    return picked.model === undefined ? null : { ...draft, model: picked.model, facts: list.facts ?? draft.facts };
  },
});

/** The list while it is fetched, when it is there, and when it is not; what is typed can always be taken. */
class ModelList {
  readonly #draft: Draft;
  readonly #tools: SetUpTools;
  facts: ServerFacts | null = null;
  #isBusy = true;
  #again: () => boolean = () => false;

  constructor(draft: Draft, tools: SetUpTools) {
    this.#draft = draft;
    this.#tools = tools;
  }

  again(): boolean {
    return this.#again();
  }

  fill(pick: QuickPick<ModelItem>, signal: AbortSignal): void {
    this.#again = () => {
      void this.#fetch(pick, signal);
      return true;
    };
    pick.onDidChangeValue(() => this.#show(pick));
    void this.#fetch(pick, signal);
  }

  async #fetch(pick: QuickPick<ModelItem>, signal: AbortSignal): Promise<void> {
    const { url, vendor, key } = this.#draft;
    this.#isBusy = true;
    this.#show(pick);
    const apiKey = await keyValue(this.#tools.keys, url, key);
    const facts = await firstFacts(() =>
      this.#tools.asker.ask({ kind: 'server', url, apiKey, vendor: vendor?.id }, signal),
    );
    if (signal.aborted) return;
    this.facts = facts;
    this.#isBusy = false;
    this.#show(pick);
  }

  #show(pick: QuickPick<ModelItem>): void {
    const models = this.facts?.models ?? [];
    const typed = pick.value.trim();
    const listed = models.map((model): ModelItem => ({ label: model, model }));
    const own: ModelItem[] =
      typed === '' || models.includes(typed)
        ? []
        : [{ label: l10n.t('Use "{0}"', typed), model: typed, alwaysShow: true, iconPath: new ThemeIcon('edit') }];
    const trouble = this.#isBusy ? null : troubleOf(this.facts);
    const again: ModelItem[] =
      trouble === null
        ? []
        : [
            { label: '', kind: QuickPickItemKind.Separator },
            {
              label: l10n.t('Ask again'),
              detail: trouble,
              act: 'again',
              alwaysShow: true,
              iconPath: new ThemeIcon('refresh'),
            },
          ];
    pick.busy = this.#isBusy;
    pick.placeholder = this.#isBusy
      ? l10n.t('Asking the server for its models… You can type a name at once.')
      : models.length > 0
        ? l10n.t('Choose one of {0} models, or type another name', models.length)
        : l10n.t('Type the name of the model as the server knows it');
    pick.items = [...own, ...listed, ...again];
  }
}

/** Why there is no list, as a sentence; `null` when there is one. */
function troubleOf(facts: ServerFacts | null): string | null {
  if (facts === null) return l10n.t('The list could not be asked for.');
  if (facts.models.length > 0) return null;
  if (facts.problem) return translated(facts.problem.message);
  if (facts.wantsKey)
    return l10n.t(
      'The server does not take this key for its list (HTTP {0}). Go back to enter another.',
      facts.modelsStatus ?? 401,
    );
  if (facts.modelsStatus === null || facts.modelsStatus === 404) return l10n.t('This server has no list of models.');
  if (facts.modelsStatus === 200) return l10n.t('The list of this server is empty: no model is loaded.');
  return l10n.t('The server refused its list of models (HTTP {0}).', facts.modelsStatus);
}
