import { batchingProbe } from '../../../../src/core/sweep/batchingProbe';
import type { LevelResult } from '../../../../src/core/sweep/levelEngine';
import { BatchingModel } from '../../../support/batchingModel.mjs';
import { loadRow } from './sweepBuilders';

const WORDS = 64;

/** Plays the probe of how a server batches on a simulated one that is empty at first. */
export function playedProbe(options: ConstructorParameters<typeof BatchingModel>[0]): LevelResult {
  const model = new BatchingModel(options);
  const script = batchingProbe(WORDS);
  const times: number[][] = script.map(() => []);
  const starts: number[] = [];
  let nowMs = 0;
  const begin = (index: number): void => {
    const { words, maxTokens } = script[index]!;
    starts[index] = nowMs;
    model.submit(nowMs, { inputTokens: words, outputTokens: maxTokens }, (atMs, isLast) => {
      times[index]!.push(atMs);
      const chunks = isLast ? Infinity : times[index]!.length;
      for (const [other, { after }] of script.entries())
        if (after?.request === index && chunks >= after.chunks && starts[other] === undefined) begin(other);
    });
  };
  for (const [index, { after }] of script.entries()) if (after === null) begin(index);
  while (!model.isIdle) {
    nowMs = model.begin(nowMs);
    model.finish(nowMs);
  }
  return {
    ending: 'completed',
    requests: starts.map((startMs, user) => {
      const chunks = times[user] ?? [];
      return loadRow({ startMs, user, ttftMs: (chunks[0] ?? 0) - startMs, lastMs: (chunks.at(-1) ?? 0) - startMs });
    }),
    window: null,
    held: 0,
    client: { loopDelayP99Ms: 0, loopDelayMaxMs: 0, cpuShare: 0, startLateP99Ms: null },
    binMs: 100,
    charactersByBin: [],
    chunkTimesMs: times,
    error: null,
  };
}
