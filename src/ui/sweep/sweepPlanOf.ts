import { defaultLengths } from '../../core/sweep/lengthSteps';
import type { LengthPart } from '../../core/sweep/lengthReport';
import type { SweepPlan, SweepText } from '../../core/sweep/sweepPlan';
import { contextTokensOf, type Parameters, type Target } from '../../core/target';
import { lengthsOf, levelsOf, type SweepForm } from '../../messages/sweepForm';
import type { OrderedPrompt } from '../pastOrder';

/** What a plan needs beside the form. */
export interface PlanParts {
  readonly target: Target;
  readonly apiKey: string | null;
  readonly prompt: OrderedPrompt | null;
  /** What the last sweep over lengths of this target found. */
  readonly lengthPart: LengthPart | null;
}

/** The form as the engine understands it; `null` as long as it does not hold together. */
export function sweepPlanOf(form: SweepForm, { target, apiKey, prompt, lengthPart }: PlanParts): SweepPlan | null {
  const isLength = form.kind === 'length';
  const read = isLength ? lengthsOf(form) : levelsOf(form);
  if ('wrong' in read) return null;
  const maxTokens = isLength ? form.lengthAnswerTokens : form.loadAnswerTokens;
  const own = form.usesPrompt ? prompt : null;
  const common = {
    target: withBudgets(target, form),
    apiKey,
    text: textOf(own),
    parameters: own ? wishesOf(own.parameters) : {},
    maxTokens,
    cache: form.cache,
    caps: { requests: form.capRequests, tokens: form.capTokens, usd: form.capUsd },
    workload: null,
    claims: [],
  };
  if (isLength) {
    const lengths = read.numbers.length > 0 ? read.numbers : defaultLengths(contextTokensOf(target), maxTokens);
    return { ...common, type: 'length', lengths, runs: form.runs, warmups: form.warmups };
  }
  if (read.numbers.length === 0) return null;
  const { arrivals, requestsPerLevel, burst, inputTokens, fingerprint, levelSeconds, thinkSeconds } = form;
  const times = { levelMs: 1000 * levelSeconds, thinkMs: 1000 * thinkSeconds };
  const size = { arrivals, levels: read.numbers, requestsPerLevel, burst, inputTokens, fingerprint };
  return { ...common, type: 'load', ...size, ...times, lengthPart };
}

/** How long an answer gets is the sweep's own business. */
const wishesOf = ({ maxTokens: _, ...wishes }: Parameters): Parameters => wishes;

/** Limits in the form go before those of the target; none there: the target's own, or the usual ones. */
function withBudgets(target: Target, { ttftBudgetMs, tpotBudgetMs, e2eBudgetMs }: SweepForm): Target {
  const set = [
    ['ttftMs', ttftBudgetMs],
    ['tpotMs', tpotBudgetMs],
    ['e2eMs', e2eBudgetMs],
  ].filter(([, limit]) => limit !== null);
  return set.length === 0 ? target : { ...target, budgets: Object.fromEntries(set) as Target['budgets'] };
}

/** The words of a prompt, whoever speaks them. */
export const ownWords = ({ prompt }: OrderedPrompt): string =>
  prompt.messages.map(({ content }) => content).join('\n\n');

function textOf(prompt: OrderedPrompt | null): SweepText {
  const own = prompt && ownWords(prompt);
  return own && own.trim() !== '' ? { own, source: prompt.prompt.source } : { own: null, source: 'built-in text' };
}
