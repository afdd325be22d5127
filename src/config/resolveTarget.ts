import os from 'node:os';
import path from 'node:path';
import {
  isHttpTarget,
  BUILT_IN_SCHEME,
  DEFAULT_TIMEOUTS,
  type Parameters,
  type Target,
  type Timeouts,
  type Tls,
} from '../core/target';
import { unixSocketOf } from '../core/unixSocket';

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

/** Makes the paths of model files and certificates absolute: `~` is the user's home, other relative paths start at `folder`. */
export function withAbsolutePath(target: Target, folder: string | null): Target {
  if (isHttpTarget(target)) return target.tls ? { ...target, tls: tlsWithAbsolutePaths(target.tls, folder) } : target;
  if (target.protocol !== 'gguf' || target.path.startsWith(BUILT_IN_SCHEME)) return target;
  return { ...target, path: absolutePath(target.path, folder) };
}

/** The absolute form of a path that a user wrote; without a folder, a relative one stays as it is. */
export function absolutePath(file: string, folder: string | null): string {
  if (/^~[\\/]/.test(file)) return path.join(os.homedir(), file.slice(2));
  return folder === null ? file : path.resolve(folder, file);
}

function tlsWithAbsolutePaths({ ca, ...tls }: Tls, folder: string | null): Tls {
  const absolute = (file: string): string => absolutePath(file, folder);
  const { cert, key, pfx } = tls;
  return {
    ...tls,
    ...(ca !== undefined && { ca: [ca].flat().map(absolute) }),
    ...(cert !== undefined && { cert: absolute(cert) }),
    ...(key !== undefined && { key: absolute(key) }),
    ...(pfx !== undefined && { pfx: absolute(pfx) }),
  };
}

/** Scheme, host and port, or the path of a socket: what a stored key is bound to. An address that is none stands for itself. */
export function originOf(url: string): string {
  const socket = unixSocketOf(url);
  if (socket) return `http://unix:${socket.socketPath}`;
  return URL.canParse(url) ? new URL(url).origin : url;
}
