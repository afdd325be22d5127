/**
 * What can wait until every socket that has something to say at this moment was read and stamped. With many streams at once the
 * reads come in bursts; decoding each in its turn would make the stamps of those behind it late.
 */
let waiting: (() => void)[] = [];
let isWorking = false;

/** After so much work the sockets are looked at again: what came meanwhile wants its stamp. */
const SLICE_MS = 0.5;
/** Looking at the clock costs as much as some of the work. */
const LOOK_EVERY = 8;
/** More than this is done without a break, so that no thread gathers what it will not master. */
const MOST_WAITING = 2_000;

/** Does it after the reads of this turn of the event loop, in the order of the calls. */
export function afterReads(work: () => void): void {
  if (waiting.push(work) === 1 && !isWorking) setImmediate(workAWhile);
}

/** Does now what waits: whoever ends an answer early first hears all that had come. From within such work it does nothing. */
export function finishReads(): void {
  work(Infinity);
}

function workAWhile(): void {
  work(performance.now() + SLICE_MS);
  if (waiting.length > 0) setImmediate(workAWhile);
}

function work(untilMs: number): void {
  if (isWorking) return;
  isWorking = true;
  let done = 0;
  try {
    for (const each of waiting) {
      done += 1;
      each();
      const mayRest = done % LOOK_EVERY === 0 && waiting.length - done < MOST_WAITING;
      if (mayRest && performance.now() > untilMs) break;
    }
  } finally {
    waiting = waiting.slice(done);
    isWorking = false;
  }
}
