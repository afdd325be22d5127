import type { Accounting } from '../accounting/accounting';
import { priceWithoutTable } from '../accounting/priceWithoutTable';
import { deriveTokens, type LocalCount } from '../core/deriveTokens';
import type { RunRequest } from '../core/runRequest';
import type { RunTrace } from '../core/runTrace';
import type { Countable, PriceAnswer, PriceQuestion, TokenCount } from '../messages/accountingMessages';

/** Longer texts are not counted: it would take longer than anybody waits for a report. */
const MOST_COUNTED_CHARACTERS = 8 * 1024 * 1024;

export interface RunAccount extends PriceAnswer {
  readonly localCount: LocalCount | null;
}

/** Tokens and money of a run that is over. A counter or a table that fails leaves its numbers out. */
export async function countRun(accounting: Accounting, request: RunRequest, trace: RunTrace): Promise<RunAccount> {
  const localCount = wasAnswered(trace) ? await countLocally(accounting, request, trace) : null;
  return { localCount, ...(await price(accounting, request, trace, localCount)) };
}

const wasAnswered = ({ chunks, usage, status }: RunTrace): boolean =>
  chunks.length > 0 || usage !== null || status === 'completed';

/** A model in a process of our own has counted exactly already. */
async function countLocally(
  accounting: Accounting,
  { target, prompt }: RunRequest,
  { chunks }: RunTrace,
): Promise<LocalCount | null> {
  if (target.protocol === 'gguf') return null;
  const count = (what: Countable, characters: number): Promise<TokenCount | null> =>
    characters > MOST_COUNTED_CHARACTERS
      ? Promise.resolve(null)
      : accounting.count(what, target.model).catch(() => null);
  const text = chunks.map((chunk) => chunk.text).join('');
  // What an image counts is the model's own affair.
  const hasImages = prompt.messages.some(({ images }) => images);
  const { messages } = prompt;
  const promptCharacters = messages.reduce((sum, { content }) => sum + content.length, 0);
  const [input, output] = await Promise.all([
    hasImages ? null : count({ messages }, promptCharacters),
    text === '' ? null : count({ text }, text.length),
  ]);
  const any = output ?? input;
  if (!any) return null;
  return {
    input: input?.tokens ?? null,
    output: output?.tokens ?? null,
    tokenizer: any.tokenizer,
    isModelsOwn: any.isModelsOwn,
  };
}

async function price(
  accounting: Accounting,
  request: RunRequest,
  trace: RunTrace,
  localCount: LocalCount | null,
): Promise<PriceAnswer> {
  if (!wasAnswered(trace)) return { cost: null, costReason: 'The run failed before an answer, so no cost is known.' };
  const question = questionOf(request, trace, localCount);
  const unavailable: PriceAnswer = { cost: null, costReason: 'The price table could not be read.' };
  return priceWithoutTable(question) ?? (await accounting.price(question).catch(() => unavailable));
}

function questionOf({ target }: RunRequest, trace: RunTrace, localCount: LocalCount | null): PriceQuestion {
  const { input, output } = deriveTokens(trace, localCount, null);
  return {
    protocol: target.protocol,
    url: 'url' in target ? target.url : null,
    models: [...trace.models.slice(-1), target.model ?? target.name],
    price: target.price ?? null,
    inputTokens: input.total,
    cachedTokens: input.cached,
    cacheWriteTokens: input.cacheWrite,
    outputTokens: output.total,
    isPartial: trace.status !== 'completed',
    startedAt: trace.startedAt,
  };
}
