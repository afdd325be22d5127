import { runError, type RunError } from '../core/runError';
import { DEFAULT_TIMEOUTS, type Timeouts } from '../core/target';
import type { FromLocal } from '../messages/localMessages';

/** The waiting limits of a target, for a model in a process: until the first token, and from message to message after it. */
export class LocalWatchdog {
  private readonly limits: { readonly firstByteMs: number; readonly stallMs: number };
  private readonly giveUp: (why: RunError) => void;
  private timer: NodeJS.Timeout | undefined;

  constructor(timeouts: Timeouts, giveUp: (why: RunError) => void) {
    this.limits = { ...DEFAULT_TIMEOUTS, ...timeouts };
    this.giveUp = giveUp;
    const { firstByteMs } = this.limits;
    this.arm(
      firstByteMs,
      runError(
        'timeout',
        `The local model gave no token within ${firstByteMs} ms. Use a smaller model or prompt, or set a longer timeouts.firstByteMs.`,
      ),
    );
  }

  heard(type: FromLocal['type']): void {
    if (type !== 'tokens') return;
    const { stallMs } = this.limits;
    this.arm(
      stallMs,
      runError('stalled', `The local model gave no further token for ${stallMs} ms. What came is kept; run again.`),
    );
  }

  end(): void {
    clearTimeout(this.timer);
  }

  /** 0 waits for ever. */
  private arm(limitMs: number, error: RunError): void {
    clearTimeout(this.timer);
    if (limitMs > 0) this.timer = setTimeout(() => this.giveUp(error), limitMs);
  }
}
