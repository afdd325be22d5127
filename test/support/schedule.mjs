/**
 * Wakes whoever waits for a moment of the monotonic clock at that moment, to the microsecond, in the order of the moments, however
 * many wait. Between two moments the process looks after its sockets.
 */

/** Timers are good to a millisecond or two only, so they bring us this close. */
const SLEEP_NS = 2_000_000n;
/** A sleeping thread is woken within some 60 µs; the rest is spun. Spinning all of it would take half a core from those measured. */
const SPIN_NS = 120_000n;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

export const now = () => process.hrtime.bigint();

/** @type {{ atNs: bigint, wake: (value?: undefined) => void }[]} The next one comes last. */
const waiting = [];
/** @type {NodeJS.Timeout | undefined} */
let timer;
let isAboutToStrike = false;

/** Waits for a moment. One that has passed costs nothing. @param {bigint} atNs @returns {Promise<void> | undefined} */
export function due(atNs) {
  if (atNs <= now()) return;
  return new Promise((wake) => {
    const later = waiting.findLastIndex((other) => other.atNs > atNs);
    waiting.splice(later + 1, 0, { atNs, wake });
    if (later === waiting.length - 2) lookAhead();
  });
}

function lookAhead() {
  clearTimeout(timer);
  const next = waiting.at(-1);
  if (!next || isAboutToStrike) return;
  const leftNs = next.atNs - now();
  if (leftNs > SLEEP_NS) timer = setTimeout(lookAhead, Number((leftNs - SLEEP_NS) / 1_000_000n) + 1);
  else {
    isAboutToStrike = true;
    setImmediate(strike);
  }
}

function strike() {
  isAboutToStrike = false;
  const next = waiting.pop();
  if (!next) return;
  const leftNs = next.atNs - now();
  if (leftNs > SPIN_NS) Atomics.wait(sleeper, 0, 0, Number(leftNs - SPIN_NS) / 1e6);
  while (now() < next.atNs);
  next.wake();
  lookAhead();
}
