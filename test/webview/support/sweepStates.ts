import { deriveLength } from '../../../src/core/sweep/deriveLength';
import { deriveLevel } from '../../../src/core/sweep/deriveLevel';
import { deriveLoad } from '../../../src/core/sweep/deriveLoad';
import { lengthSteps } from '../../../src/core/sweep/lengthSteps';
import type { LengthRun } from '../../../src/core/sweep/lengthReport';
import { SWEEP_SCHEMA_ID, type SweepReport } from '../../../src/core/sweep/sweepReport';
import { endingSentence } from '../../../src/core/sweep/sweepSentences';
import { runError } from '../../../src/core/runError';
import { FIRST_FORM, type SweepForm } from '../../../src/messages/sweepForm';
import type {
  SweepDraft,
  SweepNow,
  SweepOutlook,
  SweepState,
  SweepTarget,
} from '../../../src/messages/sweepTabMessages';
import { levelOf } from '../../unit/core/sweep/closedLoopModel';
import { lengthPlan, loadPlan, NO_CAPS } from '../../unit/core/sweep/sweepBuilders';
import { reportOf } from './reports';
import { chunksOf, traceOf } from './traces';

/** Sweeps as the engine makes them: traces and a simulated server through the real derivation; only the times are made up, by a seed. */

export interface SweepSetting {
  readonly name?: string;
  readonly ending?: SweepReport['ending'];
  /** Runs or levels that are made; all of them without it. */
  readonly made?: number;
  /** What the last failure said. */
  readonly error?: string;
  readonly parts?: Partial<SweepReport>;
}

const PRICE = {
  source: 'price-table',
  priceDate: '2026-10-01',
  model: 'qwen2.5-7b',
  inputPerMTok: 0.5,
  outputPerMTok: 1.5,
} as const;

function wrapped(setting: SweepSetting, own: Pick<SweepReport, 'id' | 'length' | 'load'>): SweepReport {
  const { name = 'local vLLM', ending = 'completed', error = null, parts = {} } = setting;
  const [run] = own.length?.runs ?? [];
  const report: SweepReport = {
    schema: SWEEP_SCHEMA_ID,
    startedAt: '2026-11-20T09:00:00.000Z',
    target: { name, protocol: 'openai-chat', url: 'http://127.0.0.1:8000/v1', model: 'qwen2.5-7b' },
    ending,
    endingSentence: '',
    caps: NO_CAPS,
    planned: { requests: 37, tokens: 62_000, usd: 0.034 },
    spent: { requests: 37, tokens: 58_312, usd: 0.0312, atLeast: ending !== 'completed' },
    reachedCap: null,
    price: PRICE,
    environment: run?.run.environment ?? reportOf(traceOf(chunksOf(1, []))).environment,
    card: null,
    ...own,
    ...parts,
  };
  return { ...report, endingSentence: endingSentence(report, error) };
}

export const LENGTHS = [128, 256, 512, 1024, 2048, 4096];

/** 40 ms, and 0.12 ms for each token of the prompt. */
export function lengthReport({ made, ...setting }: SweepSetting = {}): SweepReport {
  const plan = lengthPlan({ lengths: LENGTHS, runs: 5, warmups: 2, maxTokens: 32 });
  const runs = lengthSteps(plan)
    .slice(0, made)
    .map(({ wantedTokens, round, isWarmup }, index): LengthRun => {
      const noise = 1 + 0.04 * Math.sin(12.9898 * (index + 1));
      const chunks = chunksOf((40 + 0.12 * wantedTokens) * noise, [
        { channel: 'answer', count: 32, gapMs: 12 + wantedTokens / 1000 },
      ]);
      const trace = traceOf(chunks);
      const run = reportOf(
        { ...trace, usage: { ...trace.usage, inputTotal: wantedTokens } as (typeof trace)['usage'] },
        { runId: `run-${String(index).padStart(3, '0')}`, targetName: setting.name ?? 'local vLLM', localCount: null },
      );
      return { wantedTokens, round, warmup: isWarmup, run };
    });
  return wrapped(setting, { id: 'sweep-length', length: deriveLength(plan, runs), load: null });
}

