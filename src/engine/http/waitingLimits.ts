import { runError, RunFailure } from '../../core/runError';

/** How long to wait at most, in ms; 0 waits for ever. */
export interface Limits {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly stallMs: number;
}

type Stage = 'connect' | 'firstByte' | 'stall';

const seconds = (ms: number): string => `${String(ms / 1000)} s`;

function failureOf(stage: Stage, limitMs: number, at: string): RunFailure {
  switch (stage) {
    case 'connect':
      return new RunFailure(
        runError(
          'timeout',
          `No connection to ${at} within ${seconds(limitMs)}. Check the address and the network, or raise timeouts.connectMs of the target.`,
        ),
      );
    case 'firstByte':
      return new RunFailure(
        runError(
          'timeout',
          `${at} took the request but sent no token for ${seconds(limitMs)}. It may be overloaded or still loading the model; raise timeouts.firstByteMs of the target to wait longer.`,
        ),
      );
    case 'stall':
      return new RunFailure(
        runError(
          'stalled',
          `${at} stopped in mid-answer: no data for ${seconds(limitMs)}. What came until then is kept; raise timeouts.stallMs of the target to wait longer.`,
        ),
      );
  }
}

/**
 * One timer for the three waits of a request. Only data moves it on: comments and pings show that a proxy lives, not that the
 * model works, so they leave it running.
 */
export class WaitingLimits {
  readonly #limits: Limits;
  readonly #address: string;
  readonly #onExpired: (failure: RunFailure) => void;
  #timer: NodeJS.Timeout | undefined;
  #stage: Stage | null = null;

  constructor(limits: Limits, address: string, onExpired: (failure: RunFailure) => void) {
    this.#limits = limits;
    this.#address = address;
    this.#onExpired = onExpired;
  }

  /** A connection is being made. */
  connecting(): void {
    this.#wait('connect', this.#limits.connectMs);
  }

  /** The request is on its way; called again when its last byte left, as a large one may take long to send. */
  waitingForAnswer(): void {
    if (this.#stage !== 'stall') this.#wait('firstByte', this.#limits.firstByteMs);
  }

  /** Data of the answer came. */
  dataCame(): void {
    // The common case by far: a timer that is merely moved on costs no allocation.
    if (this.#stage === 'stall') this.#timer?.refresh();
    else this.#wait('stall', this.#limits.stallMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stage = null;
  }

  #wait(stage: Stage, limitMs: number): void {
    this.stop();
    this.#stage = stage;
    // Longer than a timer can hold (24.8 days) is as good as for ever; Node would fire it at once instead.
    if (limitMs <= 0 || limitMs > 0x7fffffff) return;
    this.#timer = setTimeout(() => this.#onExpired(failureOf(stage, limitMs, this.#address)), limitMs);
  }
}
