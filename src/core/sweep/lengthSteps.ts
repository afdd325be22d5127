import type { LengthSweepPlan } from './sweepPlan';

/** One run of a length sweep. */
export interface LengthStep {
  readonly wantedTokens: number;
  readonly round: number;
  readonly isWarmup: boolean;
}

const LEAST_LENGTH = 128;
/** Where nobody says how long prompts may be. */
const MODEST_CONTEXT = 8192;
/** For what stands around a prompt, and for lengths that come out a little longer than aimed at. */
const MARGIN = 1.05;

/** Powers of two from 128 to what fits into the context beside the answer. */
export function defaultLengths(contextWindow: number | null, maxTokens: number): number[] {
  const most = ((contextWindow ?? MODEST_CONTEXT) - maxTokens) / MARGIN;
  const lengths: number[] = [];
  for (let length = LEAST_LENGTH; length <= most; length *= 2) lengths.push(length);
  return lengths.length > 0 ? lengths : [Math.max(1, Math.floor(most))];
}

/**
 * Warm-ups first, the shortest and the longest in turn, as they also tell how many words make how many tokens; in the warm mode each length is
 * then sent once before it counts, so that the server knows it. Then rounds of all lengths, every second one backwards, so that what
 * changes over time hits all alike.
 */
export function lengthSteps({
  lengths,
  runs,
  warmups,
  cache,
}: Pick<LengthSweepPlan, 'lengths' | 'runs' | 'warmups' | 'cache'>): LengthStep[] {
  const ends = [lengths[0] ?? LEAST_LENGTH, lengths.at(-1) ?? LEAST_LENGTH];
  const first = Array.from({ length: warmups }, (_, round) => ends[round % 2] ?? LEAST_LENGTH);
  const primed = cache === 'warm' ? lengths : [];
  const warm = [...first, ...primed].map((wantedTokens, round) => ({ wantedTokens, round, isWarmup: true }));
  const measured = Array.from({ length: runs }, (_, round) =>
    (round % 2 === 0 ? lengths : lengths.toReversed()).map((wantedTokens) => ({
      wantedTokens,
      round,
      isWarmup: false,
    })),
  );
  return [...warm, ...measured.flat()];
}
