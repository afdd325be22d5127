import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usageError';

/** Readers of single arguments. What they do not understand is a `UsageError` that says what would do. */

export const text = { type: 'string' } as const;
export const flag = { type: 'boolean', default: false } as const;

export function parsed<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message.replace(/\. To specify.*$/, '') : String(error)}.`);
  }
}

export function integer(name: string, value: string, least: number): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) < least)
    throw new UsageError(`${name} wants a whole number from ${String(least)}, not "${value}".`);
  return Number(value);
}

export function seconds(name: string, value: string): number {
  if (!/^\d{1,9}(?:\.\d+)?$/.test(value)) throw new UsageError(`${name} wants a number of seconds, not "${value}".`);
  return Number(value);
}

/** A number that is understood, but beyond what can be done. */
export function inLimits(name: string, value: number, [least, most]: readonly [least: number, most: number]): number {
  if (value < least || value > most)
    throw new UsageError(`${name} goes from ${String(least)} to ${String(most)}; ${String(value)} was given.`);
  return value;
}

export function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((word) => word === value);
  if (found === undefined) throw new UsageError(`${name} is one of ${known.join(', ')}, not "${value}".`);
  return found;
}

export function variable(given: string): [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new UsageError(`--var wants name=value, not "${given}".`);
  return [given.slice(0, at).trim(), given.slice(at + 1)];
}

/** A key in an argument would stand in the shell's history and in every process list. */
export function header(given: string): [string, string] {
  const [, name = '', value = ''] = /^\s*([^\s:]+)\s*:\s*(.*)$/.exec(given) ?? [];
  if (name === '') throw new UsageError(`--header wants 'Name: value'.`);
  if (/^(?:authorization|proxy-authorization|(?:x-)?api-key)$/i.test(name))
    throw new UsageError(
      `Keys are not taken from arguments. Set PROMPT_PROFILER_API_KEY instead of the header ${name}.`,
    );
  return [name, value];
}
