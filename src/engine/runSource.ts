import type { RunRequest } from '../core/runRequest';
import type { TraceSink } from '../core/traceSink';

/** Where the answer of one run comes from: a socket, or a model in a process of its own. Beyond it nobody can tell. */
export interface RunSource {
  /**
   * Makes the request and reports everything to `sink`, synchronously as it is seen. Resolves when the stream ended in an
   * orderly way; rejects with `RunFailure` otherwise. When `signal` aborts, the connection is closed (or the model stopped
   * between two tokens) at once and the promise rejects with kind `cancelled`.
   */
  run(request: RunRequest, sink: TraceSink, signal: AbortSignal): Promise<void>;
  dispose(): Promise<void>;
}
