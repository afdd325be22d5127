import { sinceDue } from '../../../src/core/sweep/deriveLevel';
import type { LoadLevel, LoadRequest } from '../../../src/core/sweep/loadReport';

export const LEVEL_METRICS = ['ttftMs', 'tpotMs', 'e2eMs'] as const;
export type LevelMetric = (typeof LEVEL_METRICS)[number];

/** A time of one request as it counts in the figures of its level; `null` where it has none. */
export function timeOf(request: LoadRequest, metric: LevelMetric): number | null {
  if (metric === 'tpotMs') return request.tpotMs;
  return sinceDue(request, metric === 'ttftMs' ? request.ttftMs : request.lastMs);
}

export const isMeasured = ({ part, status }: LoadRequest): boolean => part === 'measured' && status === 'completed';

/** The times of which the figures of a level are made, in the order of its requests. */
export const levelTimes = ({ requests }: LoadLevel, metric: LevelMetric): number[] =>
  requests.filter(isMeasured).flatMap((request) => timeOf(request, metric) ?? []);
