import { METRIC_UNITS } from './metricText';
import type { MetricKey, RunReport } from './runReport';

/** Metrics that are one number, and so can be summed up over runs. */
export const SERIES_METRICS = [
  'ttftMs',
  'ttftWarmMs',
  'ttfoMs',
  'thinkingMs',
  'connectMs',
  'queueMs',
  'loadMs',
  'prefillTokensPerSecond',
  'tpotMs',
  'decodeTokensPerSecond',
  'decodeMs',
  'charactersPerSecond',
  'e2eMs',
  'endToEndTokensPerSecond',
  'tailMs',
] as const satisfies readonly MetricKey[];
export type SeriesMetric = (typeof SERIES_METRICS)[number];

/** Metrics in which targets are compared, and watched for drift: what a user waits for and how fast text comes. */
export const COMPARED_METRICS = [
  'ttftMs',
  'ttftWarmMs',
  'ttfoMs',
  'tpotMs',
  'decodeTokensPerSecond',
  'charactersPerSecond',
  'e2eMs',
  'endToEndTokensPerSecond',
] as const satisfies readonly SeriesMetric[];
export type ComparedMetric = (typeof COMPARED_METRICS)[number];

/** Speeds are better when they are higher, times when they are lower. */
export const isSpeed = (metric: SeriesMetric): boolean => METRIC_UNITS[metric] !== 'ms';

/** The values of one metric in the order of the runs. Runs without it are left out, and so are bare lower bounds ("≥"). */
export const valuesOf = (runs: readonly RunReport[], metric: SeriesMetric): number[] =>
  runs.flatMap(({ metrics }) => (metrics[metric].bound === undefined ? (metrics[metric].value ?? []) : []));
