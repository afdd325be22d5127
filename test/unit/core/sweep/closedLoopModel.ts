import type { LevelRequest, LevelResult } from '../../../../src/core/sweep/levelEngine';
import type { LoadRequest } from '../../../../src/core/sweep/loadReport';
import { BatchingModel } from '../../../support/batchingModel.mjs';
import { lengthPlan, loadRow, NO_CAPS } from './sweepBuilders';

export type ModelOptions = ConstructorParameters<typeof BatchingModel>[0];

const INPUT = 200;
const OUTPUT = 40;

/** So many users at a server that is simulated, each asking again at once; the first answer of each is warm-up. */
export function levelOf(options: ModelOptions, users: number): { asked: LevelRequest; result: LevelResult } {
  const model = new BatchingModel(options);
  const rows: LoadRequest[] = [];
  const wanted = Math.max(20, 3 * users);
  let nowMs = 0;
  let measured = 0;
  const ask = (user: number, isFirst: boolean): void => {
    const startMs = nowMs;
    const part = isFirst ? 'warm-up' : measured++ < wanted ? 'measured' : 'cool-down';
    const chunks: number[] = [];
    model.submit(nowMs, { inputTokens: INPUT, outputTokens: OUTPUT }, (atMs, isLast) => {
      chunks.push(atMs);
      if (!isLast) return;
      const [firstMs, lastMs] = [chunks[0]! - startMs, atMs - startMs];
      const times = { ttftMs: firstMs, lastMs, tpotMs: (lastMs - firstMs) / (OUTPUT - 1) };
      rows.push(loadRow({ startMs, user, part, ...times, chunks: OUTPUT, inputTokens: INPUT, outputTokens: OUTPUT }));
      ask(user, false);
    });
  };
  for (let user = 0; user < users; user++) ask(user, true);
  const isEnough = (): boolean => rows.filter(({ part }) => part === 'measured').length >= wanted;
  while (!isEnough()) {
    nowMs = model.begin(nowMs);
    model.finish(nowMs);
  }
  const firstMs = Math.min(...rows.filter(({ part }) => part === 'measured').map(({ startMs }) => startMs));
  const client = { loopDelayP99Ms: 0, loopDelayMaxMs: 0, cpuShare: 0.1, startLateP99Ms: null };
  const rest = { held: 0, client, binMs: 100, charactersByBin: [], chunkTimesMs: null, error: null };
  return {
    asked: asked(users, wanted),
    result: { ending: 'completed', requests: rows, window: [firstMs, nowMs], ...rest },
  };
}

const asked = (users: number, wanted: number): LevelRequest => ({
  request: { ...lengthPlan(), prompt: { messages: [], source: '' }, cache: 'as-is' },
  text: { own: null, source: '' },
  words: INPUT,
  cache: 'cold',
  arrivals: 'closed',
  load: users,
  burst: 1,
  thinkMs: 0,
  wanted,
  most: 10_000,
  levelMs: 1e6,
  caps: NO_CAPS,
  useOfOne: { input: INPUT, output: OUTPUT, expectedInput: INPUT },
  tokensPerCharacter: null,
  price: null,
  script: null,
});
