import { RunFailure, runError } from '../core/runError';

/** Most characters that may be held while a frame is not complete. 16 Mi characters are no event of an answer. */
export const MAX_PENDING_CHARACTERS = 16 * 1024 * 1024;

/** The same for framings that count bytes. */
export const MAX_PENDING_BYTES = 16 * 1024 * 1024;

/** `what`: an event, a line, or a message. */
export const tooLarge = (what: string, limit: number, unit: 'characters' | 'bytes' = 'characters'): RunFailure =>
  new RunFailure(
    runError(
      'too-large',
      `The answer holds ${what} of more than ${limit} ${unit}, which no stream of an answer has. Check that the URL is that of a model server.`,
    ),
  );
