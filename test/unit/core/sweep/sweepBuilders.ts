import type { LengthSweepPlan } from '../../../../src/core/sweep/sweepPlan';
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
