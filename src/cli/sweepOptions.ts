import type { ParseArgsConfig } from 'node:util';
import type { Claim, Workload } from '../core/sweep/cardReport';
import type { LoadBudgets } from '../core/sweep/deriveLevel';
import type { SweepReport } from '../core/sweep/sweepReport';
import {
  ARRIVALS,
  CARD_METRICS,
  SWEEP_CACHE_MODES,
  type Arrivals,
  type CardMetric,
  type SweepCacheMode,
} from '../core/sweep/sweepWords';
import type { Target } from '../core/target';
import { HTTP_PROTOCOLS, VENDORS } from '../core/vocabulary';
import { flag, header, inLimits, integer, oneOf, parsed, seconds, text } from './argumentReaders';
import type { TargetOptions } from './chooseTarget';
import { UsageError } from './usageError';

/** `sweep`, as it was asked for. */
export interface SweepOptions extends TargetOptions {
  readonly kind: 'length' | 'load';
  /** Holds the words for the prompts; `null` for the built-in text. */
  readonly file: string | null;
  /** Prompt lengths; `null` for powers of two up to the context window. */
  readonly lengths: readonly number[] | null;
  readonly runs: number;
  readonly warmup: number;
  readonly answerTokens: number;
  readonly cache: SweepCacheMode;
  readonly arrivals: Arrivals;
  /** Users or requests per second. */
  readonly levels: readonly number[];
  readonly requests: number;
  readonly levelMs: number;
  readonly thinkMs: number;
  readonly burst: number;
  readonly promptTokens: number;
  readonly fingerprint: boolean;
  readonly caps: SweepReport['caps'];
  /** What goodput is held against, beside the target's own. */
  readonly budgets: LoadBudgets;
  /** Instead of the target's own or the price table's. */
  readonly price: Target['price'] | null;
  readonly workload: Workload | null;
  readonly claims: readonly Claim[];
  /** A report of a sweep over lengths, for the card. */
  readonly withLengths: string | null;
  readonly json: boolean;
  readonly trace: boolean;
  readonly includeText: boolean;
  readonly quiet: boolean;
}

const many = { ...text, multiple: true } as const;

const FLAGS = {
  target: text,
  url: text,
  model: text,
  protocol: text,
  vendor: text,
  header: many,
  timeout: text,
  lengths: text,
  runs: text,
  warmup: text,
  'max-tokens': text,
  cache: { ...text, default: 'cold' },
  users: text,
  rates: text,
  arrivals: text,
  burst: text,
  think: text,
  requests: text,
  'level-time': text,
  'prompt-tokens': text,
  'no-batching': flag,
  'cap-requests': text,
  'cap-tokens': text,
  'cap-usd': text,
  budget: many,
  price: text,
  workload: text,
  claim: many,
  'with-lengths': text,
  json: flag,
  trace: flag,
  'include-text': flag,
  quiet: flag,
} as const satisfies ParseArgsConfig['options'];

type Values = ReturnType<typeof parsed<typeof FLAGS>>['values'];

/** Beyond these a slip of the hand would be costly, or this machine could not do it. */
const LIMITS = {
  lengths: [8, 10_000_000],
  runs: [1, 100],
  warmup: [0, 100],
  answerTokens: [1, 100_000],
  users: [1, 5000],
  rates: [0.01, 1000],
  requests: [1, 10_000],
  burst: [1, 1000],
  levelSeconds: [1, 86_400],
  thinkSeconds: [0, 3600],
} as const;

const LENGTH_DEFAULTS = { runs: 5, warmup: 2, answerTokens: 32 };
const LOAD_DEFAULTS = { answerTokens: 128, promptTokens: 512, requests: 20, levelMs: 120_000, users: [1, 2, 4, 8, 16] };

