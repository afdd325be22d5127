import { formatFor, type Format } from './format';
import { longestMs } from './metricText';
import type { RunReport } from './runReport';

/** A piece of a sentence; the strong ones are the numbers that matter. */
export interface VerdictPart {
  readonly text: string;
  readonly strong: boolean;
}

/** What the sentences are made from. */
interface Facts {
  readonly report: RunReport;
  readonly ttft: number | null;
  readonly duration: (ms: number) => string;
  readonly format: Format;
}

/** What happened, in one or two plain sentences with at most three strong numbers. Never praises. */
export function verdict(report: RunReport, locale = 'en'): VerdictPart[] {
  const format = formatFor(locale);
  const duration = (ms: number): string => format.duration(ms, 'card');
  const facts: Facts = { report, ttft: report.metrics.ttftMs.value, duration, format };
  return sentencesOf(facts).filter(({ text }) => text !== '');
}

const plain = (text: string): VerdictPart => ({ text, strong: false });
const strong = (text: string): VerdictPart => ({ text, strong: true });

function sentencesOf(facts: Facts): VerdictPart[] {
  const { outcome, metrics, quality } = facts.report;
  if (outcome.status === 'failed') return failed(facts);
  if (outcome.status === 'cancelled') return stopped(facts);
  if (metrics.e2eMs.value === null) return empty(facts);
  if (facts.ttft === null) return [...inOnePiece(facts), plain(ending(facts))];
  if (quality.findings.some(({ code }) => code === 'buffered-stream')) return buffered(facts, facts.ttft);
  return [...firstToken(facts, facts.ttft), ...pace(facts), plain(ending(facts))];
}

const endMs = ({ report }: Facts): number => report.phases.at(-1)?.endMs ?? 0;

/** Tokens that came, or characters where tokens are not known. */
function amount({ report, format }: Facts): string {
  const { total, source } = report.tokens.output;
  const count = total ?? report.output.characters;
  const unit = total === null ? 'character' : 'token';
  return `${source === 'estimated' ? '≈ ' : ''}${format.count(count)} ${unit}${count === 1 ? '' : 's'}`;
}

function failed(facts: Facts): VerdictPart[] {
  const { report, ttft, duration } = facts;
  const received =
    ttft === null ? [plain(', before any text came')] : [plain(', with '), strong(amount(facts)), plain(' received')];
  const why = report.outcome.error?.message ?? 'The server did not say why.';
  return [plain('Failed after '), strong(duration(endMs(facts))), ...received, plain(`. ${why}`)];
}

function stopped(facts: Facts): VerdictPart[] {
  const { ttft, duration } = facts;
  const start = [plain('Stopped after '), strong(duration(endMs(facts)))];
  if (ttft === null) return [...start, plain(', before any text came.')];
  return [
    ...start,
    plain(' with '),
    strong(amount(facts)),
    plain(' received; the first came after '),
    strong(duration(ttft)),
    plain('.'),
  ];
}

function empty(facts: Facts): VerdictPart[] {
  const { outcome } = facts.report;
  const reason = outcome.rawFinishReason === null ? '' : ` (finish reason ${outcome.rawFinishReason})`;
  return [plain('The answer ended after '), strong(facts.duration(endMs(facts))), plain(` without any text${reason}.`)];
}

function inOnePiece(facts: Facts): VerdictPart[] {
  const { report, duration } = facts;
  return [
    plain('The whole answer of '),
    strong(amount(facts)),
    plain(' came in one piece after '),
    strong(duration(report.metrics.e2eMs.value ?? 0)),
    plain(', so its first token and its pace are not known.'),
  ];
}

/** When a buffer let go only once, there are no bursts to speak of. */
const AT_ONCE_SHARE = 0.05;

function buffered({ report, duration }: Facts, ttft: number): VerdictPart[] {
  const end = report.metrics.e2eMs.value ?? ttft;
  const why = plain('. Something on the way held the text back, so the pace of the model is withheld.');
  if (end - ttft <= AT_ONCE_SHARE * end) return [plain('All text came at once after '), strong(duration(end)), why];
  return [
    plain('First text after '),
    strong(duration(ttft)),
    plain(', then the rest in bursts until '),
    strong(duration(end)),
    why,
  ];
}

/** The wait, with the one cause that explains most of it. */
function firstToken(facts: Facts, ttft: number): VerdictPart[] {
  const { report, duration } = facts;
  const start = [plain('First token after '), strong(duration(ttft))];
  const thinkingMs = report.metrics.thinkingMs.value;
  const cause = causeOfWait(report, ttft);
  const why = cause
    ? [plain(`, of which ${cause.words} `), { text: duration(cause.ms), strong: thinkingMs === null }]
    : [];
  const hidden = report.quality.findings.some(({ code }) => code === 'hidden-reasoning');
  if (thinkingMs !== null)
    return [...start, ...why, plain(', followed by '), strong(duration(thinkingMs)), plain(' of thinking.')];
  return [...start, ...why, plain(hidden ? ', thinking that was not streamed included.' : '.')];
}

function causeOfWait(report: RunReport, ttft: number): { words: string; ms: number } | null {
  const { loadMs, queueMs, connectMs } = report.metrics;
  const prefill = report.phases.find(({ name }) => name === 'prefill');
  const causes = [
    { words: 'loading the model took', ms: loadMs.value ?? 0 },
    { words: 'the server queued for', ms: queueMs.value ?? 0 },
    { words: 'the connection took', ms: connectMs.value ?? 0 },
    { words: 'reading the prompt took', ms: prefill ? prefill.endMs - prefill.startMs : 0 },
  ];
  const largest = causes.reduce((most, cause) => (cause.ms > most.ms ? cause : most));
  return largest.ms > 0.4 * ttft && largest.ms < ttft ? largest : null;
}

function pace({ report, duration, format }: Facts): VerdictPart[] {
  const { decodeTokensPerSecond: speed, charactersPerSecond, decodeMs, stalls, thinkingMs } = report.metrics;
  if (decodeMs.value === null) return [plain(' It was the only one.')];
  const about = speed.source === 'estimated' ? '≈ ' : '';
  const words =
    speed.value !== null
      ? `${about}${format.tokenSpeed(speed.value, 'card')}`
      : charactersPerSecond.value === null
        ? null
        : format.characterSpeed(charactersPerSecond.value, 'card');
  if (words === null) return [plain(` The text took ${duration(decodeMs.value)}.`)];
  const stalled = stallWords(stalls.value ?? [], duration);
  const start = thinkingMs.value === null ? ' Then ' : ' All in all ';
  return [plain(start), strong(words), plain(` for ${duration(decodeMs.value)}${stalled}.`)];
}

function stallWords(stalls: readonly { gapMs: number }[], duration: (ms: number) => string): string {
  if (stalls.length === 0) return '';
  const longest = duration(longestMs(stalls));
  return stalls.length === 1
    ? `, with one stall of ${longest}`
    : `, with ${stalls.length} stalls, the longest ${longest}`;
}

function ending({ report }: Facts): string {
  const { finishReason } = report.outcome;
  if (finishReason === 'length') return ' The answer was cut at the token limit.';
  return finishReason === 'filter' ? ' A content filter ended the answer.' : '';
}
