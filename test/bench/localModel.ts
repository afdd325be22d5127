import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { inProject } from '../../scripts/lib/project.mjs';
import { createLocalSource } from '../../src/engine/localSource';
import type { RunSource } from '../../src/engine/runSource';
import { layOutLocalModel } from '../unit/local/localModelBundle';
import { runToEnd, tokensOf, type LocalOutcome } from '../unit/local/localRuns';

/** One figure. `limit` is what the product promises; peers and details have none. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: { readonly atMost: number } | { readonly atLeast: number };
}

const REPEATS = 7;
const MODEL = inProject('media', 'model', 'latency-1m.gguf');
/** About 50 tokens with the built-in model's tokenizer; the number in front keeps each one new. */
const prompt = (run: number): string => `${run}. ${'what is latency and why does it matter '.repeat(5)}`;

/** The built-in model in its process, from the bundle that ships, and the same model through the library's own session. */
export async function benchLocalModel(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-local-'));
  try {
    const processPath = await layOutLocalModel(folder);
    const newSource = (cache: string): RunSource =>
      createLocalSource({ processPath, builtInModelPath: MODEL, cacheFolder: path.join(folder, cache) });
    return [...(await coldRows(newSource)), ...(await warmRows(newSource)), ...(await peerRows())];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function coldRows(newSource: (cache: string) => RunSource): Promise<Row[]> {
  const withTrial: number[] = [];
  const remembered: number[] = [];
  for (let run = 0; run < REPEATS; run++) {
    for (const [times, cache] of [
      [withTrial, `trial-${run}`],
      [remembered, 'trial-0'],
    ] as const) {
      const source = newSource(cache);
      times.push(firstTokenMs(await ask(source, run)));
      await source.dispose();
    }
  }
  return [
    {
      name: 'cold first token, first time ever (median)',
      value: median(withTrial),
      unit: 'ms',
      limit: { atMost: 2000 },
    },
    {
      name: 'cold first token, threads remembered (median)',
      value: median(remembered),
      unit: 'ms',
      limit: { atMost: 2000 },
    },
    {
      name: 'cold first token (worst)',
      value: Math.max(...withTrial, ...remembered),
      unit: 'ms',
      limit: { atMost: 2000 },
    },
  ];
}

async function warmRows(newSource: (cache: string) => RunSource): Promise<Row[]> {
  const source = newSource('trial-0');
  await ask(source, 0);
  const runs: LocalOutcome[] = [];
  for (let run = 1; run <= 3 * REPEATS; run++) runs.push(await ask(source, run));
  await source.dispose();
  const inputs = runs.map(({ trace }) => trace.usage?.inputTotal ?? 0);
  return [
    { name: 'warm TTFT (median)', value: median(runs.map(firstTokenMs)), unit: 'ms', limit: { atMost: 150 } },
    { name: 'warm TTFT (worst)', value: Math.max(...runs.map(firstTokenMs)), unit: 'ms', limit: { atMost: 150 } },
    { name: 'prompt of the warm runs (median)', value: median(inputs), unit: 'tokens' },
    { name: 'decode (median)', value: median(runs.map(decodeSpeed)), unit: 'tokens/s', limit: { atLeast: 300 } },
    { name: 'decode (worst)', value: Math.min(...runs.map(decodeSpeed)), unit: 'tokens/s', limit: { atLeast: 300 } },
  ];
}

async function peerRows(): Promise<Row[]> {
  const rows: Row[] = [];
  const script = inProject('test', 'bench', 'llamaChatSession.mjs');
  for (const [threads, tokens] of [
    ['default', '6'],
    ['1', '200'],
  ] as const) {
    const { stdout } = await promisify(execFile)(process.execPath, [script, MODEL, threads, tokens]);
    const { coldMs, firstMs, tokensPerSecond } = JSON.parse(stdout) as PeerFigures;
    const peer = `LlamaChatSession, threads ${threads}`;
    rows.push(
      { name: `${peer}: cold first token, without the start of Node`, value: coldMs, unit: 'ms' },
      { name: `${peer}: warm TTFT`, value: firstMs, unit: 'ms' },
      { name: `${peer}: decode`, value: tokensPerSecond, unit: 'tokens/s' },
    );
  }
  return rows;
}

interface PeerFigures {
  readonly coldMs: number;
  readonly firstMs: number;
  readonly tokensPerSecond: number;
}

async function ask(source: RunSource, run: number): Promise<LocalOutcome> {
  const outcome = await runToEnd(source, { path: 'builtin:', prompt: prompt(run), parameters: { maxTokens: 200 } });
  if (outcome.error) throw new Error(outcome.error.message);
  return outcome;
}

const firstTokenMs = ({ trace }: LocalOutcome): number => trace.chunks[0]?.atMs ?? Number.NaN;

function decodeSpeed({ trace }: LocalOutcome): number {
  const [first, last] = [trace.chunks[0], trace.chunks.at(-1)];
  if (!first || !last) return Number.NaN;
  return (1000 * (tokensOf(trace) - (first.tokens ?? 1))) / (last.atMs - first.atMs);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
