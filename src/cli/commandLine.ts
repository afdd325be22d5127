import type { ParseArgsConfig } from 'node:util';
import {
  CACHE_MODES,
  HTTP_PROTOCOLS,
  VENDORS,
  type CacheMode,
  type HttpProtocol,
  type Vendor,
} from '../core/vocabulary';
import { flag, header, integer, oneOf, parsed, seconds, text, variable } from './argumentReaders';
import type { ReplayOptions } from './replayCommand';
import { sweepOptions, type SweepOptions } from './sweepOptions';
import { UsageError } from './usageError';

/** What `run` and `compare` have in common. */
export interface MeasureOptions {
  /** Paths, of which one may be `-` for standard input. Several make a series. */
  readonly files: readonly [string, ...string[]];
  readonly maxTokens: number | null;
  readonly cache: CacheMode;
  readonly timeoutMs: number | null;
  readonly runs: number;
  readonly warmup: number;
  /** Between one run and the next. */
  readonly pauseMs: number;
  /** A series may end when its medians are known this well: half the interval's width as a share of the median. */
  readonly within: number | null;
  readonly json: boolean;
  readonly trace: boolean;
  readonly includeText: boolean;
  readonly quiet: boolean;
  /** What goes over the wire is shown. */
  readonly verbose: boolean;
  /** Values for the variables of the prompt. */
  readonly variables: Readonly<Record<string, string>>;
  /** What looks like a variable is text. */
  readonly keepVariables: boolean;
}

/** `run`, as it was asked for. */
export interface RunOptions extends MeasureOptions {
  readonly target: string | null;
  readonly url: string | null;
  readonly model: string | null;
  readonly protocol: HttpProtocol | 'gguf';
  readonly vendor: Vendor | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** `compare`, as it was asked for. */
export interface CompareOptions extends MeasureOptions {
  /** At least two, by name; the same one may be given twice. */
  readonly targets: readonly string[];
}

export type Command =
  | { readonly type: 'run'; readonly options: RunOptions }
  | { readonly type: 'compare'; readonly options: CompareOptions }
  | { readonly type: 'sweep'; readonly options: SweepOptions }
  | { readonly type: 'replay'; readonly options: ReplayOptions }
  | { readonly type: 'targets'; readonly json: boolean; readonly probe: string | null }
  | { readonly type: 'help' }
  | { readonly type: 'version' };

const MEASURE_FLAGS = {
  runs: text,
  warmup: text,
  pause: text,
  within: text,
  'max-tokens': text,
  cache: { ...text, default: 'as-is' },
  timeout: text,
  json: flag,
  trace: flag,
  'include-text': flag,
  quiet: flag,
  verbose: flag,
  var: { ...text, multiple: true },
  'keep-variables': flag,
} as const satisfies ParseArgsConfig['options'];

const RUN_FLAGS = {
  ...MEASURE_FLAGS,
  target: text,
  protocol: text,
  vendor: text,
  url: text,
  model: text,
  header: { ...text, multiple: true },
} as const satisfies ParseArgsConfig['options'];

const COMPARE_FLAGS = { ...MEASURE_FLAGS, target: { ...text, multiple: true } } as const;

/** Understands the arguments after the program's name; throws `UsageError` for what it does not. */
export function parseCommandLine(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) return { type: 'help' };
  if (name === '--version' || name === '-v') return { type: 'version' };
  if (name === 'run') return { type: 'run', options: runOptions(rest) };
  if (name === 'compare') return { type: 'compare', options: compareOptions(rest) };
  if (name === 'sweep') return { type: 'sweep', options: sweepOptions(rest) };
  if (name === 'replay') return { type: 'replay', options: replayOptions(rest) };
  if (name === 'targets') return targetsOptions(rest);
  throw new UsageError(
    `There is no command "${name}". Use "run", "compare", "sweep", "replay" or "targets"; --help shows how.`,
  );
}

function targetsOptions(args: string[]): Command {
  const { values, positionals } = parsed(args, { json: flag, probe: text });
  if (positionals.length > 0)
    throw new UsageError(`targets takes no "${positionals.join(' ')}"; --probe URL asks a server.`);
  const { json, probe = null } = values;
  if (probe !== null && (!/^https?:\/\//i.test(probe) || !URL.canParse(probe)))
    throw new UsageError('--probe wants an address that begins with http:// or https://.');
  return { type: 'targets', json, probe };
}

function runOptions(args: string[]): RunOptions {
  const { values, positionals } = parsed(args, RUN_FLAGS);
  const files = promptFiles(positionals);
  if (values.target !== undefined && values.url !== undefined)
    throw new UsageError('Give either --target or --url, not both.');
  return {
    files,
    target: values.target ?? null,
    url: values.url ?? null,
    model: values.model ?? null,
    protocol: oneOf('--protocol', values.protocol ?? 'openai-chat', [...HTTP_PROTOCOLS, 'gguf']),
    vendor: values.vendor === undefined ? null : oneOf('--vendor', values.vendor, VENDORS),
    headers: Object.fromEntries((values.header ?? []).map(header)),
    ...measureOptions(values, { runs: 1, warmup: 0 }),
  };
}

/** Enough runs for an interval worth reading, and one before them that makes the connections. */
const COMPARE_DEFAULTS = { runs: 10, warmup: 1 };

function compareOptions(args: string[]): CompareOptions {
  const { values, positionals } = parsed(args, COMPARE_FLAGS);
  const files = promptFiles(positionals);
  const targets = values.target ?? [];
  if (targets.length < 2)
    throw new UsageError(
      'Name at least two targets: --target A --target B. The same name twice compares it with itself.',
    );
  return { files, targets, ...measureOptions(values, COMPARE_DEFAULTS) };
}

function promptFiles([file, ...more]: readonly string[]): MeasureOptions['files'] {
  if (file === undefined) throw new UsageError('Name the file that holds the prompt, or - for standard input.');
  const twice = more.find((other, index) => other === file || more.indexOf(other) !== index);
  if (twice !== undefined) throw new UsageError(`${twice} is named twice. --runs N sends a prompt several times.`);
  return [file, ...more];
}

function measureOptions(
  values: ReturnType<typeof parsed<typeof MEASURE_FLAGS>>['values'],
  defaults: { readonly runs: number; readonly warmup: number },
): Omit<MeasureOptions, 'files'> {
  return {
    maxTokens: values['max-tokens'] === undefined ? null : integer('--max-tokens', values['max-tokens'], 1),
    cache: oneOf('--cache', values.cache, CACHE_MODES),
    timeoutMs: values.timeout === undefined ? null : 1000 * seconds('--timeout', values.timeout),
    runs: values.runs === undefined ? defaults.runs : integer('--runs', values.runs, 1),
    warmup: values.warmup === undefined ? defaults.warmup : integer('--warmup', values.warmup, 0),
    pauseMs: values.pause === undefined ? 0 : 1000 * seconds('--pause', values.pause),
    within: values.within === undefined ? null : integer('--within', values.within, 1) / 100,
    json: values.json,
    trace: values.trace,
    includeText: values['include-text'],
    quiet: values.quiet,
    verbose: values.verbose,
    variables: Object.fromEntries((values.var ?? []).map(variable)),
    keepVariables: values['keep-variables'],
  };
}

function replayOptions(args: string[]): ReplayOptions {
  const { values, positionals } = parsed(args, { json: flag });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(
      'Name one file that "prompt-profiler run … --json --trace" has made, or - for standard input.',
    );
  return { file, json: values.json };
}
