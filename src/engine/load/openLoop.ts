import { randomBytes } from 'node:crypto';
import { arrivalTimes } from './arrivalTimes';
import type { PartOf } from './closedLoop';
import type { LevelDesk } from './levelDesk';
import { wakeAt } from './wakeAt';

/** With so many requests open the server does not keep up, and the sockets of this machine run out. */
const MOST_OPEN = 4_000;

/**
 * Sends on schedule, whether answers come or not, so that a slow server does not slow the question (coordinated omission). Resolves when the
 * desk is closed; what is open then goes on.
 */
export function openLoop(desk: LevelDesk, partOf: PartOf, signal: AbortSignal): Promise<void> {
  const { arrivals, load: perSecond, burst } = desk.request;
  const times = arrivalTimes(arrivals, { perSecond, burst, seed: randomBytes(6).toString('hex') });
  return new Promise((resolve) => {
    let cancel = (): void => undefined;
    const leave = desk.onChange(() => {
      if (desk.ending !== null) end();
    });
    const end = (): void => {
      cancel();
      leave();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const next = (): void => {
      const dueMs = times.next().value;
      cancel = wakeAt(desk.momentOf(dueMs), () => {
        if (desk.inFlight >= MOST_OPEN) return desk.close('saturated');
        if (desk.heldForMs > 0) desk.held += 1;
        else void desk.send({ user: null, part: partOf(false), dueMs });
        if (desk.isExhausted || signal.aborted) end();
        else next();
      });
    };
    if (signal.aborted) return end();
    signal.addEventListener('abort', end);
    next();
  });
}
