import { PROBE_ANSWER_TOKENS, PROBE_PROMPTS, PROBE_REQUESTS, PROBES } from './batchingProbe';
import type { TokenUse } from './capLedger';
import { lengthSteps } from './lengthSteps';
import { CALIBRATIONS, mostRequests } from './loadSteps';
import type { LengthSweepPlan, LoadSweepPlan } from './sweepPlan';

/** What a sweep sends at most, before anything is sent. Requests that a server refuses for now and asks to repeat later come on top. */
export interface PlannedUse {
  readonly requests: number;
  readonly use: TokenUse;
}

/** As much of a plan as its size depends on. */
export type SizedPlan =
  | Pick<LengthSweepPlan, 'type' | 'lengths' | 'runs' | 'warmups' | 'maxTokens' | 'cache'>
  | Pick<
      LoadSweepPlan,
      'type' | 'arrivals' | 'levels' | 'requestsPerLevel' | 'inputTokens' | 'maxTokens' | 'fingerprint'
    >;

/** Prompts come out a little longer than aimed at now and then. */
const LONGER = 1.05;

/** The most that one request of this length uses. */
export const useOfOne = (wantedTokens: number, maxTokens: number): TokenUse => ({
  input: Math.ceil(wantedTokens * LONGER),
  output: maxTokens,
});

/** The most that a sweep uses when all of it is made. */
export function plannedUse(plan: SizedPlan): PlannedUse {
  if (plan.type === 'length') {
    const uses = lengthSteps(plan).map(({ wantedTokens }) => useOfOne(wantedTokens, plan.maxTokens));
    const sum = (of: (use: TokenUse) => number): number => uses.reduce((total, use) => total + of(use), 0);
    return { requests: uses.length, use: { input: sum(({ input }) => input), output: sum(({ output }) => output) } };
  }
  const { input, output } = useOfOne(plan.inputTokens, plan.maxTokens);
  const requests = CALIBRATIONS + plan.levels.reduce((sum, load) => sum + mostRequests(plan, load), 0);
  const probes = plan.fingerprint ? PROBES : 0;
  return {
    requests: requests + probes * PROBE_REQUESTS,
    use: {
      input: input * (requests + probes * PROBE_PROMPTS),
      output: output * requests + probes * PROBE_ANSWER_TOKENS,
    },
  };
}
