import * as l10n from '@vscode/l10n';
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
    l10n.t('Time to first token'),
    l10n.t('TTFT'),
    l10n.t('From the start of the request to the first generated text of any kind, connection included.'),
  ],
  [
    'ttftWarmMs',
    l10n.t('TTFT without connection'),
    l10n.t('TTFT warm'),
    l10n.t('Time to first token less the time for making the connection.'),
  ],
  [
    'ttfoMs',
    l10n.t('Time to first answer token'),
    l10n.t('TTFO'),
    l10n.t('From the start of the request to the first text that is not reasoning.'),
  ],
  [
    'thinkingMs',
    l10n.t('Thinking time'),
    l10n.t('Thinking'),
    l10n.t('From the first reasoning token to the first token of the answer.'),
  ],
  [
    'connectMs',
    l10n.t('Connection setup'),
    l10n.t('Connection'),
    l10n.t('Name lookup, TCP and TLS together; 0 on a connection that was already open.'),
  ],
  [
    'queueMs',
    l10n.t('Queue time'),
    l10n.t('Queue'),
    l10n.t('How long the request waited until the model was free for it.'),
  ],
  [
    'loadMs',
    l10n.t('Load time'),
    l10n.t('Load'),
    l10n.t('How long the model took to load before it could read the prompt.'),
  ],
  [
    'prefillTokensPerSecond',
    l10n.t('Prefill speed'),
    l10n.t('Prefill'),
    l10n.t('Input tokens read per second, cached ones left out.'),
  ],
  [
    'tpotMs',
    l10n.t('Time per output token'),
    l10n.t('TPOT'),
    l10n.t('Mean time between two output tokens after the first chunk.'),
  ],
  [
    'decodeTokensPerSecond',
    l10n.t('Decode speed'),
    l10n.t('Decode'),
    l10n.t('Output tokens per second after the first chunk.'),
  ],
  [
    'decodeMs',
    l10n.t('Decode duration'),
    l10n.t('Decode time'),
    l10n.t('From the first generated chunk to the last one.'),
  ],
  [
    'interChunkMs',
    l10n.t('Inter-chunk latency'),
    l10n.t('Inter-chunk'),
    l10n.t('Times between one generated chunk and the next. A chunk may hold several tokens.'),
  ],
  [
    'interTokenMs',
    l10n.t('Inter-token latency'),
    l10n.t('ITL'),
    l10n.t('Times between one token and the next; only where chunks are known to hold one token each.'),
  ],
  ['stalls', l10n.t('Stalls'), l10n.t('Stalls'), l10n.t('Silences of more than five median gaps and 200 ms.')],
  [
    'charactersPerSecond',
    l10n.t('Characters per second'),
    l10n.t('Characters'),
    l10n.t('Streamed characters per second after the first chunk; comparable between tokenizers.'),
  ],
  [
    'e2eMs',
    l10n.t('End-to-end latency'),
    l10n.t('End to end'),
    l10n.t('From the start of the request to the last generated text.'),
  ],
  [
    'endToEndTokensPerSecond',
    l10n.t('End-to-end speed'),
    l10n.t('End-to-end speed'),
    l10n.t('All output tokens over the end-to-end latency, the wait included.'),
  ],
  ['tailMs', l10n.t('Stream tail'), l10n.t('Tail'), l10n.t('From the last generated text to the end of the stream.')],
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
  const sentence = reason === undefined ? l10n.t('Not measured.') : ABSENT_SENTENCES[reason];
  return isWithheld(reason) ? l10n.t('Withheld. {0}', sentence) : sentence;
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