/** Understands what stands after `sweep`. */
export function sweepOptions(args: string[]): SweepOptions {
  const { values, positionals } = parsed(args, FLAGS);
  const [kindWord, file = null, ...more] = positionals;
  if (kindWord === undefined)
    throw new UsageError(
      'Say what to vary: "sweep length" for the prompt, "sweep load" for users or requests per second.',
    );
  const kind = oneOf('sweep', kindWord, ['length', 'load'] as const);
  if (more.length > 0) throw new UsageError(`One text at a time: ${[file, ...more].join(', ')} were given.`);
  if (values.target !== undefined && values.url !== undefined)
    throw new UsageError('Give either --target or --url, not both.');
  const claims = (values.claim ?? []).map(claimOf);
  if (claims.length > 0 && values.workload === undefined)
    throw new UsageError('--claim wants --workload too: what it is claimed for.');
  return {
    kind,
    file,
    ...targetOptions(values),
    ...lengthOptions(values, kind),
    ...loadOptions(values),
    caps: capsOf(values),
    budgets: budgetsFrom(values.budget ?? []),
    price: values.price === undefined ? null : priceFrom(values.price),
    workload: values.workload === undefined ? null : workloadOf(values.workload),
    claims,
    withLengths: values['with-lengths'] ?? null,
    cache: oneOf('--cache', values.cache, SWEEP_CACHE_MODES),
    json: values.json,
    trace: values.trace,
    includeText: values['include-text'],
    quiet: values.quiet,
  };
}

const targetOptions = (values: Values): TargetOptions => ({
  target: values.target ?? null,
  url: values.url ?? null,
  model: values.model ?? null,
  protocol: oneOf('--protocol', values.protocol ?? 'openai-chat', [...HTTP_PROTOCOLS, 'gguf'] as const),
  vendor: values.vendor === undefined ? null : oneOf('--vendor', values.vendor, VENDORS),
  headers: Object.fromEntries((values.header ?? []).map(header)),
  // The length of the answers belongs to the plan, not to the target.
  maxTokens: null,
  timeoutMs: values.timeout === undefined ? null : 1000 * seconds('--timeout', values.timeout),
});

type Limits = readonly [least: number, most: number];

const wholeIn = (name: string, value: string, limits: Limits): number =>
  inLimits(name, integer(name, value, limits[0]), limits);

const whole = (name: string, value: string | undefined, otherwise: number, limits: Limits): number =>
  value === undefined ? otherwise : wholeIn(name, value, limits);

const msOf = (name: string, value: string | undefined, otherwiseMs: number, limits: Limits): number =>
  value === undefined ? otherwiseMs : 1000 * inLimits(name, seconds(name, value), limits);

const lengthOptions = (values: Values, kind: 'length' | 'load') => ({
  lengths:
    values.lengths === undefined
      ? null
      : list('--lengths', values.lengths, (each) => wholeIn('--lengths', each, LIMITS.lengths)),
  runs: whole('--runs', values.runs, LENGTH_DEFAULTS.runs, LIMITS.runs),
  warmup: whole('--warmup', values.warmup, LENGTH_DEFAULTS.warmup, LIMITS.warmup),
  answerTokens: whole(
    '--max-tokens',
    values['max-tokens'],
    (kind === 'length' ? LENGTH_DEFAULTS : LOAD_DEFAULTS).answerTokens,
    LIMITS.answerTokens,
  ),
});

function loadOptions(values: Values) {
  const { users, rates } = values;
  if (users !== undefined && rates !== undefined)
    throw new UsageError('Give either --users, who wait for answers, or --rates, which do not.');
  const arrivals = oneOf('--arrivals', values.arrivals ?? (rates === undefined ? 'closed' : 'poisson'), ARRIVALS);
  if ((arrivals === 'closed') !== (rates === undefined))
    throw new UsageError('--rates wants --arrivals constant, poisson or bursts; --users is always closed.');
  return {
    arrivals,
    levels:
      rates !== undefined
        ? list('--rates', rates, (each) => inLimits('--rates', positive('--rates', each), LIMITS.rates))
        : users === undefined
          ? LOAD_DEFAULTS.users
          : list('--users', users, (each) => wholeIn('--users', each, LIMITS.users)),
    burst: whole('--burst', values.burst, 8, LIMITS.burst),
    thinkMs: msOf('--think', values.think, 0, LIMITS.thinkSeconds),
    requests: whole('--requests', values.requests, LOAD_DEFAULTS.requests, LIMITS.requests),
    levelMs: msOf('--level-time', values['level-time'], LOAD_DEFAULTS.levelMs, LIMITS.levelSeconds),
    promptTokens: whole('--prompt-tokens', values['prompt-tokens'], LOAD_DEFAULTS.promptTokens, LIMITS.lengths),
    fingerprint: !values['no-batching'],
  };
}

