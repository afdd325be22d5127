import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CACHE_MODES, PROTOCOLS, VENDORS, type CacheMode, type Protocol, type Vendor } from '../core/vocabulary';
import { UsageError } from './usageError';

/** `run`, as it was asked for. */
export interface RunOptions {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly target: string | null;
  readonly url: string | null;
  readonly model: string | null;
  readonly protocol: Protocol;
  readonly vendor: Vendor | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxTokens: number | null;
  readonly cache: CacheMode;
  readonly timeoutMs: number | null;
  readonly warmup: number;
  readonly json: boolean;
  readonly trace: boolean;
  readonly includeText: boolean;
  readonly quiet: boolean;
}

export type Command =
  | { readonly type: 'run'; readonly options: RunOptions }
  | { readonly type: 'targets'; readonly json: boolean; readonly probe: string | null }
  | { readonly type: 'help' }
  | { readonly type: 'version' };

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

const RUN_FLAGS = {
  target: text,
  protocol: text,
  vendor: text,
  url: text,
  model: text,
  runs: { ...text, default: '1' },
  warmup: { ...text, default: '0' },
  'max-tokens': text,
  cache: { ...text, default: 'as-is' },
  timeout: text,
  header: { ...text, multiple: true },
  json: flag,
  trace: flag,
  'include-text': flag,
  quiet: flag,
} as const satisfies ParseArgsConfig['options'];

/** Understands the arguments after the program's name; throws `UsageError` for what it does not. */
export function parseCommandLine(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) return { type: 'help' };
  if (name === '--version' || name === '-v') return { type: 'version' };
  if (name === 'run') return { type: 'run', options: runOptions(rest) };
  if (name === 'targets') return targetsOptions(rest);
  throw new UsageError(`There is no command "${name}". Use "run" or "targets"; --help shows how.`);
}

function parsed<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message.replace(/\. To specify.*$/, '') : String(error)}.`);
  }
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
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('Name the file that holds the prompt, or - for standard input.');
  if (more.length > 0) throw new UsageError(`One prompt at a time: ${[file, ...more].join(', ')} were given.`);
  if (values.target !== undefined && values.url !== undefined)
    throw new UsageError('Give either --target or --url, not both.');
  if (integer('--runs', values.runs, 1) > 1)
    throw new UsageError(
      'This version measures one run at a time, so --runs can only be 1. Repeat the command for more; --warmup K makes runs that are left out.',
    );
  return {
    file,
    target: values.target ?? null,
    url: values.url ?? null,
    model: values.model ?? null,
    protocol: oneOf('--protocol', values.protocol ?? 'openai-chat', PROTOCOLS),
    vendor: values.vendor === undefined ? null : oneOf('--vendor', values.vendor, VENDORS),
    headers: Object.fromEntries((values.header ?? []).map(header)),
    maxTokens: values['max-tokens'] === undefined ? null : integer('--max-tokens', values['max-tokens'], 1),
    cache: oneOf('--cache', values.cache, CACHE_MODES),
    timeoutMs: values.timeout === undefined ? null : 1000 * seconds(values.timeout),
    warmup: integer('--warmup', values.warmup, 0),
    json: values.json,
    trace: values.trace,
    includeText: values['include-text'],
    quiet: values.quiet,
  };
}

function integer(name: string, value: string, least: number): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) < least)
    throw new UsageError(`${name} wants a whole number from ${String(least)}, not "${value}".`);
  return Number(value);
}

function seconds(value: string): number {
  if (!/^\d{1,9}(?:\.\d+)?$/.test(value)) throw new UsageError(`--timeout wants a number of seconds, not "${value}".`);
  return Number(value);
}

function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((word) => word === value);
  if (found === undefined) throw new UsageError(`${name} is one of ${known.join(', ')}, not "${value}".`);
  return found;
}

/** A key in an argument would stand in the shell's history and in every process list. */
function header(given: string): [string, string] {
  const [, name = '', value = ''] = /^\s*([^\s:]+)\s*:\s*(.*)$/.exec(given) ?? [];
  if (name === '') throw new UsageError(`--header wants 'Name: value'.`);
  if (/^(?:authorization|proxy-authorization|(?:x-)?api-key)$/i.test(name))
    throw new UsageError(
      `Keys are not taken from arguments. Set PROMPT_PROFILER_API_KEY instead of the header ${name}.`,
    );
  return [name, value];
}
