import * as l10n from '@vscode/l10n';
import type { InputBoxValidationMessage } from 'vscode';
import type { ServerFacts, VendorChoice } from '../../core/serverFacts';
import { translated } from '../../core/translated';
import { askText, isDoubtful, isWrong } from './askText';
import type { Draft, SetUpTools } from './draft';
import { BACK, type Step } from './walk';

/** Where the server is. What is entered is asked at once, without a key, whether anybody answers there. */
export const askUrl = ({ asker }: SetUpTools): Step<Draft> => ({
  applies: () => true,
  async ask(draft, place) {
    let facts = null as ServerFacts | null;
    const value = draft.url || startOf(draft.vendor);
    const url = await askText(place, {
      prompt: l10n.t(
        'Address of the server. Enter checks whether it answers; nothing but a few harmless questions is sent.',
      ),
      placeholder: 'http://127.0.0.1:8000/v1',
      value,
      selection: placeholderIn(value),
      check: async (typed, signal) => {
        const wrong = faultOf(typed);
        if (wrong !== null) return isWrong(wrong);
        facts = await firstFacts(() =>
          asker.ask({ kind: 'server', url: typed, apiKey: null, vendor: draft.vendor?.id }, signal),
        );
        return doubtOf(facts);
      },
    });
    if (url === null || url === BACK) return url;
    return { ...draft, url: baseUrlOf(facts) ?? url, facts, key: url === draft.url ? draft.key : { from: 'none' } };
  },
});

/** What is in braces is the user's own: it is selected, so that typing replaces it. */
const startOf = (vendor: VendorChoice | null): string =>
  vendor === null || vendor.id === 'generic' ? 'http://127.0.0.1:8000/v1' : vendor.baseUrl;

function placeholderIn(url: string): readonly [number, number] | undefined {
  const found = /\{[^}]*\}/.exec(url);
  return found ? [found.index, found.index + found[0].length] : undefined;
}

function faultOf(url: string): string | null {
  const left = /\{([^}]*)\}/.exec(url)?.[1];
  if (left !== undefined) return l10n.t('Put your own {0} in the place of {1}.', left, `{${left}}`);
  if (!/^https?:\/\/[^/\s]/i.test(url) || !URL.canParse(url))
    return l10n.t('An address begins with http:// or https://, for instance {0}.', 'http://127.0.0.1:8000/v1');
  const { username, password } = new URL(url);
  return username || password
    ? l10n.t('Leave name and password out of the address: it is kept in a settings file. The key comes next.')
    : null;
}

const baseUrlOf = (facts: ServerFacts | null): string | null => (facts?.answers ? facts.baseUrl : null);

const doubtOf = (facts: ServerFacts | null): InputBoxValidationMessage | null =>
  facts === null || facts.answers
    ? null
    : isDoubtful(
        l10n.t(
          '{0} Press Enter once more to go on all the same.',
          facts.problem ? translated(facts.problem.message) : l10n.t('Nothing answered there.'),
        ),
      );

/** `null`: the question was withdrawn, or the measuring thread is gone; then the address is taken as it is. */
export const firstFacts = (ask: () => Promise<readonly ServerFacts[]>): Promise<ServerFacts | null> =>
  ask().then(
    ([facts]) => facts ?? null,
    () => null,
  );
