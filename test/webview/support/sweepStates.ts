import { deriveLength } from '../../../src/core/sweep/deriveLength';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import { runError } from '../../../src/core/runError';
import { FIRST_FORM, type SweepForm } from '../../../src/messages/sweepForm';
import type {
  SweepDraft,
  SweepNow,
  SweepOutlook,
  SweepState,
  SweepTarget,
} from '../../../src/messages/sweepTabMessages';
import { lengthPlan, NO_CAPS } from '../../unit/core/sweep/sweepBuilders';
import { reportOf } from './reports';
import { closedLevels, lengthPart, loadPart, sweepOf } from './sweeps';
import { traceOf } from './traces';

/** What the Sweep tab is told: forms, sweeps under way, and the sweeps of one small server, also those that were broken off. */

export interface SweepSetting {
  readonly name?: string;
  readonly ending?: SweepReport['ending'];
  /** Runs or levels that are made; all of them without it. */
  readonly made?: number;
  /** What the last failure said. */
  readonly error?: string;
  readonly parts?: Partial<SweepReport>;
}

function wrapped(setting: SweepSetting, own: Pick<SweepReport, 'id' | 'length' | 'load'>): SweepReport {
  const { name = 'local vLLM', ending = 'completed', error = null, parts = {} } = setting;
  return sweepOf(
    {
      ending,
      target: { name, protocol: 'openai-chat', url: 'http://127.0.0.1:8000/v1', model: 'qwen2.5-7b' },
      planned: { requests: 37, tokens: 62_000, usd: 0.034 },
      spent: { requests: 37, tokens: 58_312, usd: 0.0312, atLeast: ending !== 'completed' },
      ...own,
      ...parts,
    },
    error,
  );
}

const LENGTHS = [128, 256, 512, 1024, 2048, 4096];

/** 40 ms, and 0.12 ms for each token of the prompt. */
export function lengthReport({ made, ...setting }: SweepSetting = {}): SweepReport {
  const curve = { fixedMs: 40, perTokenMs: 0.12, perSquareTokenMs: 0, tpotMs: 12, perContextTokenMs: 0.001 };
  const plan = { lengths: LENGTHS, runs: 5, warmups: 2, made, targetName: setting.name };
  return wrapped(setting, { id: 'sweep-length', length: lengthPart({ ...plan, ...curve }), load: null });
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

const USERS = [1, 2, 4, 8, 16];

/** A server with four slots and continuous batching. */
export function loadReport({ made, ...setting }: SweepSetting = {}): SweepReport {
  const levels = closedLevels(() => ({ slots: 4, inputTokens: 200, outputTokens: 40 }), USERS.slice(0, made));
  return wrapped(setting, { id: 'sweep-load', length: null, load: loadPart(levels) });
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
