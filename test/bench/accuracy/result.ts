import type { BufferingRow } from './buffering';
import type { ClaimRow } from './claims';
import type { SeriesFigures } from './longSeries';
import type { Row } from './measureCase';

/** What the benchmark consists of, in the order in which it is measured. */
export const ALL_PARTS = ['stamps', 'scenarios', 'series', 'buffering', 'claims'] as const;
export type Part = (typeof ALL_PARTS)[number];

/** Everything that one run of the benchmark has found; a part that was not asked for is empty. */
export interface AccuracyFigures {
  readonly stamps: readonly Row[];
  readonly scenarios: readonly Row[];
  readonly buffering: readonly BufferingRow[];
  readonly claims: readonly ClaimRow[];
  readonly series: SeriesFigures | null;
}
