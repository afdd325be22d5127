import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Prediction } from '../../../src/core/sweep/cardReport';
import type { RunReport } from '../../../src/core/runReport';
import { summarize, type Summary } from '../../../src/core/statistics/summarize';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import { buildProduct } from '../../support/buildProduct';
import { sweepKnownModels } from './knownModels';

/**
 * Sweeps over lengths through the command line. First of servers whose times are known; then of the built-in model from 64 to 4 096 tokens, whose
 * prediction for 1 750 tokens in and 500 out is held against exactly that. Ends with status 1 when a limit is missed.
 *   npm run bench -- length
 */
const MOST_SECONDS = 180;
/** Enough that the noise of a machine evens out. */
const RUNS = 15;
/** A prediction is good that is as near as this, or whose interval overlaps that of what was measured. */
const NEAR = 0.05;
const run = promisify(execFile);
const product = await buildProduct();
const folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-length-'));
/** The built-in model, made to say as much as it is asked for: by itself it would end too early. */
const model = {
  name: 'wordy',
  protocol: 'gguf',
  path: path.resolve('media/model/latency-1m.gguf'),
  parameters: { extra: { ignore_eos: true } },
};
await writeFile(path.join(folder, 'prompt-profiler.json'), JSON.stringify({ targets: [model] }));

async function sweep(...options: string[]): Promise<SweepReport> {
  const args = [product.cli, 'sweep', 'length', '--json', ...options];
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as SweepReport;
}

async function measureThere(): Promise<RunReport[]> {
  const { length } = await sweep('--target', 'wordy', '--lengths', '1750', '--max-tokens', '500', '--runs', '11');
  return (length?.runs ?? []).filter(({ warmup }) => !warmup).map((each) => each.run);
}

try {
  console.log('Sweeps of servers whose times are known');
  const areKept = await sweepKnownModels(sweep);
  // Exactly what is predicted is measured before and after, as machines are not equally fast all the time.
  const before = await measureThere();
  const startMs = performance.now();
  const report = await sweep(
    '--target',
    'wordy',
    '--lengths',
    '64,128,256,512,1024,2048,4096',
    '--runs',
    String(RUNS),
    '--workload',
    '1750+500',
  );
  const seconds = (performance.now() - startMs) / 1000;
  console.log(
    `64 to 4096 tokens, ${String(RUNS)} runs each: ${seconds.toFixed(1)} s${seconds > MOST_SECONDS ? '  MISSED' : ''}`,
  );
  for (const [name, curve] of Object.entries({ TTFT: report.length?.ttft, TPOT: report.length?.tpot })) {
    if (!curve) continue;
    const { fixedMs, perTokenMs, perSquareTokenMs, residuals } = curve;
    const square = perSquareTokenMs ? ` + ${(perSquareTokenMs.value * 1e6).toFixed(3)} ms per 1 000 squared` : '';
    console.log(
      `${name}: ${fixedMs.value.toFixed(2)} ms + ${(perTokenMs.value * 1e3).toFixed(2)} ms per 1 000${square}`,
    );
    const [middle, most] = [residuals.medianShare, residuals.maxShare].map((share) => `${(100 * share).toFixed(1)} %`);
    console.log(`  residuals: median ${middle ?? ''}, largest ${most ?? ''}, ${String(residuals.outliers)} outliers`);
  }
  const runs = [...before, ...(await measureThere())];
  const areGood: boolean[] = [];
  for (const metric of ['ttftMs', 'tpotMs', 'e2eMs'] as const) {
    const found = summarize(runs.flatMap((each) => each.metrics[metric].value ?? []));
    const predicted = report.card?.predictions.find((each) => each.metric === metric);
    if (!found || !predicted) throw new Error(`There is no ${metric} to compare.`);
    areGood.push(tell(metric, predicted, found));
  }
  process.exitCode = areKept && seconds <= MOST_SECONDS && !areGood.includes(false) ? 0 : 1;
} finally {
  await product.remove();
  await rm(folder, { recursive: true });
}

function tell(metric: string, { value, ci95, runInterval }: Prediction, { median, ci95: around }: Summary): boolean {
  const ends = (interval: readonly number[] | null): string =>
    interval?.map((end) => end.toFixed(2)).join(' … ') ?? 'none';
  const isOne = ci95 !== null && around !== null && ci95[0] <= around[1] && around[0] <= ci95[1];
  const off = (value ?? NaN) / median - 1;
  const isGood = isOne || Math.abs(off) <= NEAR;
  console.log(
    `${metric} at 1 750 + 500: predicted ${(value ?? NaN).toFixed(2)} (${ends(ci95)}; single runs ${ends(runInterval)})`,
  );
  console.log(
    `  measured ${median.toFixed(2)} (${ends(around)}): prediction ${(100 * off).toFixed(1)} % off, the intervals ${isOne ? 'overlap' : 'are apart'}${isGood ? '' : '  MISSED'}`,
  );
  return isGood;
}
