import * as l10n from '@vscode/l10n';
import { AT_LEAST_SIGN, EM_DASH, ESTIMATED_SIGN, WITHHELD, formatFor, type Form, type Format } from './format';
import type { Distribution, MetricKey, Metrics, RunReport } from './runReport';
import type { AbsentReason } from './vocabulary';

export type MetricUnit = 'ms' | 'tokensPerSecond' | 'charactersPerSecond' | 'distribution' | 'stalls';

export const METRIC_UNITS: Readonly<Record<MetricKey, MetricUnit>> = {
  ttftMs: 'ms',
  ttfoMs: 'ms',
  thinkingMs: 'ms',
  connectMs: 'ms',
  ttftWarmMs: 'ms',
  decodeMs: 'ms',
  tpotMs: 'ms',
  e2eMs: 'ms',
  tailMs: 'ms',
  decodeTokensPerSecond: 'tokensPerSecond',
  endToEndTokensPerSecond: 'tokensPerSecond',
  charactersPerSecond: 'charactersPerSecond',
  interChunkMs: 'distribution',
  interTokenMs: 'distribution',
  stalls: 'stalls',
  prefillTokensPerSecond: 'tokensPerSecond',
  loadMs: 'ms',
  queueMs: 'ms',
};

/** Reasons for which a number was there but would mislead. With the others there was nothing to measure. */
const WITHHOLDING: readonly AbsentReason[] = [
  'not-streamed',
  'one-chunk',
  'buffered-stream',
  'chunked-tokens',
  'tokens-per-chunk-unknown',
  'tokens-unknown',
];

/** One metric of a report in words, with its sign (≈ estimated, ≥ at least), or an em dash when there is no number. */
export function metricText(report: RunReport, key: MetricKey, form: Form, locale = 'en'): string {
  const metric = report.metrics[key];
  if (metric.value === null) return isWithheld(metric.reason) ? WITHHELD : EM_DASH;
  const sign =
    metric.bound === 'lower' ? `${AT_LEAST_SIGN} ` : metric.source === 'estimated' ? `${ESTIMATED_SIGN} ` : '';
  return sign + valueText(key, metric.value, form, formatFor(locale));
}

/** Whether a number was kept back, as against never having been there. */
export const isWithheld = (reason: AbsentReason | undefined): boolean =>
  reason !== undefined && WITHHOLDING.includes(reason);

function valueText(
  key: MetricKey,
  value: NonNullable<Metrics[MetricKey]['value']>,
  form: Form,
  format: Format,
): string {
  if (Array.isArray(value)) return stallsText(value, form, format);
  if (typeof value === 'object') return distributionText(value, form, format);
  const unit = METRIC_UNITS[key];
  if (unit === 'tokensPerSecond') return format.tokenSpeed(value, form);
  return unit === 'charactersPerSecond' ? format.characterSpeed(value, form) : format.duration(value, form);
}

function stallsText(stalls: readonly { gapMs: number }[], form: Form, format: Format): string {
  if (stalls.length === 0) return l10n.t('none');
  return l10n.t('{0}, longest {1}', format.count(stalls.length), format.duration(longestMs(stalls), form));
}

/** Length of the longest silence. */
export const longestMs = (stalls: readonly { gapMs: number }[]): number =>
  stalls.reduce((longest, { gapMs }) => Math.max(longest, gapMs), 0);

function distributionText(value: Distribution, form: Form, format: Format): string {
  const named = [
    ['p50', value.p50],
    ['p95', value.p95],
    ['p99', value.p99],
    ['max', value.max],
  ] as const;
  const known = named.flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${format.duration(ms, form)}`]));
  return `${known.join(' · ')} (n ${format.count(value.count)})`;
}
