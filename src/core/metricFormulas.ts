import * as l10n from '@vscode/l10n';
import type { Format } from './format';
import type { Distribution, MetricKey, Metrics, RunReport } from './runReport';

type Formula = (report: RunReport, format: Format) => string;

type ScalarKey = { [K in MetricKey]: NonNullable<Metrics[K]['value']> extends number ? K : never }[MetricKey];

const value = (report: RunReport, key: ScalarKey): number => report.metrics[key].value ?? 0;
const ms = (report: RunReport, key: ScalarKey, format: Format): string => format.duration(value(report, key), 'table');

/** How each number came about, with the actual values filled in. Asked only for numbers that are there. */
export const FORMULAS: Readonly<Record<MetricKey, Formula>> = {
  ttftMs: (report, format) => l10n.t('first generated chunk = {0} after the start', ms(report, 'ttftMs', format)),
  ttfoMs: (report, format) => l10n.t('first chunk of the answer = {0} after the start', ms(report, 'ttfoMs', format)),
  thinkingMs: (report, format) => {
    const [first, answer] = [ms(report, 'ttftMs', format), ms(report, 'ttfoMs', format)];
    return l10n.t('first answer {0} − first reasoning {1} = {2}', answer, first, ms(report, 'thinkingMs', format));
  },
  connectMs: (report, format) =>
    report.metrics.connectMs.reused
      ? l10n.t('The connection was already open.')
      : l10n.t('connection ready = {0} after the start of the request', ms(report, 'connectMs', format)),
  ttftWarmMs: (report, format) => {
    const connection = format.duration(report.metrics.connectMs.value ?? 0, 'table');
    return l10n.t(
      'TTFT {0} − connection {1} = {2}',
      ms(report, 'ttftMs', format),
      connection,
      ms(report, 'ttftWarmMs', format),
    );
  },
  decodeMs: (report, format) => l10n.t('last chunk − first chunk = {0}', ms(report, 'decodeMs', format)),
  tpotMs: timePerOutputToken,
  e2eMs: (report, format) => l10n.t('last generated chunk = {0} after the start', ms(report, 'e2eMs', format)),
  tailMs: (report, format) => l10n.t('end of the stream − last generated chunk = {0}', ms(report, 'tailMs', format)),
  decodeTokensPerSecond: (report, format) => {
    const speed = format.tokenSpeed(value(report, 'decodeTokensPerSecond'), 'table');
    return `1000 ÷ TPOT ${ms(report, 'tpotMs', format)} = ${speed}`;
  },
  endToEndTokensPerSecond: (report, format) => {
    const speed = format.tokenSpeed(value(report, 'endToEndTokensPerSecond'), 'table');
    return l10n.t(
      '{0} tokens ÷ {1} = {2}',
      format.count(report.tokens.output.total ?? 0),
      ms(report, 'e2eMs', format),
      speed,
    );
  },
  charactersPerSecond: (report, format) => {
    const speed = value(report, 'charactersPerSecond');
    const characters = format.count(Math.round((speed * value(report, 'decodeMs')) / 1000));
    return l10n.t(
      '{0} characters after the first chunk ÷ {1} = {2}',
      characters,
      ms(report, 'decodeMs', format),
      format.characterSpeed(speed, 'table'),
    );
  },
  interChunkMs: (report, format) => sample(report.metrics.interChunkMs.value, 'chunks', format),
  interTokenMs: (report, format) => sample(report.metrics.interTokenMs.value, 'tokens', format),
  stalls: (report, format) => {
    const typical = report.metrics.interChunkMs.value?.p50 ?? 0;
    return l10n.t('silences over max(5 × median gap {0}, 200 ms)', format.duration(typical, 'table'));
  },
  prefillTokensPerSecond: prefillSpeed,
  loadMs: (report, format) => l10n.t('loading the model = {0}', ms(report, 'loadMs', format)),
  queueMs: (report, format) => l10n.t('waiting for the model = {0}', ms(report, 'queueMs', format)),
};

/** The number of tokens after the first chunk follows from the result, so it also holds where chunks are left out. */
function timePerOutputToken(report: RunReport, format: Format): string {
  const decodeMs = value(report, 'decodeMs');
  const after = Math.round(decodeMs / value(report, 'tpotMs'));
  const total = report.tokens.output.total ?? 0;
  const decode = ms(report, 'decodeMs', format);
  const formula = l10n.t(
    'decode {0} ÷ {1} tokens after the first chunk = {2}.',
    decode,
    format.count(after),
    ms(report, 'tpotMs', format),
  );
  const variant = l10n.t(
    'Divided by all {0} output tokens it would be {1}.',
    format.count(total),
    format.duration(decodeMs / total, 'table'),
  );
  const assumed =
    report.chunks?.[0]?.tokens === null
      ? l10n.t(' The first chunk is taken for one token, as the server does not say.')
      : '';
  return `${formula}${assumed} ${variant}`;
}

function prefillSpeed(report: RunReport, format: Format): string {
  const { total, cached } = report.tokens.input;
  const fresh = Math.max(0, (total ?? 0) - (cached ?? 0));
  const speed = value(report, 'prefillTokensPerSecond');
  const time = format.duration((1000 * fresh) / speed, 'table');
  const tokens = format.count(fresh);
  const words = format.tokenSpeed(speed, 'table');
  return report.metrics.prefillTokensPerSecond.bound === 'lower'
    ? l10n.t(
        '{0} input tokens that were not cached ÷ TTFT without connection {1} = at least {2}, since how long the prefill itself took is not known',
        tokens,
        time,
        words,
      )
    : l10n.t('{0} input tokens that were not cached ÷ prefill {1} = {2}', tokens, time, words);
}

function sample(distribution: Distribution | null, of: 'chunks' | 'tokens', format: Format): string {
  const count = distribution?.count ?? 0;
  const gaps =
    of === 'chunks'
      ? l10n.t('{0} gaps between chunks; percentiles by linear interpolation.', format.count(count))
      : l10n.t('{0} gaps between tokens; percentiles by linear interpolation.', format.count(count));
  if (count >= 100) return gaps;
  return gaps + (count < 20 ? l10n.t(' p95 needs 20 gaps and p99 needs 100.') : l10n.t(' p99 needs 100 gaps.'));
}
