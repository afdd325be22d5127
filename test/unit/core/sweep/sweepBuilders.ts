import type { LoadRequest } from '../../../../src/core/sweep/loadReport';
import type { LengthSweepPlan, LoadSweepPlan } from '../../../../src/core/sweep/sweepPlan';
import { TARGET } from '../builders';

export const NO_CAPS = { requests: null, tokens: null, usd: null };

export const lengthPlan = (parts: Partial<LengthSweepPlan> = {}): LengthSweepPlan => ({
  type: 'length',
  target: TARGET,
  apiKey: null,
  text: { own: null, source: 'built-in text' },
  parameters: {},
  maxTokens: 20,
  cache: 'cold',
  caps: NO_CAPS,
  workload: null,
  claims: [],
  lengths: [100, 200, 400],
  runs: 3,
  warmups: 2,
  ...parts,
});

export const loadRow = (parts: Partial<LoadRequest> = {}): LoadRequest => ({
  startMs: 0,
  lateMs: 0,
  part: 'measured',
  user: 0,
  status: 'completed',
  errorKind: null,
  httpStatus: null,
  connectMs: 0,
  queueMs: null,
  prefillMs: null,
  ttftMs: 100,
  lastMs: 1100,
  tpotMs: 10,
  chunks: 101,
  inputTokens: 500,
  cachedTokens: null,
  outputTokens: 101,
  ...parts,
});

export const loadPlan = (parts: Partial<LoadSweepPlan> = {}): LoadSweepPlan => ({
  ...lengthPlan(),
  type: 'load',
  arrivals: 'closed',
  levels: [1, 2, 4],
  requestsPerLevel: 10,
  levelMs: 30_000,
  thinkMs: 0,
  burst: 4,
  inputTokens: 60,
  fingerprint: false,
  lengthPart: null,
  ...parts,
});
