import { setTimeout } from 'node:timers/promises';

/** Lets a series wait: for its user, and between runs. A stop ends every wait at once. */
export class SeriesGate {
  readonly #stopping = new AbortController();
  /** What waits for the end of a pause; `null` while there is none. */
  #waiting: (() => void)[] | null = null;

  get isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  pause(): void {
    if (!this.isStopped) this.#waiting ??= [];
  }

  resume(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const go of waiting) go();
  }

  stop(): void {
    this.#stopping.abort();
    this.resume();
  }

  /** Waits until nobody holds the series back, after at least `ms`. */
  async pass(ms: number): Promise<void> {
    if (ms > 0) await setTimeout(ms, null, { signal: this.#stopping.signal }).catch(() => null);
    while (this.#waiting) {
      const waiting = this.#waiting;
      await new Promise<void>((go) => waiting.push(go));
    }
  }
}
