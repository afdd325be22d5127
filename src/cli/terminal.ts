import type { Writable } from 'node:stream';

/** The two outputs of a command: the result, and what is said beside it. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly columns: number;
  /** The result goes to a person's screen. */
  readonly isOutScreen: boolean;
  readonly isErrScreen: boolean;
  readonly color: boolean;
}

type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export function createTerminal(stdout: Stream, stderr: Stream, env: NodeJS.ProcessEnv): Terminal {
  // A reader that goes away early (`| head`) is no error of ours.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const isOutScreen = stdout.isTTY === true;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    // Some terminals do not know their width and say 0.
    columns: stdout.columns || 100,
    isOutScreen,
    isErrScreen: stderr.isTTY === true,
    color: isOutScreen && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  };
}
