import type { ObjectModels, ObjectPart } from '../core/objectStream';
import { runError, RunFailure } from '../core/runError';
import type { RunRequest } from '../core/runRequest';
import { DEFAULT_TIMEOUTS } from '../core/target';
import type { TraceSink } from '../core/traceSink';
import { WaitingLimits } from './http/waitingLimits';
import type { RunSource } from './runSource';

/**
 * Models that can only be called in this program. Their parts are stamped as they are handed over, so all that holds the calling
 * thread up is in the stamps; its lateness is told beside them.
 */
export function createObjectSource(models: ObjectModels, now = () => performance.now()): RunSource {
  const open = new Set<AbortController>();
  return {
    async run(request, sink, signal) {
      const closing = new AbortController();
      open.add(closing);
      try {
        await new ObjectRun(request, sink, AbortSignal.any([signal, closing.signal])).run(models, now);
      } finally {
        open.delete(closing);
      }
    },
    dispose() {
      for (const closing of open) closing.abort();
      return Promise.resolve();
    },
  };
}

class ObjectRun {
  readonly #request: RunRequest;
  readonly #sink: TraceSink;
  readonly #limits: WaitingLimits;
  /** Told to the model, so that it stops working for nobody. */
  readonly #stopping = new AbortController();
  /** Rejects as soon as the run must end, whatever the model does. */
  readonly #over: Promise<never>;
  #fail: (failure: RunFailure) => void = () => undefined;

  constructor(request: RunRequest, sink: TraceSink, signal: AbortSignal) {
    this.#request = request;
    this.#sink = sink;
    this.#over = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    // It is raced against everything that is awaited, and must not be an unhandled rejection in between.
    this.#over.catch(() => undefined);
    const { name, timeouts } = request.target;
    this.#limits = new WaitingLimits({ ...DEFAULT_TIMEOUTS, ...timeouts }, name, (failure) => this.#fail(failure));
    const stop = (): void => this.#fail(new RunFailure(runError('cancelled', `Stopped by you; ${name} was told so.`)));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: this.#stopping.signal });
  }

  async run(models: ObjectModels, clock: () => number): Promise<void> {
    try {
      const call = await this.#raced(models.prepare(this.#request));
      const t0 = clock();
      const now = (): number => clock() - t0;
      this.#sink.begin();
      this.#limits.waitingForAnswer();
      const sent = call.send(this.#stopping.signal);
      this.#sink.mark('requestSent', now());
      const parts = await this.#raced(sent);
      this.#sink.mark('headers', now());
      this.#sink.event({ type: 'model', model: call.model }, now(), 0);
      await this.#read(parts, now);
    } finally {
      this.#limits.stop();
      this.#stopping.abort();
    }
  }

  async #read(parts: AsyncIterable<ObjectPart>, now: () => number): Promise<void> {
    const reader = parts[Symbol.asyncIterator]();
    for (let isFirst = true; ; isFirst = false) {
      const next = await this.#raced(reader.next());
      const atMs = now();
      if (next.done) return this.#sink.event({ type: 'end' }, atMs, 0);
      const { channel, text } = next.value;
      if (isFirst) this.#sink.mark('firstByte', atMs);
      this.#limits.dataCame();
      const read = this.#sink.read(atMs, Buffer.byteLength(text));
      this.#sink.event({ type: 'text', channel, text, tokens: null }, atMs, read);
    }
  }

  #raced<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#over]);
  }
}
