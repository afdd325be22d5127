import { answerCard } from '../../../src/core/sweep/answerCard';
import type { Claim, Workload } from '../../../src/core/sweep/cardReport';
import { deriveLength } from '../../../src/core/sweep/deriveLength';
import { deriveLoad } from '../../../src/core/sweep/deriveLoad';
import { findBatching } from '../../../src/core/sweep/findBatching';
import type { LengthPart, LengthRun } from '../../../src/core/sweep/lengthReport';
import type { LoadLevel, LoadPart } from '../../../src/core/sweep/loadReport';
import { SWEEP_SCHEMA_ID, type SweepReport } from '../../../src/core/sweep/sweepReport';
import { endingSentence } from '../../../src/core/sweep/sweepSentences';
import { runError } from '../../../src/core/runError';
import { seededRandom } from '../../unit/core/seededRandom';
import { lengthPlan, loadPlan, NO_CAPS } from '../../unit/core/sweep/sweepBuilders';
import { playedProbe } from '../../unit/core/sweep/playedProbe';
import { reportOf } from './reports';
import { simulatedLevel, type LevelSetting } from './simulatedLevels';
import { chunksOf, traceOf } from './traces';

/** Sweeps as the editor keeps them: made-up times from a seed, through the real derivations. */

export const PRICE: NonNullable<SweepReport['price']> = {
  source: 'price-table',
  priceDate: '2026-10-01',
  model: 'qwen2.5-7b',
  inputPerMTok: 0.5,
  outputPerMTok: 1.5,
};

/** `error`: what the last failure said. */
export function sweepOf(parts: Partial<SweepReport>, error: string | null = null): SweepReport {
  const { environment } = reportOf(traceOf([]));
  const report: SweepReport = {
    schema: SWEEP_SCHEMA_ID,
    id: '01SWEEP',
    startedAt: '2026-11-20T09:00:00.000Z',
    target: { name: 'local vLLM', protocol: 'openai-chat', url: 'http://127.0.0.1:8000/v1', model: 'qwen2.5-7b' },
    ...{ ending: 'completed', endingSentence: '', caps: NO_CAPS, reachedCap: null, price: PRICE, environment },
    planned: { requests: 48, tokens: 190_000, usd: 0.12 },
    spent: { requests: 48, tokens: 172_000, usd: 0.1, atLeast: false },
    ...{ length: null, load: null, card: null },
    ...parts,
  };
  return { ...report, endingSentence: endingSentence(report, error) };
}

export interface LengthSetting {
  readonly lengths?: readonly number[];
  readonly runs?: number;
  readonly warmups?: number;
  /** Of the planned runs, how many were made; all without it. */
  readonly made?: number;
  readonly fixedMs?: number;
  readonly perTokenMs?: number;
  readonly perSquareTokenMs?: number;
  readonly tpotMs?: number;
  readonly perContextTokenMs?: number;
  readonly noise?: number;
  readonly targetName?: string;
  /** Which runs take how many times as long; which fail. */
  readonly slow?: (wantedTokens: number, round: number) => number;
  readonly fails?: (wantedTokens: number, round: number) => boolean;
  readonly cachedShare?: number;
}

const LENGTHS = [128, 256, 512, 1024, 2048, 4096, 8192];

export function lengthPart(setting: LengthSetting = {}): LengthPart {
  const { lengths = LENGTHS, runs = 6, warmups = 1, made } = setting;
  const random = seededRandom(5);
  const warm = Array.from({ length: warmups }, (_, round) => ({
    wantedTokens: lengths[0] ?? 128,
    round,
    warmup: true,
  }));
  const steps = Array.from({ length: runs }, (_, round) =>
    lengths.map((wantedTokens) => ({ wantedTokens, round, warmup: false })),
  );
  const all = [...warm, ...steps.flat()].slice(0, made);
  const plan = lengthPlan({ lengths, runs, warmups, maxTokens: 64 });
  return deriveLength(
    plan,
    all.map((step) => ({ ...step, run: runOf(step, setting, random) })),
  );
}

