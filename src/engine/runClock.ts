import { watchLoopDelay, type LoopDelay } from './loopDelay';

/** The clock of one run: starts at t0, and watches from then on how late its own thread is. */
export class RunClock {
  #t0: number | null = null;
  #loop: { stop(): LoopDelay | null } | null = null;

  /** t0 is now; gives the wall-clock time as its label. */
  begin(): string {
    this.#loop = watchLoopDelay();
    const label = new Date().toISOString();
    this.#t0 = performance.now();
    return label;
  }

  /** Ms since t0; 0 before. */
  now(): number {
    return this.#t0 === null ? 0 : performance.now() - this.#t0;
  }

  end(): { readonly atMs: number; readonly loopDelay: LoopDelay | null } {
    const atMs = this.now();
    const loopDelay = this.#loop?.stop() ?? null;
    this.#loop = null;
    return { atMs, loopDelay };
  }
}
