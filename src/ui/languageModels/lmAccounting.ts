import type { Countable, PriceAnswer, PriceQuestion, TokenCount } from '../../messages/accountingMessages';
import type { LmTarget } from '../../core/target';
import { messagesOf, modelOf } from './lmModels';

/** What counts and prices everywhere else; the part that is asked here. */
interface Accounting {
  count(what: Countable, model: string): Promise<TokenCount>;
  grow(counter: string, text: string, model: string): Promise<TokenCount>;
  drop(counter: string): void;
  price(question: PriceQuestion): Promise<PriceAnswer>;
}

/**
 * A language model of the editor sends no token counts, but its extension counts texts when asked. While a run goes on the usual
 * tokenizer estimates, as each of those questions crosses the editor.
 */
export const lmAccounting = (usual: Accounting): Accounting => ({
  grow: (...question) => usual.grow(...question),
  drop: (counter) => usual.drop(counter),
  price: (question) => usual.price(question),
  async count(what, model) {
    const isEmpty = 'text' in what && what.text === '';
    return (isEmpty ? null : await ownCount(what, model).catch(() => null)) ?? usual.count(what, model);
  },
});

/** `null`: the extension has no counter, or counts nothing where there is something. */
async function ownCount(what: Countable, name: string): Promise<TokenCount | null> {
  const target: LmTarget = { name, protocol: 'vscode-lm', model: name };
  const model = await modelOf(target);
  const texts = 'text' in what ? [what.text] : messagesOf({ messages: what.messages, source: '' });
  const counts = await Promise.all(texts.map((text) => model.countTokens(text)));
  const tokens = counts.reduce((sum, count) => sum + count, 0);
  return tokens > 0 ? { tokens, tokenizer: `countTokens of ${model.vendor}`, isModelsOwn: true } : null;
}
