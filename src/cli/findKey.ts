import { isHttpTarget, type Target } from '../core/target';
import type { CommandTools } from './commandTools';
import { UsageError } from './usageError';

type KeyVariables = CommandTools['keyVariables'];

/** The key for a target: where `keyFrom` says, then our own variable, then the vendor's usual one. */
export function findKey(target: Target, env: NodeJS.ProcessEnv, keyVariables: KeyVariables): string | null {
  if (!isHttpTarget(target)) return null;
  const named = /^env:(.+)$/.exec(target.keyFrom ?? '')?.[1];
  if (named !== undefined) return valueOf(env, named) ?? missing(named, target.name);
  return usualKey(env, keyVariables(target.url, target.vendor));
}

/** What our own variable holds, then what one of the vendor's does. */
export function usualKey(env: NodeJS.ProcessEnv, variables: readonly string[]): string | null {
  const names = ['PROMPT_PROFILER_API_KEY', ...variables];
  return names.map((name) => valueOf(env, name)).find((value) => value !== null) ?? null;
}

const valueOf = (env: NodeJS.ProcessEnv, name: string): string | null => env[name]?.trim() || null;

function missing(name: string, target: string): never {
  throw new UsageError(`The target "${target}" takes its key from the environment variable ${name}, which is not set.`);
}
