import os from 'node:os';
import path from 'node:path';

const NAME = 'prompt-profiler';

/** Where this platform keeps what a program may lose at any time. */
export function localCacheFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = os.homedir();
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', NAME);
  if (platform === 'win32') return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), NAME);
  return path.join(env.XDG_CACHE_HOME ?? path.join(home, '.cache'), NAME);
}
