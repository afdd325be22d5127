import type { Format } from './format';
import type { Distribution, MetricKey, Metrics, RunReport } from './runReport';

type Formula = (report: RunReport, format: Format) => string;

type ScalarKey = { [K in MetricKey]: NonNullable<Metrics[K]['value']> extends number ? K : never }[MetricKey];

const value = (report: RunReport, key: ScalarKey): number => report.metrics[key].value ?? 0;
const ms = (report: RunReport, key: ScalarKey, format: Format): string => format.duration(value(report, key), 'table');

/** How each number came about, with the actual values filled in. Asked only for numbers that are there. */
export const FORMULAS: Readonly<Record<MetricKey, Formula>> = {
  ttftMs: (report, format) => `first generated chunk = ${ms(report, 'ttftMs', format)} after the start`,
  ttfoMs: (report, format) => `first chunk of the answer = ${ms(report, 'ttfoMs', format)} after the start`,
  thinkingMs: (report, format) => {
    const [first, answer] = [ms(report, 'ttftMs', format), ms(report, 'ttfoMs', format)];
    return `first answer ${answer} − first reasoning ${first} = ${ms(report, 'thinkingMs', format)}`;
  },
  connectMs: (report, format) =>
    report.metrics.connectMs.reused
      ? 'The connection was already open.'
      : `connection ready = ${ms(report, 'connectMs', format)} after the start of the request`,
  ttftWarmMs: (report, format) => {
    const connection = format.duration(report.metrics.connectMs.value ?? 0, 'table');
    return `TTFT ${ms(report, 'ttftMs', format)} − connection ${connection} = ${ms(report, 'ttftWarmMs', format)}`;
  },
  decodeMs: (report, format) => `last chunk − first chunk = ${ms(report, 'decodeMs', format)}`,
  tpotMs: timePerOutputToken,
  e2eMs: (report, format) => `last generated chunk = ${ms(report, 'e2eMs', format)} after the start`,
  tailMs: (report, format) => `end of the stream − last generated chunk = ${ms(report, 'tailMs', format)}`,
  decodeTokensPerSecond: (report, format) => {
    const speed = format.tokenSpeed(value(report, 'decodeTokensPerSecond'), 'table');
    return `1000 ÷ TPOT ${ms(report, 'tpotMs', format)} = ${speed}`;
  },
  endToEndTokensPerSecond: (report, format) => {
    const speed = format.tokenSpeed(value(report, 'endToEndTokensPerSecond'), 'table');
    return `${format.count(report.tokens.output.total ?? 0)} tokens ÷ ${ms(report, 'e2eMs', format)} = ${speed}`;
  },
  charactersPerSecond: (report, format) => {
    const speed = value(report, 'charactersPerSecond');
    const characters = format.count(Math.round((speed * value(report, 'decodeMs')) / 1000));
    return `${characters} characters after the first chunk ÷ ${ms(report, 'decodeMs', format)} = ${format.characterSpeed(speed, 'table')}`;
  },
  interChunkMs: (report, format) => sample(report.metrics.interChunkMs.value, 'chunks', format),
  interTokenMs: (report, format) => sample(report.metrics.interTokenMs.value, 'tokens', format),
  stalls: (report, format) => {
    const typical = report.metrics.interChunkMs.value?.p50 ?? 0;
    return `silences over max(5 × median gap ${format.duration(typical, 'table')}, 200 ms)`;
  },
  prefillTokensPerSecond: prefillSpeed,
  loadMs: (report, format) => `loading the model = ${ms(report, 'loadMs', format)}`,
  queueMs: (report, format) => `waiting for the model = ${ms(report, 'queueMs', format)}`,
};

/** The number of tokens after the first chunk follows from the result, so it also holds where chunks are left out. */
function timePerOutputToken(report: RunReport, format: Format): string {
  const decodeMs = value(report, 'decodeMs');
  const after = Math.round(decodeMs / value(report, 'tpotMs'));
  const total = report.tokens.output.total ?? 0;
  const decode = ms(report, 'decodeMs', format);
  const formula = `decode ${decode} ÷ ${format.count(after)} tokens after the first chunk = ${ms(report, 'tpotMs', format)}.`;
  const variant = `Divided by all ${format.count(total)} output tokens it would be ${format.duration(decodeMs / total, 'table')}.`;
  const assumed =
    report.chunks?.[0]?.tokens === null ? ' The first chunk is taken for one token, as the server does not say.' : '';
  return `${formula}${assumed} ${variant}`;
}

function prefillSpeed(report: RunReport, format: Format): string {
  const { total, cached } = report.tokens.input;
  const fresh = Math.max(0, (total ?? 0) - (cached ?? 0));
  const speed = value(report, 'prefillTokensPerSecond');
  const time = format.duration((1000 * fresh) / speed, 'table');
  const tokens = `${format.count(fresh)} input tokens that were not cached`;
  return report.metrics.prefillTokensPerSecond.bound === 'lower'
    ? `${tokens} ÷ TTFT without connection ${time} = at least ${format.tokenSpeed(speed, 'table')}, since how long the prefill itself took is not known`
    : `${tokens} ÷ prefill ${time} = ${format.tokenSpeed(speed, 'table')}`;
}

function sample(distribution: Distribution | null, of: string, format: Format): string {
  const count = distribution?.count ?? 0;
  const limits = count < 20 ? ' p95 needs 20 gaps and p99 needs 100.' : count < 100 ? ' p99 needs 100 gaps.' : '';
  return `${format.count(count)} gaps between ${of}; percentiles by linear interpolation.${limits}`;
}
