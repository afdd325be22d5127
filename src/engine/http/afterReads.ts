/**
 * What can wait until every socket that has something to say at this moment was read and stamped. With many streams at once the
 * reads come in bursts; decoding each in its turn would make the stamps of those behind it late.
 */
let waiting: (() => void)[] = [];

/** Does it in the same turn of the event loop, after its reads, in the order of the calls. */
export function afterReads(work: () => void): void {
  if (waiting.push(work) === 1) setImmediate(finishReads);
}

/** Does now what waits: whoever ends an answer early first hears all that had come. From within such work it does nothing. */
export function finishReads(): void {
  const all = waiting;
  waiting = [];
  for (const work of all) work();
}
