import type { ErrorKind } from './vocabulary';

/**
 * Why a run did not complete. `message` says what happened, to which address, and what to do next; it never holds a key,
 * an authorization header or the prompt.
 */
export interface RunError {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly httpStatus: number | null;
  /** What the server asked us to wait, in ms. */
  readonly retryAfterMs: number | null;
  /** The other side's own words, shortened and masked; `null` when there are none. */
  readonly detail: string | null;
}

/** Makes a `RunError` from its two obligatory parts. */
export const runError = (
  kind: ErrorKind,
  message: string,
  rest: Partial<Pick<RunError, 'httpStatus' | 'retryAfterMs' | 'detail'>> = {},
): RunError => ({ kind, message, httpStatus: null, retryAfterMs: null, detail: null, ...rest });

/** Carries a `RunError` through code that throws; turned back into data at the edge of the engine. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
  readonly error: RunError;

  constructor(error: RunError, options?: ErrorOptions) {
    super(error.message, options);
    this.error = error;
  }
}
