import { execFileSync } from 'node:child_process';
import type { ReadStream } from 'node:tty';

const INTERRUPT = '\u0003';
const SUSPEND = '\u001a';

/**
 * Hears single keys, where standard input is a keyboard; `null` elsewhere. While it listens the terminal hands over every key, so
 * what the terminal does by itself otherwise is done here: `Ctrl+C` interrupts, `Ctrl+Z` suspends.
 */
export function onKey(
  stdin: ReadStream,
  listener: (key: string) => void,
  isForeground = isInForeground,
): (() => void) | null {
  if (!stdin.isTTY || !isForeground()) return null;
  const take = (keys: string): void => {
    for (const key of keys)
      if (key === INTERRUPT) process.emit('SIGINT');
      else if (key === SUSPEND) suspend();
      else listener(key);
  };
  const listen = (): void => {
    if (!isForeground()) return;
    stdin.setRawMode(true);
    stdin.setEncoding('utf8').on('data', take).resume();
  };
  const rest = (): void => {
    stdin.off('data', take).pause();
    stdin.setRawMode(false);
  };
  const suspend = (): void => {
    if (process.platform === 'win32') return;
    rest();
    process.kill(process.pid, 'SIGTSTP');
  };
  process.on('SIGCONT', listen);
  listen();
  return () => {
    process.off('SIGCONT', listen);
    rest();
  };
}

/** A process in the background that touches its terminal is stopped by the system. */
function isInForeground(): boolean {
  if (process.platform === 'win32') return true;
  try {
    const columns = execFileSync('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], { encoding: 'utf8' });
    const [group, foreground] = columns.trim().split(/\s+/);
    return group === foreground;
  } catch {
    // Without `ps` nobody knows, and a pause is worth less than a series that goes on.
    return false;
  }
}
