import type { Prompt, RunRequest } from './runRequest';
import type { ComparedMetric } from './seriesMetrics';
import type { Parameters, Target } from './target';
import type { CacheMode } from './vocabulary';

/** A target of a series. Names must differ, as comparisons go by them. */
export interface SeriesTarget {
  readonly target: Target;
  /** Secret, as in `RunRequest`. */
  readonly apiKey: string | null;
}

/** A prompt of a series, with what it asks of its runs. */
export interface SeriesPrompt {
  readonly prompt: Prompt;
  readonly parameters: Parameters;
}

/** When the medians are known well enough to end a series before its last run. */
export interface StopRule {
  readonly metric: ComparedMetric;
  /** Half the width of the median's interval, as a share of the median, that every target has to reach. */
  readonly within: number;
}

/** What is to be measured. */
export interface SeriesPlan {
  readonly targets: readonly SeriesTarget[];
  readonly prompts: readonly SeriesPrompt[];
  /** Measured runs of each target with each prompt. */
  readonly runs: number;
  /** Runs of each before, which are kept apart. */
  readonly warmups: number;
  readonly cache: CacheMode;
  /** Between one run and the next. */
  readonly pauseMs: number;
  readonly stopWhen: StopRule | null;
}

/** As much of a plan as its report needs: no addresses, no keys, no prompts. A plan is one. */
export interface SeriesOutline extends Omit<SeriesPlan, 'targets' | 'prompts'> {
  readonly targets: readonly { readonly target: Pick<Target, 'name'> }[];
  readonly prompts: readonly { readonly prompt: Pick<Prompt, 'source'> }[];
}

/** One run of a series: indexes into the plan. */
export interface SeriesStep {
  readonly target: number;
  readonly prompt: number;
  readonly isWarmup: boolean;
  /** From 0, counted apart for warm-ups. */
  readonly round: number;
}

/**
 * All runs in their order: warm-ups first, then rounds of one run each, every second one backwards (A B B A A B B A …), so that
 * what changes over time hits all alike.
 */
export function seriesSteps(plan: SeriesOutline): SeriesStep[] {
  const pairs = plan.prompts.flatMap((_, prompt) => plan.targets.map((__, target) => ({ target, prompt })));
  const rounds = (count: number, isWarmup: boolean): SeriesStep[] =>
    Array.from({ length: count }, (_, round) =>
      (round % 2 === 0 ? pairs : pairs.toReversed()).map((pair) => ({ ...pair, isWarmup, round })),
    ).flat();
  return [...rounds(plan.warmups, true), ...rounds(plan.runs, false)];
}

/** The request of a step. */
export function requestOf(plan: SeriesPlan, step: SeriesStep): RunRequest {
  const [place, what] = [plan.targets[step.target], plan.prompts[step.prompt]];
  if (!place || !what) throw new RangeError('a step outside of its plan');
  return { ...place, ...what, cache: plan.cache };
}