function runOf(step: Omit<LengthRun, 'run'>, setting: LengthSetting, random: () => number): LengthRun['run'] {
  const { wantedTokens, round, warmup } = step;
  const runId = `run-${String(wantedTokens)}-${String(round)}${warmup ? '-warm' : ''}`;
  if (!warmup && setting.fails?.(wantedTokens, round) === true)
    return reportOf(
      traceOf([], {
        status: 'failed',
        finishReason: 'error',
        usage: null,
        error: runError('reset', 'The server closed the connection.'),
      }),
      { runId, cost: null, localCount: null },
    );
  const {
    fixedMs = 23,
    perTokenMs = 0.105,
    perSquareTokenMs = 6e-6,
    tpotMs = 11.2,
    perContextTokenMs = 0.0009,
    noise = 0.015,
  } = setting;
  const scatter = (): number => 1 + noise * (random() + random() + random() - 1.5) * 2;
  const tokens = Math.round(wantedTokens * (1 + 0.01 * (random() - 0.5)));
  const slow = (warmup ? 1.6 : 1) * (setting.slow?.(wantedTokens, round) ?? 1);
  const ttftMs = (fixedMs + perTokenMs * tokens + perSquareTokenMs * tokens ** 2) * scatter() * slow;
  const gapMs = (tpotMs + perContextTokenMs * tokens) * scatter();
  const chunks = chunksOf(ttftMs, [{ channel: 'answer', count: 64, gapMs, jitter: 0.1 }], tokens + round);
  const usage = {
    ...{ inputTotal: tokens, inputCached: Math.round(tokens * (setting.cachedShare ?? 0)), inputCacheWrite: null },
    ...{ outputTotal: 64, outputReasoning: 0 },
  };
  return reportOf(traceOf(chunks, { usage }), { runId, localCount: null, targetName: setting.targetName });
}

export const lengthReport = (setting: LengthSetting = {}, parts: Partial<SweepReport> = {}): SweepReport =>
  sweepOf({ length: lengthPart(setting), ...parts });

export const USERS = [1, 2, 4, 8, 16, 32] as const;

export const closedLevels = (
  setting: (users: number) => Partial<LevelSetting> = () => ({}),
  users: readonly number[] = USERS,
): LoadLevel[] => users.map((each) => simulatedLevel({ users: each, ...setting(each) }));

export function loadPart(levels: readonly LoadLevel[], parts: Partial<LoadPart> = {}): LoadPart {
  const plan = loadPlan({ levels: [...USERS], inputTokens: 1500, maxTokens: 120, requestsPerLevel: 20 });
  const target = { ...plan.target, budgets: { ttftMs: 2000, tpotMs: 50 } };
  return { ...deriveLoad({ ...plan, target }, levels, null), ...parts };
}

export const loadReport = (
  levels: readonly LoadLevel[] = closedLevels(),
  parts: Partial<LoadPart> = {},
  whole: Partial<SweepReport> = {},
): SweepReport => sweepOf({ id: '01LOAD', load: loadPart(levels, parts), ...whole });

/** What three probes of a simulated server tell. */
export const fingerprint = (kind: 'continuous' | 'static'): NonNullable<LoadPart['batching']> => {
  const random = seededRandom(3);
  const server = {
    prefillMsPerToken: 0.25,
    decodeMs: 12,
    sharedShare: 0.07,
    jitter: 0.2,
    fixedMs: 18,
    slots: 4,
    random,
  };
  return findBatching([0, 1, 2].map(() => playedProbe({ kind, ...server })));
};

/** A report with the card that was stated when the sweep was planned. */
export const withCard = (report: SweepReport, workload: Workload, claims: readonly Claim[]): SweepReport => ({
  ...report,
  card: answerCard(workload, claims, { length: report.length, load: report.load, price: report.price }),
});
