import { predictFrom } from '../../../src/core/sweep/fitCurve';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import { startScriptedServer } from '../../support/startScriptedServer';

/** Servers whose times are known: `fixedMs` + `prefillMs` for each token + `squareMs` for its square. */
const SERVERS = {
  'a line': { fixedMs: 60, prefillMs: 0.1, squareMs: 0 },
  'a bent curve': { fixedMs: 60, prefillMs: 0.1, squareMs: 0.00001 },
  'a line, and a prefix cache': { fixedMs: 25, prefillMs: 0.05, squareMs: 0, cache: 1 },
};
/** None of them is measured. */
const UNSEEN = [150, 200, 300, 400, 700, 900, 1500, 1750, 3000, 6000];
const LENGTHS = [128, 256, 512, 1024, 2048, 4096, 8192];
const MOST = { fixedMs: 5, speed: 0.03, prediction: 0.05 };

type Sweep = (...options: string[]) => Promise<SweepReport>;

/** Holds sweeps against servers whose times are known, and says whether all limits are kept. */
export async function sweepKnownModels(sweep: Sweep): Promise<boolean> {
  const server = await startScriptedServer();
  const kept: boolean[] = [];
  try {
    for (const [index, [name, times]] of Object.entries(SERVERS).entries()) {
      const url = server.url('model', { ...times, key: index, tokens: 5, gapMs: 1 });
      const of = ['--url', url, '--model', 'm', '--vendor', 'generic', '--lengths', LENGTHS.join()];
      kept.push(judged(name, times, await sweep(...of)));
    }
  } finally {
    await server.stop();
  }
  return !kept.includes(false);
}

type Times = (typeof SERVERS)['a line'];

function judged(name: string, { fixedMs, prefillMs, squareMs }: Times, { length }: SweepReport): boolean {
  const [curve, speed] = [length?.ttft, length?.prefillTokensPerSecond];
  if (!curve || !speed) throw new Error(`No curve came of the server with ${name}.`);
  const reading = (tokens: number): number => prefillMs * tokens + squareMs * tokens ** 2;
  const longest = curve.maxTokens;
  const offs = UNSEEN.map((tokens) => Math.abs(predictFrom(curve, tokens).value / (fixedMs + reading(tokens)) - 1));
  const figures = [
    ['fixed cost off by', Math.abs(curve.fixedMs.value - fixedMs), MOST.fixedMs, 'ms'],
    [
      'prefill speed off by',
      100 * Math.abs((speed.value * reading(longest)) / (1000 * longest) - 1),
      100 * MOST.speed,
      '%',
    ],
    ['worst of ten unseen lengths off by', 100 * Math.max(...offs), 100 * MOST.prediction, '%'],
  ] as const;
  for (const [what, value, most, unit] of figures)
    console.log(
      `  ${`${name}: ${what}`.padEnd(64)}${value.toFixed(2).padStart(8)} ${unit}   at most ${String(most)}${value <= most ? '' : '  MISSED'}`,
    );
  return figures.every(([, value, most]) => value <= most);
}
