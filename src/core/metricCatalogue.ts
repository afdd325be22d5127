import { ABSENT_SENTENCES } from './absentReasons';
import { formatFor, type Format } from './format';
import { FORMULAS } from './metricFormulas';
import { METRIC_UNITS, isWithheld, type MetricUnit } from './metricText';
import type { MetricKey, RunReport } from './runReport';
import { SOURCES, type Source } from './vocabulary';

/** One metric, in words. */
export interface MetricRow {
  readonly key: MetricKey;
  readonly title: string;
  readonly shortTitle: string;
  readonly unit: MetricUnit;
  /** What the number means, in one sentence. */
  readonly meaning: string;
  /** The formula with the actual values filled in, or why there is no number. */
  readonly explain: (report: RunReport, locale?: string) => string;
  /** Sources of the parts that the number is made of, strongest first; empty when there is no number. */
  readonly parts: (report: RunReport) => readonly Source[];
}

type Words = readonly [key: MetricKey, title: string, shortTitle: string, meaning: string];

/** In the order of a table: the wait, the pace, the whole, then what the server says. */
const WORDS: readonly Words[] = [
  [
    'ttftMs',
    'Time to first token',
    'TTFT',
    'From the start of the request to the first generated text of any kind, connection included.',
  ],
  [
    'ttftWarmMs',
    'TTFT without connection',
    'TTFT warm',
    'Time to first token less the time for making the connection.',
  ],
  [
    'ttfoMs',
    'Time to first answer token',
    'TTFO',
    'From the start of the request to the first text that is not reasoning.',
  ],
  ['thinkingMs', 'Thinking time', 'Thinking', 'From the first reasoning token to the first token of the answer.'],
  [
    'connectMs',
    'Connection setup',
    'Connection',
    'Name lookup, TCP and TLS together; 0 on a connection that was already open.',
  ],
  ['queueMs', 'Queue time', 'Queue', 'How long the request waited until the model was free for it.'],
  ['loadMs', 'Load time', 'Load', 'How long the model took to load before it could read the prompt.'],
  ['prefillTokensPerSecond', 'Prefill speed', 'Prefill', 'Input tokens read per second, cached ones left out.'],
  ['tpotMs', 'Time per output token', 'TPOT', 'Mean time between two output tokens after the first chunk.'],
  ['decodeTokensPerSecond', 'Decode speed', 'Decode', 'Output tokens per second after the first chunk.'],
  ['decodeMs', 'Decode duration', 'Decode time', 'From the first generated chunk to the last one.'],
  [
    'interChunkMs',
    'Inter-chunk latency',
    'Inter-chunk',
    'Times between one generated chunk and the next. A chunk may hold several tokens.',
  ],
  [
    'interTokenMs',
    'Inter-token latency',
    'ITL',
    'Times between one token and the next; only where chunks are known to hold one token each.',
  ],
  ['stalls', 'Stalls', 'Stalls', 'Silences of more than five median gaps and 200 ms.'],
  [
    'charactersPerSecond',
    'Characters per second',
    'Characters',
    'Streamed characters per second after the first chunk; comparable between tokenizers.',
  ],
  ['e2eMs', 'End-to-end latency', 'End to end', 'From the start of the request to the last generated text.'],
  [
    'endToEndTokensPerSecond',
    'End-to-end speed',
    'End-to-end speed',
    'All output tokens over the end-to-end latency, the wait included.',
  ],
  ['tailMs', 'Stream tail', 'Tail', 'From the last generated text to the end of the stream.'],
];

/** One row per metric, in the order in which they are shown. */
export const METRIC_CATALOGUE: readonly MetricRow[] = WORDS.map(([key, title, shortTitle, meaning]) => ({
  key,
  title,
  shortTitle,
  meaning,
  unit: METRIC_UNITS[key],
  explain: (report, locale = 'en') => explain(report, key, formatFor(locale)),
  parts: (report) => partsOf(report, key),
}));

/** The row of a metric. */
export function metricRow(key: MetricKey): MetricRow {
  const row = METRIC_CATALOGUE.find((each) => each.key === key);
  if (!row) throw new TypeError(`no catalogue row for ${key}`);
  return row;
}

function explain(report: RunReport, key: MetricKey, format: Format): string {
  const { value, reason } = report.metrics[key];
  if (value !== null) return FORMULAS[key](report, format);
  const sentence = reason === undefined ? 'Not measured.' : ABSENT_SENTENCES[reason];
  return isWithheld(reason) ? `Withheld. ${sentence}` : sentence;
}

function partsOf(report: RunReport, key: MetricKey): readonly Source[] {
  const { value, source } = report.metrics[key];
  if (value === null || source === null) return [];
  const { input, output } = report.tokens;
  const isPrefillSaid =
    report.phases.some(({ name }) => name === 'prefill') || report.server.reported.prefillMs !== null;
  const made: Partial<Record<MetricKey, readonly (Source | null)[]>> = {
    tpotMs: ['measured', output.source],
    decodeTokensPerSecond: ['measured', output.source],
    endToEndTokensPerSecond: ['measured', output.source],
    prefillTokensPerSecond: [isPrefillSaid ? prefillSource(report) : 'measured', input.source],
  };
  const parts = made[key] ?? [source];
  return SOURCES.filter((each) => parts.includes(each));
}

const prefillSource = (report: RunReport): Source =>
  report.phases.find(({ name }) => name === 'prefill')?.source ?? 'reported';
