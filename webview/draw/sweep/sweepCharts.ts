import type { LengthPart } from '../../../src/core/sweep/lengthReport';
import type { LoadPart } from '../../../src/core/sweep/loadReport';
import type { TimeRange } from '../../layout/timeRange';
import { chosenLevel } from '../../state/sweep/levelSpots';
import type { LevelMetric } from '../../state/sweep/levelTimes';
import { curvePicture } from './curvePicture';
import { probePicture } from './probePicture';
import { stripPicture } from './stripPicture';
import type { SweepChart, SweepLook } from './sweepLook';
import { timelinePicture } from './timelinePicture';
import { tradeoffPicture } from './tradeoffPicture';

/** Names of the charts, in the order in which the tab shows them. */
export const LENGTH_CHARTS = ['ttft', 'tpot'] as const;
export const LOAD_CHARTS = ['tradeoff', 'probe', 'ttfts', 'tpots', 'es', 'timeline'] as const;
export type LengthChart = (typeof LENGTH_CHARTS)[number];
export type LoadChart = (typeof LOAD_CHARTS)[number];

export interface LengthView {
  readonly isLogarithmic: boolean;
  /** What the workload card is asked. */
  readonly asked: { readonly inputTokens: number; readonly outputTokens: number } | null;
}

export function lengthChart(name: LengthChart, part: LengthPart, view: LengthView, look: SweepLook): SweepChart | null {
  const { isLogarithmic, asked } = view;
  return name === 'ttft'
    ? curvePicture(part, 'ttftMs', { isLogarithmic, asked: asked && asked.inputTokens }, look)
    : // Half of the answer stands in the context on average while it is written.
      curvePicture(part, 'tpotMs', { isLogarithmic, asked: asked && asked.inputTokens + asked.outputTokens / 2 }, look);
}

export interface LoadView {
  /** Of latency against throughput. */
  readonly metric: LevelMetric;
  /** Whose requests are shown one by one, and which part of it; `null`: the one that matters, all of it. */
  readonly level: number | null;
  readonly span: TimeRange | null;
}

export function loadChart(name: LoadChart, part: LoadPart, view: LoadView, look: SweepLook): SweepChart | null {
  switch (name) {
    case 'tradeoff':
      return tradeoffPicture(part, view.metric, look);
    case 'probe':
      return part.batching && probePicture(part.batching, look);
    case 'ttfts':
      return stripPicture(part, 'ttftMs', look);
    case 'tpots':
      return stripPicture(part, 'tpotMs', look);
    case 'es':
      return stripPicture(part, 'e2eMs', look);
    case 'timeline': {
      const level = part.levels[chosenLevel(part, view.level)];
      return level ? timelinePicture(level, view.span, look) : null;
    }
  }
}
