import type { MetricKey, RunReport } from './runReport';
import type { Source } from './vocabulary';

export type MetricUnit = 'ms' | 'tokensPerSecond' | 'charactersPerSecond' | 'distribution' | 'stalls';

/** One metric, in words. */
export interface MetricRow {
  readonly key: MetricKey;
  readonly title: string;
  readonly shortTitle: string;
  readonly unit: MetricUnit;
  /** What the number means, as one sentence. */
  readonly meaning: string;
  /** The formula with the actual values filled in, or why there is no number. */
  readonly explain: (report: RunReport, locale?: string) => string;
  /** Sources of the parts that the number is made of, strongest first; empty when there is no number. */
  readonly parts: (report: RunReport) => readonly Source[];
}