/** Every run was refused. */
export function deadReport(): SweepReport {
  const error = 'Nobody listens at http://127.0.0.1:8000. Start the server and try again.';
  const plan = lengthPlan({ lengths: LENGTHS, runs: 5, warmups: 2 });
  const run = reportOf(
    traceOf([], { status: 'failed', finishReason: 'error', usage: null, error: runError('refused', error) }),
    { cost: null, localCount: null },
  );
  const runs = [0, 1, 2, 3].map((round) => ({ wantedTokens: 128, round, warmup: false, run }));
  const spent = { requests: 4, tokens: 512, usd: null, atLeast: true };
  return wrapped(
    { ending: 'failing', error, parts: { spent, price: null } },
    { id: 'sweep-dead', length: deriveLength(plan, runs), load: null },
  );
}

export const USERS = [1, 2, 4, 8, 16];

/** A server with four slots and continuous batching. */
export function loadReport({ made, ...setting }: SweepSetting = {}): SweepReport {
  const plan = loadPlan({ levels: USERS, levelMs: 60_000, inputTokens: 200, maxTokens: 40 });
  const levels = USERS.slice(0, made).map((users) => {
    const { asked, result } = levelOf({ kind: 'continuous', slots: 4, prefillMsPerToken: 0.2, decodeMs: 12 }, users);
    return deriveLevel(asked, result, { ttftMs: 2000, tpotMs: 50 });
  });
  return wrapped(setting, { id: 'sweep-load', length: null, load: deriveLoad(plan, levels, null) });
}

export const sweepTarget = (name: string, parts: Partial<SweepTarget> = {}): SweepTarget => ({
  name,
  ...{ model: 'qwen2.5-7b', where: 'http://127.0.0.1:8000', state: 'ready', missing: null },
  budgets: { ttftMs: 2000, tpotMs: 50, e2eMs: null },
  isSwept: false,
  ...parts,
});

export const OUTLOOK: SweepOutlook = {
  requests: 32,
  tokens: 48_100,
  usd: 0.0412,
  costReason: null,
  levels: LENGTHS,
  mostMs: null,
  cap: null,
};

export const sweepDraft = ({
  form = {},
  ...parts
}: Partial<Omit<SweepDraft, 'form'>> & { readonly form?: Partial<SweepForm> } = {}): SweepDraft => ({
  targets: [
    sweepTarget('local vLLM'),
    sweepTarget('hosted A', { model: 'mini', where: 'https://api.a.example', state: 'asks-key' }),
    sweepTarget('hosted B', { model: 'large', where: 'https://api.b.example', state: 'no-key', missing: 'B_KEY' }),
    sweepTarget('of the team', { where: 'https://team.example', state: 'untrusted' }),
    sweepTarget('Copilot', { model: 'gpt-5', where: 'vscode-lm:copilot/gpt-5', state: 'editor-model' }),
    sweepTarget('built-in model', { model: 'latency-1m', where: '' }),
  ],
  revision: 0,
  prompt: { source: 'samples/latency.prompt.md:3-9', characters: 812 },
  outlook: OUTLOOK,
  problem: null,
  ...parts,
  form: { ...FIRST_FORM, target: 'local vLLM', ...form },
});

export const sweepState = (parts: Partial<SweepState> = {}): SweepState => ({
  draft: sweepDraft(),
  reports: { length: null, load: null },
  now: null,
  isPlanning: true,
  ...parts,
});

export const sweepNow = (parts: Partial<SweepNow> = {}): SweepNow => ({
  kind: 'length',
  target: 'local vLLM',
  isStopping: false,
  planned: { requests: 32, tokens: 48_100, usd: 0.0412 },
  caps: NO_CAPS,
  arrivals: null,
  levelMs: 0,
  step: { type: 'starting' },
  ...parts,
});

/** A level in mid-course. */
export const LEVEL_NOW: SweepNow = sweepNow({
  kind: 'load',
  arrivals: 'closed',
  levelMs: 120_000,
  caps: { requests: 400, tokens: null, usd: 2 },
  step: {
    type: 'level',
    index: 2,
    total: 5,
    level: 4,
    progress: {
      elapsedMs: 30_000,
      inFlight: 4,
      sent: 19,
      completed: 14,
      failed: 1,
      measured: 9,
      wanted: 20,
      outputTokensPerSecond: 312.4,
      ttftMs: 218,
      heldForMs: null,
    },
  },
});
