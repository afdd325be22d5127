import type { LevelDesk } from './levelDesk';
import type { ScriptedRequest } from '../../core/sweep/levelEngine';

/** Sends requests as a script says: some at the start, others when an earlier one has so many chunks. Gives the moments of all chunks. */
export async function scriptedLevel(desk: LevelDesk, script: readonly ScriptedRequest[]): Promise<number[][]> {
  const times = script.map((): number[] => []);
  const begun = new Set<number>();
  const over: Promise<unknown>[] = [];
  const begin = (index: number): void => {
    const asked = script[index];
    if (!asked || begun.has(index)) return;
    begun.add(index);
    const sent = desk.send({
      user: index,
      part: 'measured',
      dueMs: null,
      words: asked.words,
      maxTokens: asked.maxTokens,
      onChunk: (chunks, atMs) => {
        times[index]?.push(atMs);
        beginAfter(index, chunks);
      },
    });
    // What never got so far cannot be waited for by others.
    over.push(sent.then(() => beginAfter(index, Infinity)));
  };
  const beginAfter = (request: number, chunks: number): void => {
    for (const [index, { after }] of script.entries())
      if (after?.request === request && chunks >= after.chunks) begin(index);
  };
  for (const [index, { after }] of script.entries()) if (after === null) begin(index);
  // It grows while it is gone through, as requests begin others.
  for (const each of over) await each;
  return times;
}