const capsOf = (values: Values): SweepReport['caps'] => ({
  requests: values['cap-requests'] === undefined ? null : integer('--cap-requests', values['cap-requests'], 1),
  tokens: values['cap-tokens'] === undefined ? null : integer('--cap-tokens', values['cap-tokens'], 1),
  usd: values['cap-usd'] === undefined ? null : positive('--cap-usd', values['cap-usd']),
});

const BUDGET_NAMES = { ttft: 'ttftMs', tpot: 'tpotMs', e2e: 'e2eMs' } as const;

/** `ttft<=500`, in ms. The last one of a name counts. */
const budgetsFrom = (values: readonly string[]): LoadBudgets =>
  Object.fromEntries(
    values.map((value) => {
      const [, name = '', ms = ''] = /^(ttft|tpot|e2e)<=(\d{1,9}(?:\.\d+)?)$/.exec(value) ?? [];
      if (!(Number(ms) > 0))
        throw new UsageError(`--budget wants for instance 'ttft<=500' (ms), tpot or e2e, not "${value}".`);
      return [BUDGET_NAMES[name as keyof typeof BUDGET_NAMES], Number(ms)];
    }),
  );

/** `0.5/1.5`: US dollars per million input and output tokens. */
function priceFrom(value: string): Target['price'] {
  const [, input, output] = /^(\d{1,6}(?:\.\d+)?)\/(\d{1,6}(?:\.\d+)?)$/.exec(value) ?? [];
  if (input === undefined || output === undefined)
    throw new UsageError(`--price wants US dollars per million tokens, INPUT/OUTPUT, such as 0.5/1.5, not "${value}".`);
  return { inputPerMTok: Number(input), outputPerMTok: Number(output) };
}

/** Numbers in rising order, each once. */
function list(name: string, value: string, read: (each: string) => number): number[] {
  const numbers = value.split(',').map((each) => read(each.trim()));
  if (numbers.length > 64) throw new UsageError(`${name} takes at most 64 numbers.`);
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

function positive(name: string, value: string): number {
  if (!/^\d{1,9}(?:\.\d+)?$/.test(value) || !(Number(value) > 0))
    throw new UsageError(`${name} wants a number above zero, not "${value}".`);
  return Number(value);
}

/** `1750+500`, `1750+500@20` for so many users, `1750+500@2/s` for requests per second, `1750+500@9000/month` for the cost of a month. */
function workloadOf(value: string): Workload {
  const [, input, output, amount, unit] =
    /^(\d{1,9})\+(\d{1,9})(?:@(\d{1,9}(?:\.\d+)?)(\/s|\/month)?)?$/.exec(value) ?? [];
  if (input === undefined || output === undefined)
    throw new UsageError(
      '--workload wants INPUT+OUTPUT tokens, for instance 1750+500, 1750+500@20 (users), 1750+500@2/s or 1750+500@9000/month.',
    );
  const load = amount === undefined ? null : Number(amount);
  return {
    inputTokens: Number(input),
    outputTokens: Number(output),
    users: unit === undefined ? load : null,
    requestsPerSecond: unit === '/s' ? load : null,
    requestsPerMonth: unit === '/month' ? load : null,
  };
}

const CLAIM_NAMES: Readonly<Record<string, CardMetric>> = {
  ttft: 'ttftMs',
  tpot: 'tpotMs',
  e2e: 'e2eMs',
  'tokens/s': 'decodeTokensPerSecond',
  'usd/1000': 'usdPerThousand',
  'usd/month': 'usdPerMonth',
};

/** `ttft<=300`: times in ms. */
function claimOf(value: string): Claim {
  const [, name = '', sign, amount] = /^([a-zA-Z0-9/]+)(<=|>=)(\d{1,12}(?:\.\d+)?)$/.exec(value) ?? [];
  const metric = CLAIM_NAMES[name] ?? CARD_METRICS.find((word) => word === name);
  if (metric === undefined || amount === undefined)
    throw new UsageError(
      `--claim wants for instance 'ttft<=300' (ms) or 'tokens/s>=50'; it knows ${Object.keys(CLAIM_NAMES).join(', ')}.`,
    );
  return { metric, relation: sign === '<=' ? 'at-most' : 'at-least', value: Number(amount) };
}
