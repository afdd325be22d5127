import type { BufferingRow } from './buffering';
import type { ClaimRow } from './claims';
import type { SeriesFigures } from './longSeries';
import type { Row } from './measureCase';

/** Everything that one run of the benchmark has found. */
export interface AccuracyFigures {
  readonly stamps: readonly Row[];
  readonly scenarios: readonly Row[];
  readonly buffering: readonly BufferingRow[];
  readonly claims: readonly ClaimRow[];
  readonly series: SeriesFigures;
}
