/**
 * What can wait until every socket that has something to say at this moment was read and stamped. With many streams at once the
 * reads come in bursts; parsing and decoding each in its turn would make the stamps of those behind it late.
 */
let waiting: Piece[] = [];
/** Of `waiting`, those that are done. */
let done = 0;
let waitingBytes = 0;
let isWorking = false;
let isPlanned = false;

interface Piece {
  readonly work: () => void;
  readonly bytes: number;
}

/** After so much work the sockets are looked at again: what came meanwhile wants its stamp. */
const LEAST_SLICE_MS = 0.5;
const MOST_SLICE_MS = 2;
/** The more waits, the longer a slice: else a thread that was held up for a moment never gets to the end of it. */
const SLICE_MS_PER_PIECE = 0.001;
/** Looking at the clock costs as much as some of the work. */
const LOOK_EVERY = 8;
/** More than this is done without a break, so that no thread gathers what it will not master. */
const MOST_WAITING_BYTES = 32 * 2 ** 20;
/** What waiting costs in memory, whatever waits. */
const PIECE_BYTES = 512;
/** Of an array as long as this, places that are done are given back. */
const MOST_DONE = 256;

/** Does it after the reads of this turn of the event loop, in the order of the calls; at once when called from within such work. */
export function afterReads(work: () => void, bytes: number): void {
  if (isWorking) return work();
  waitingBytes += bytes + PIECE_BYTES;
  waiting.push({ work, bytes });
  plan();
}

function plan(): void {
  if (isPlanned || waiting.length === 0) return;
  isPlanned = true;
  setImmediate(workAWhile);
}

/** Does now what waits: whoever ends an answer early first hears all that had come. From within such work it does nothing. */
export function finishReads(): void {
  if (waiting.length > 0) workUntil(Infinity);
}

function workAWhile(): void {
  isPlanned = false;
  const sliceMs = (waiting.length - done) * SLICE_MS_PER_PIECE;
  workUntil(performance.now() + Math.min(MOST_SLICE_MS, Math.max(LEAST_SLICE_MS, sliceMs)));
}

function workUntil(untilMs: number): void {
  if (isWorking) return;
  isWorking = true;
  try {
    for (let piece = waiting[done]; piece; piece = waiting[done]) {
      done += 1;
      waitingBytes -= piece.bytes + PIECE_BYTES;
      piece.work();
      const mayRest = done % LOOK_EVERY === 0 && waitingBytes < MOST_WAITING_BYTES;
      if (mayRest && performance.now() > untilMs) break;
    }
  } finally {
    isWorking = false;
    giveBack();
    plan();
  }
}

function giveBack(): void {
  if (done < waiting.length && done < MOST_DONE) return;
  waiting = waiting.slice(done);
  done = 0;
}
