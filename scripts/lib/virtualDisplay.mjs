import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { findInPath } from './childProcess.mjs';

/**
 * A display for a desktop program: the user's own, or one of Xvfb on a Linux machine that has none.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => void } | undefined>} nothing where there is neither
 */
export async function openDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return { env: {}, stop: () => undefined };
  const xvfb = findInPath(['Xvfb'], existsSync);
  if (!xvfb) return undefined;
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ready = child.stdio[3];
  if (!ready) return undefined;
  const [number] = await Promise.race([once(ready, 'data'), once(child, 'close').then(() => [])]);
  if (number === undefined) return undefined;
  return { env: { DISPLAY: `:${String(number).trim()}` }, stop: () => child.kill() };
}
