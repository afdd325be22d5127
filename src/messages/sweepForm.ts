import { readNumbers, type NumberRule, type NumbersRead } from '../core/sweep/readNumbers';
import { ARRIVALS, SWEEP_CACHE_MODES, type Arrivals, type SweepCacheMode } from '../core/sweep/sweepWords';
import { oneOf } from './oneOf';

/** What is varied: the length of the prompt, or how much is asked at once. */
export const SWEEP_KINDS = ['length', 'load'] as const;
export type SweepKind = (typeof SWEEP_KINDS)[number];

/** Limits for goodput; `null`: none. */
export interface Budgets {
  readonly ttftMs: number | null;
  readonly tpotMs: number | null;
  readonly e2eMs: number | null;
}

/** Both sweeps, as the person has set them so far. Lists of numbers are kept as they were typed. */
export interface SweepForm {
  readonly kind: SweepKind;
  readonly target: string | null;
  /** The words for the prompts are the person's own, when there are any; else the built-in ones. */
  readonly usesPrompt: boolean;
  readonly cache: SweepCacheMode;
  /** Empty: powers of two up to the context window. */
  readonly lengths: string;
  readonly runs: number;
  readonly warmups: number;
  readonly lengthAnswerTokens: number;
  readonly arrivals: Arrivals;
  readonly users: string;
  readonly rates: string;
  readonly inputTokens: number;
  readonly loadAnswerTokens: number;
  readonly requestsPerLevel: number;
  readonly levelSeconds: number;
  readonly thinkSeconds: number;
  readonly burst: number;
  readonly fingerprint: boolean;
  readonly ttftBudgetMs: number | null;
  readonly tpotBudgetMs: number | null;
  readonly e2eBudgetMs: number | null;
  readonly capRequests: number | null;
  readonly capTokens: number | null;
  readonly capUsd: number | null;
}

/** What stands in the form before anybody has changed it: as on the command line. */
export const FIRST_FORM: SweepForm = {
  kind: 'length',
  target: null,
  usesPrompt: true,
  cache: 'cold',
  lengths: '',
  runs: 5,
  warmups: 2,
  lengthAnswerTokens: 32,
  arrivals: 'closed',
  users: '1, 2, 4, 8, 16',
  rates: '0.5, 1, 2, 4',
  inputTokens: 512,
  loadAnswerTokens: 128,
  requestsPerLevel: 20,
  levelSeconds: 120,
  thinkSeconds: 0,
  burst: 8,
  fingerprint: true,
  ttftBudgetMs: null,
  tpotBudgetMs: null,
  e2eBudgetMs: null,
  capRequests: null,
  capTokens: null,
  capUsd: null,
};

interface Limits {
  readonly min: number;
  readonly max: number;
  /** Money and seconds may have decimals. */
  readonly isWhole?: boolean;
}

export const FORM_LIMITS = {
  runs: { min: 1, max: 100 },
  warmups: { min: 0, max: 20 },
  lengthAnswerTokens: { min: 1, max: 100_000 },
  inputTokens: { min: 8, max: 10_000_000 },
  loadAnswerTokens: { min: 1, max: 100_000 },
  requestsPerLevel: { min: 1, max: 10_000 },
  levelSeconds: { min: 1, max: 3600 },
  thinkSeconds: { min: 0, max: 600, isWhole: false },
  burst: { min: 1, max: 1000 },
  ttftBudgetMs: { min: 1, max: 3_600_000 },
  tpotBudgetMs: { min: 0.1, max: 60_000, isWhole: false },
  e2eBudgetMs: { min: 1, max: 3_600_000 },
  capRequests: { min: 1, max: 1_000_000 },
  capTokens: { min: 1, max: 1_000_000_000 },
  capUsd: { min: 0.01, max: 100_000, isWhole: false },
} as const satisfies Record<string, Limits>;

export type NumberField = keyof typeof FORM_LIMITS;

export const LENGTH_RULE: NumberRule = { min: 8, max: 10_000_000, isWhole: true };
export const USERS_RULE: NumberRule = { min: 1, max: 5000, isWhole: true };
export const RATES_RULE: NumberRule = { min: 0.01, max: 1000, isWhole: false };

/** The lengths that were typed; none: the usual ones. */
export const lengthsOf = ({ lengths }: SweepForm): NumbersRead => readNumbers(lengths, LENGTH_RULE);

/** The levels of the kind of arrival that was chosen. */
export const levelsOf = ({ arrivals, users, rates }: SweepForm): NumbersRead =>
  arrivals === 'closed' ? readNumbers(users, USERS_RULE) : readNumbers(rates, RATES_RULE);

/** Whether a sweep could be planned from these words. */
export function holdsTogether(form: SweepForm): boolean {
  const read = form.kind === 'length' ? lengthsOf(form) : levelsOf(form);
  return 'numbers' in read && (form.kind === 'length' || read.numbers.length > 0);
}

/** A field's number within its limits; `null` for anything else. */
export function limitedNumber(name: NumberField, value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  const { min, max, isWhole = true }: Limits = FORM_LIMITS[name];
  const within = Math.min(max, Math.max(min, value));
  return isWhole ? Math.round(within) : within;
}

const NULLABLE: readonly NumberField[] = [
  'ttftBudgetMs',
  'tpotBudgetMs',
  'e2eBudgetMs',
  'capRequests',
  'capTokens',
  'capUsd',
];
const TEXTS = ['lengths', 'users', 'rates'] as const;
const FLAGS = ['usesPrompt', 'fingerprint'] as const;
const LONGEST_LIST = 1000;

/** A form whose numbers are brought within their limits, with what is left out as in `before`; `null` for anything that is none. */
export function readForm(value: unknown, before: SweepForm = FIRST_FORM): SweepForm | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const given = value as Readonly<Record<string, unknown>>;
  const numbers = (Object.keys(FORM_LIMITS) as NumberField[]).map((name) => {
    if (NULLABLE.includes(name) && given[name] === null) return [name, null];
    return [name, limitedNumber(name, given[name]) ?? before[name]];
  });
  const texts = TEXTS.map((name) => {
    const text = given[name];
    return [name, typeof text === 'string' ? text.slice(0, LONGEST_LIST) : before[name]];
  });
  const flags = FLAGS.map((name) => [name, typeof given[name] === 'boolean' ? given[name] : before[name]]);
  const { target } = given;
  return {
    ...before,
    ...(Object.fromEntries([...numbers, ...texts, ...flags]) as Partial<SweepForm>),
    kind: oneOf(SWEEP_KINDS, given['kind']) ?? before.kind,
    cache: oneOf(SWEEP_CACHE_MODES, given['cache']) ?? before.cache,
    arrivals: oneOf(ARRIVALS, given['arrivals']) ?? before.arrivals,
    target: typeof target === 'string' || target === null ? target : before.target,
  };
}
