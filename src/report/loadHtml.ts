import { EM_DASH, formatFor } from '../core/format';
import type { Distribution } from '../core/runReport';
import { statedLoad } from '../core/sweep/findKnee';
import type { LoadLevel, LoadPart, LoadRequest } from '../core/sweep/loadReport';
import { errorsSentence } from './errorsSentence';
import { escapeHtml as escape, htmlFigures, htmlList } from './htmlPage';
import { levelNotes, loadFindings, loadSentences } from './loadText';

const format = formatFor('en');

/** What a sweep under load says, as sections of a page. */
export const loadSectionsHtml = (part: LoadPart): string[] => [
  section('What follows', htmlList(loadSentences(part))),
  ...loadFindings(part).map(({ title, lines }) => section(title, htmlList(lines))),
  ...(part.levels.length === 0 ? [] : levelSections(part)),
  section('Requests', htmlList([...requestSentences(part), planSentence(part), budgetSentence(part)])),
  section('Where the numbers come from', htmlList(SOURCES)),
];

const section = (title: string, content: string): string =>
  content === '' ? '' : `<section><h2>${escape(title)}</h2>${content}</section>`;

const levelSections = (part: LoadPart): string[] => [
  section(
    'Times of each level, in ms',
    htmlFigures('Times of each level', [TIME_HEADS, ...part.levels.map(timeCells)]),
  ),
  section(
    'Throughput of each level',
    htmlFigures('Throughput of each level', [RATE_HEADS, ...part.levels.map(rateCells)]),
  ),
  section(
    'Whether this machine was in the way',
    htmlFigures('This machine at each level', [CLIENT_HEADS, ...part.levels.map(clientCells)]) + htmlList(notes(part)),
  ),
];

const TIME_HEADS = [...['Load', 'n', 'TTFT p50', 'p95', 'p99', 'TPOT p50', 'p95', 'p99', 'E2E p50', 'p95', 'p99']];

const timeCells = (level: LoadLevel): string[] => [
  statedLoad(level),
  format.count(level.counts.completed),
  ...[level.ttftMs, level.tpotMs, level.e2eMs].flatMap(percentiles),
];

/** Few requests have no p95 or p99; the slowest of them stands there. */
function percentiles({ p50, p95, p99, max }: Distribution): string[] {
  const far = (value: number | null): string =>
    value !== null ? ms(value) : max === null ? EM_DASH : `max ${ms(max)}`;
  return [ms(p50), far(p95), far(p99)];
}

const RATE_HEADS = [
  ...['Load', 'Tokens/s per user', 'Output tokens/s', 'Total tokens/s', 'Answers/s'],
  ...['Open on average', 'Goodput, requests/s', 'In budget', 'Failed'],
];

const rateCells = (level: LoadLevel): string[] => [
  statedLoad(level),
  ...[level.perUserTokensPerSecond.p50, level.outputTokensPerSecond, level.totalTokensPerSecond].map(speed),
  decimal(level.completedPerSecond, 2),
  decimal(level.meanInFlight, 1),
  decimal(level.goodput?.requestsPerSecond ?? null, 2),
  level.goodput ? format.percent(level.goodput.share) : EM_DASH,
  format.count(level.counts.failed),
];

const CLIENT_HEADS = ['Load', 'Loop delay p99, ms', 'Processor use', 'Sent late p99, ms'];

const clientCells = (level: LoadLevel): string[] => [
  statedLoad(level),
  ms(level.client.loopDelayP99Ms),
  format.percent(level.client.cpuShare),
  ms(level.client.startLateP99Ms),
];

const ms = (value: number | null): string => (value === null ? EM_DASH : format.milliseconds(value, 'card'));
const speed = (value: number | null): string => (value === null ? EM_DASH : format.perSecond(value, 'card'));
const decimal = (value: number | null, digits: number): string =>
  value === null ? EM_DASH : format.decimal(value, digits);

const notes = ({ levels }: LoadPart): string[] =>
  levels.flatMap((level) => levelNotes(level).map((note) => `${statedLoad(level)}: ${note}`));

function requestSentences({ levels, batching }: LoadPart): string[] {
  const all = levels.flatMap(({ requests }) => requests);
  const of = (isIt: (request: LoadRequest) => boolean): string => format.count(all.filter(isIt).length);
  return [
    `${format.count(all.length)} requests at ${format.count(levels.length)} levels: ` +
      `${of(({ part }) => part === 'measured')} measured, ${of(({ part }) => part === 'warm-up')} in warm-ups and ` +
      `${of(({ part }) => part === 'cool-down')} in cool-downs, which are left out.`,
    `${of(({ status }) => status === 'completed')} completed, ${of(({ status }) => status === 'failed')} failed, ` +
      `${of(({ status }) => status === 'cancelled')} were cancelled.`,
    ...errorsSentence(all.flatMap(({ errorKind }) => errorKind ?? [])),
    ...(batching ? [`${format.count(batching.requests.length)} more were sent to see how the server batches.`] : []),
  ];
}

function planSentence({ plan }: LoadPart): string {
  const { arrivals, levels, requestsPerLevel, levelMs, inputTokens, maxTokens, thinkMs } = plan;
  const unit = arrivals === 'closed' ? 'users' : 'requests/s';
  const think = thinkMs > 0 ? `, ${format.duration(thinkMs, 'card')} between an answer and the next question` : '';
  return (
    `Planned: ${levels.map((level) => format.decimal(level, 2)).join(', ')} ${unit} (${arrivals})${think}, ` +
    `at least ${format.count(requestsPerLevel)} requests at each level within ${format.duration(levelMs, 'card')}, ` +
    `prompts of ${format.count(inputTokens)} tokens and answers of at most ${format.count(maxTokens)}.`
  );
}

function budgetSentence({ budgets }: LoadPart): string {
  const set = Object.entries(budgets).map(
    ([metric, limit]) => `${NAMES[metric] ?? metric} ${format.duration(limit, 'card')}`,
  );
  return set.length === 0 ? 'No budgets were set.' : `Budgets of a request: ${set.join(', ')}.`;
}

const NAMES: Readonly<Record<string, string>> = { ttftMs: 'TTFT', tpotMs: 'TPOT', e2eMs: 'E2E' };

const SOURCES = [
  'Times: measured, on the clock of the thread that read the socket; under a schedule since the moment at which a request was due.',
  'Queue and prefill of single requests: reported by the server.',
  'Tokens: reported by the server, or where it does not tell them, estimated by the characters of its answers.',
  'Throughput, goodput, knee and what limits: derived from them.',
];
