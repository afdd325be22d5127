import * as l10n from '@vscode/l10n';
import { formatFor, type Format } from './format';
import { longestMs } from './metricText';
import type { RunReport } from './runReport';
import { translated } from './translated';

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

/** A sentence whose places are taken by numbers that matter, in the order that the language of the editor has for them. */
export function sentenceOf(template: string, ...values: readonly (string | VerdictPart)[]): VerdictPart[] {
  return template.split(/(\{\d+\})/u).flatMap((piece) => {
    const place = /^\{(\d+)\}$/u.exec(piece);
    if (!place) return piece === '' ? [] : [plain(piece)];
    const value = values[Number(place[1])] ?? '';
    return [typeof value === 'string' ? strong(value) : value];
  });
}

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
  const number = `${source === 'estimated' ? '≈ ' : ''}${format.count(count)}`;
  if (total === null) return count === 1 ? l10n.t('{0} character', number) : l10n.t('{0} characters', number);
  return count === 1 ? l10n.t('{0} token', number) : l10n.t('{0} tokens', number);
}

function failed(facts: Facts): VerdictPart[] {
  const { report, ttft, duration } = facts;
  const after = duration(endMs(facts));
  const why = plain(translated(report.outcome.error?.message ?? l10n.t('The server did not say why.')));
  return ttft === null
    ? sentenceOf(l10n.t('Failed after {0}, before any text came. {1}'), after, why)
    : sentenceOf(l10n.t('Failed after {0}, with {1} received. {2}'), after, amount(facts), why);
}

function stopped(facts: Facts): VerdictPart[] {
  const { ttft, duration } = facts;
  const after = duration(endMs(facts));
  if (ttft === null) return sentenceOf(l10n.t('Stopped after {0}, before any text came.'), after);
  return sentenceOf(
    l10n.t('Stopped after {0} with {1} received; the first came after {2}.'),
    after,
    amount(facts),
    duration(ttft),
  );
}

function empty(facts: Facts): VerdictPart[] {
  const reason = facts.report.outcome.rawFinishReason;
  const after = facts.duration(endMs(facts));
  return reason === null
    ? sentenceOf(l10n.t('The answer ended after {0} without any text.'), after)
    : sentenceOf(l10n.t('The answer ended after {0} without any text (finish reason {1}).'), after, plain(reason));
}

function inOnePiece(facts: Facts): VerdictPart[] {
  const { report, duration } = facts;
  return sentenceOf(
    l10n.t('The whole answer of {0} came in one piece after {1}, so its first token and its pace are not known.'),
    amount(facts),
    duration(report.metrics.e2eMs.value ?? 0),
  );
}

/** When a buffer let go only once, there are no bursts to speak of. */
const AT_ONCE_SHARE = 0.05;

function buffered({ report, duration }: Facts, ttft: number): VerdictPart[] {
  const end = report.metrics.e2eMs.value ?? ttft;
  const what =
    end - ttft <= AT_ONCE_SHARE * end
      ? sentenceOf(l10n.t('All text came at once after {0}.'), duration(end))
      : sentenceOf(l10n.t('First text after {0}, then the rest in bursts until {1}.'), duration(ttft), duration(end));
  return [...what, plain(l10n.t(' Something on the way held the text back, so the pace of the model is withheld.'))];
}

/** The wait, with the one cause that explains most of it. */
function firstToken(facts: Facts, ttft: number): VerdictPart[] {
  const { report, duration } = facts;
  const thinkingMs = report.metrics.thinkingMs.value;
  const cause = causeOfWait(report, ttft);
  const hidden = report.quality.findings.some(({ code }) => code === 'hidden-reasoning');
  return [
    ...sentenceOf(l10n.t('First token after {0}'), duration(ttft)),
    ...(cause ? sentenceOf(cause.words(), { text: duration(cause.ms), strong: thinkingMs === null }) : []),
    ...(thinkingMs !== null
      ? sentenceOf(l10n.t(', followed by {0} of thinking.'), duration(thinkingMs))
      : [
          plain(
            hidden
              ? l10n.t(', thinking that was not streamed included.')
              : l10n.t({ message: '.', comment: ['End of a sentence'] }),
          ),
        ]),
  ];
}

function causeOfWait(report: RunReport, ttft: number): { words: () => string; ms: number } | null {
  const { loadMs, queueMs, connectMs } = report.metrics;
  const prefill = report.phases.find(({ name }) => name === 'prefill');
  const causes = [
    { words: () => l10n.t(', of which loading the model took {0}'), ms: loadMs.value ?? 0 },
    { words: () => l10n.t(', of which the server queued for {0}'), ms: queueMs.value ?? 0 },
    { words: () => l10n.t(', of which the connection took {0}'), ms: connectMs.value ?? 0 },
    {
      words: () => l10n.t(', of which reading the prompt took {0}'),
      ms: prefill ? prefill.endMs - prefill.startMs : 0,
    },
  ];
  const largest = causes.reduce((most, cause) => (cause.ms > most.ms ? cause : most));
  return largest.ms > 0.4 * ttft && largest.ms < ttft ? largest : null;
}

function pace({ report, duration, format }: Facts): VerdictPart[] {
  const { decodeTokensPerSecond: speed, charactersPerSecond, decodeMs, stalls, thinkingMs } = report.metrics;
  if (decodeMs.value === null) return [plain(l10n.t(' It was the only one.'))];
  const about = speed.source === 'estimated' ? '≈ ' : '';
  const took = plain(duration(decodeMs.value));
  const words =
    speed.value !== null
      ? `${about}${format.tokenSpeed(speed.value, 'card')}`
      : charactersPerSecond.value === null
        ? null
        : format.characterSpeed(charactersPerSecond.value, 'card');
  if (words === null) return sentenceOf(l10n.t(' The text took {0}.'), took);
  const stalled = plain(stallWords(stalls.value ?? [], duration));
  return thinkingMs.value === null
    ? sentenceOf(l10n.t(' Then {0} for {1}{2}.'), words, took, stalled)
    : sentenceOf(l10n.t(' All in all {0} for {1}{2}.'), words, took, stalled);
}

function stallWords(stalls: readonly { gapMs: number }[], duration: (ms: number) => string): string {
  if (stalls.length === 0) return '';
  const longest = duration(longestMs(stalls));
  return stalls.length === 1
    ? l10n.t(', with one stall of {0}', longest)
    : l10n.t(', with {0} stalls, the longest {1}', stalls.length, longest);
}

function ending({ report }: Facts): string {
  const { finishReason } = report.outcome;
  if (finishReason === 'length') return l10n.t(' The answer was cut at the token limit.');
  return finishReason === 'filter' ? l10n.t(' A content filter ended the answer.') : '';
}
