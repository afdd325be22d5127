import os from 'node:os';
import path from 'node:path';
import { BUILT_IN_SCHEME, DEFAULT_TIMEOUTS, type Parameters, type Target, type Timeouts } from '../core/target';

/** What the settings add to a target that does not say it itself. */
export interface TargetDefaults {
  readonly parameters: Parameters;
  readonly timeouts: Timeouts;
}

/** Fills in what a target leaves open. Its own words always win. */
export const withDefaults = (target: Target, { parameters, timeouts }: TargetDefaults): Target => ({
  ...target,
  parameters: { ...parameters, ...target.parameters },
  timeouts: { ...DEFAULT_TIMEOUTS, ...timeouts, ...target.timeouts },
});

/** Makes the path of a model file absolute: `~` is the user's home, other relative paths start at `folder`. */
export function withAbsolutePath(target: Target, folder: string | null): Target {
  if (target.protocol !== 'gguf' || target.path.startsWith(BUILT_IN_SCHEME)) return target;
  if (/^~[\\/]/.test(target.path)) return { ...target, path: path.join(os.homedir(), target.path.slice(2)) };
  if (folder === null || path.isAbsolute(target.path)) return target;
  return { ...target, path: path.resolve(folder, target.path) };
}

/** Scheme, host and port: what a stored key is bound to. An address that is none stands for itself. */
export const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);
