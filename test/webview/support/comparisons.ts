import type { RunReport } from '../../../src/core/runReport';
import { seriesSteps, type SeriesOutline, type SeriesStep } from '../../../src/core/seriesPlan';
import type { ListedTarget } from '../../../src/messages/listedTarget';
import type {
  CompareDraft,
  ComparePlan,
  CompareState,
  RunDetails,
  ShownSeries,
} from '../../../src/messages/compareTabMessages';
import { runError } from '../../../src/core/runError';
import { SeriesLog } from '../../../src/ui/compare/seriesLog';
import { PRICE, reportOf } from './reports';
import { chunksOf, traceOf } from './traces';

/** Series as the editor makes them: every run is a trace through the real derivation; only the times are made up, by a seed. */

export interface Racer {
  readonly name: string;
  readonly model?: string;
  readonly ttftMs?: number;
  readonly gapMs?: number;
  readonly tokens?: number;
  /** Of one run; `null`: unknown. */
  readonly usd?: number | null;
  /** Which of its runs fail. */
  readonly fails?: (round: number) => boolean;
  readonly text?: string;
}

export interface SeriesSetting {
  readonly racers?: readonly Racer[];
  readonly runs?: number;
  readonly warmups?: number;
  /** Steps that are made; all of them without it. */
  readonly made?: number;
  readonly shown?: Partial<ShownSeries>;
}

export const FOUR: readonly Racer[] = [
  { name: 'local vLLM int4', model: 'qwen2.5-7b', ttftMs: 212, gapMs: 13.1, usd: 0 },
  { name: 'local vLLM bf16', model: 'qwen2.5-7b', ttftMs: 216, gapMs: 21.1, usd: 0 },
  { name: 'hosted A', model: 'mini', ttftMs: 388, gapMs: 11.2, usd: 0.0012 },
  { name: 'hosted B', model: 'large', ttftMs: 641, gapMs: 8.4, usd: 0.0091 },
];

const NOISE = 0.08;

function random(seed: number): number {
  const wave = Math.sin(seed * 12.9898) * 43758.5453;
  return wave - Math.floor(wave);
}

function runOf(racer: Racer, step: SeriesStep, id: string): RunReport {
  const { name, model = 'model', ttftMs = 200, gapMs = 15, tokens = 60, usd = null } = racer;
  const seed = step.target * 1000 + step.round * 7 + (step.isWarmup ? 500 : 0) + 1;
  const setting = {
    runId: id,
    targetName: name,
    model,
    cost: usd === null ? null : { ...PRICE, totalUsd: usd, inputUsd: usd / 4, outputUsd: (3 * usd) / 4 },
    localCount: null,
  };
  if (racer.fails?.(step.round))
    return reportOf(
      traceOf([], {
        status: 'failed',
        finishReason: 'error',
        usage: null,
        error: runError(
          'refused',
          `Nobody listens at http://127.0.0.1:8000 for ${name}. Start the server and compare again.`,
        ),
      }),
      { ...setting, cost: null },
    );
  const noise = (at: number): number =>
    1 + NOISE * (2 * random(seed + at) - 1) + (random(seed + at + 9) > 0.92 ? 0.25 : 0);
  const chunks = chunksOf(ttftMs * noise(0), [{ channel: 'answer', count: tokens, gapMs: gapMs * noise(3) }], seed);
  const worded =
    racer.text === undefined
      ? chunks
      : chunks.map((chunk, at) => ({ ...chunk, text: at === 0 ? (racer.text ?? '') : '' }));
  return reportOf(traceOf(worded), setting);
}

export function logOf({ racers = FOUR, runs = 20, warmups = 1, made }: SeriesSetting = {}): SeriesLog {
  const outline: SeriesOutline = {
    targets: racers.map(({ name }) => ({ target: { name } })),
    prompts: [{ prompt: { source: 'samples/latency.prompt.md:3-9' } }],
    ...{ runs, warmups, cache: 'cold', pauseMs: 0, stopWhen: null },
  };
  const targets = racers.map(({ name, model = 'model' }) => ({
    name,
    model,
    protocol: 'openai-chat',
    url: 'http://127.0.0.1:8000/v1',
  }));
  const log = new SeriesLog({ id: 'series-1', startedAt: '2026-11-20T09:00:00.000Z', outline, targets });
  for (const [index, step] of seriesSteps(outline).slice(0, made).entries()) {
    const racer = racers[step.target];
    const failures = log
      .reports()
      .filter(({ target, outcome }) => target.name === racer?.name && outcome.status === 'failed').length;
    // As the engine does: three failures, and the target is left alone.
    if (racer && !(failures >= 3 && racer.fails))
      log.add(step, runOf(racer, step, `run-${String(index).padStart(5, '0')}`));
  }
  return log;
}

export const PLAN: ComparePlan = {
  targets: FOUR.map(({ name }) => name),
  ...{ runs: 20, warmups: 1, cache: 'cold', pauseMs: 0, within: null, maxTokens: 256 },
};

export const target = (name: string, parts: Partial<ListedTarget> = {}): ListedTarget => ({
  name,
  ...{ model: 'qwen2.5-7b', where: 'http://127.0.0.1:8000', state: 'ready', missing: null },
  ...parts,
});

export const draftOf = (parts: Partial<CompareDraft> = {}): CompareDraft => ({
  prompt: { source: 'samples/latency.prompt.md:3-9', characters: 812, inputTokens: null },
  targets: [
    target('local vLLM int4'),
    target('local vLLM bf16'),
    target('hosted A', { model: 'mini', where: 'https://api.a.example', state: 'asks-key' }),
    target('hosted B', { model: 'large', where: 'https://api.b.example', state: 'no-key', missing: 'B_KEY' }),
    target('of the team', { where: 'https://team.example', state: 'untrusted' }),
    target('built-in model', { model: 'latency-1m', where: '' }),
  ],
  plan: { ...PLAN, targets: ['local vLLM int4', 'hosted A'] },
  outlook: {
    requests: 42,
    mostUsd: 0.0412,
    withoutCost: [
      {
        name: 'local vLLM int4',
        reason: 'It runs on your own server: set a price for this target to see a cost.',
        likelyUsd: null,
      },
    ],
    ms: 84_000,
    withoutTime: ['hosted A'],
    aged: [{ name: 'local vLLM int4', ageMs: 3 * 86_400_000 }],
  },
  problem: null,
  ...parts,
});

export const stateOf = (
  log: SeriesLog | null,
  parts: Partial<ShownSeries> = {},
  draft: Partial<CompareDraft> = {},
): CompareState => ({
  draft: draftOf(draft),
  series: log && { ...log.shown(), ...{ phase: 'ended', ending: 'completed', current: null }, ...parts },
  isPlanning: log === null,
});

/** All that a page may ask for. */
export const detailsOf = (log: SeriesLog): RunDetails[] => log.details(log.reports().map(({ id }) => id));
