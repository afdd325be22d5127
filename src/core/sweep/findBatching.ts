import { stated } from '../stated';
import { medianOf } from '../statistics/medianInterval';
import { sortedNumbers } from '../percentile';
import { PROBE } from './batchingProbe';
import type { LevelResult } from './levelEngine';
import type { BatchingFinding, Evidence } from './loadReport';
import type { Batching, Stalling } from './sweepWords';

/** An answer in fewer chunks shows nothing of what goes on meanwhile. */
const LEAST_CHUNKS = 12;
/** Two answers are written together when they overlap for this share of the shorter one. */
const TOGETHER = 0.3;
/** A gap so many times the usual one is a stop, when it also fills this much of the time in which the long prompt is read. */
const STOP_TIMES = 3;
const STOP_SHARE = 0.4;

/** One answer: when it was asked, and the moments of its chunks, all on one clock. */
interface Answer {
  readonly startMs: number;
  readonly chunksMs: readonly number[];
}

/** What several probes say together: what most of those that say anything agree on. */
export function findBatching(probes: readonly LevelResult[]): BatchingFinding {
  const seen = probes.map((probe) => look(answersOf(probe)));
  const kind = majority(seen.map((each) => each.kind));
  const stalling = majority(seen.map((each) => each.stalling));
  return {
    kind: kind ?? 'undecided',
    stalling: stalling ?? 'undecided',
    sentence: [KIND_SENTENCES[kind ?? 'undecided'](), STALL_SENTENCES[stalling ?? 'undecided']()].join(' '),
    evidence: [
      ...(seen.find((each) => each.kind === kind && each.stalling === (stalling ?? 'undecided'))?.evidence ?? []),
    ],
    requests: probes.flatMap(({ requests }) => [...requests]),
  };
}

const answersOf = ({ requests, chunkTimesMs }: LevelResult): Answer[] =>
  (chunkTimesMs ?? []).map((chunksMs, index) => ({
    startMs: requests.find(({ user }) => user === index)?.startMs ?? 0,
    chunksMs,
  }));

interface Seen {
  readonly kind: Batching;
  readonly stalling: Stalling;
  readonly evidence: readonly Evidence[];
}

function look(answers: readonly Answer[]): Seen {
  const at = (index: number): Answer => answers[index] ?? { startMs: 0, chunksMs: [] };
  const { kind, evidence } = kindOf(at(PROBE.long), at(PROBE.short), PROBE.equal.map(at));
  const stall = stallingOf(at(PROBE.steady), at(PROBE.reader));
  return { kind, stalling: stall.stalling, evidence: [...evidence, ...stall.evidence] };
}

function kindOf(long: Answer, short: Answer, equal: readonly Answer[]): { kind: Batching; evidence: Evidence[] } {
  const [first, longEnd] = [short.chunksMs[0], long.chunksMs.at(-1)];
  if (first === undefined || longEnd === undefined || long.chunksMs.length < LEAST_CHUNKS || short.startMs >= longEnd)
    return { kind: 'undecided', evidence: [] };
  const waited = (first - short.startMs) / (longEnd - short.startMs);
  const evidence: Evidence[] = [
    {
      what: stated('A short request waited for this part of what was left of a long one'),
      value: waited,
      unit: 'share',
    },
  ];
  if (first < longEnd) return { kind: 'continuous', evidence };
  const together = Math.max(0, ...equal.flatMap((a, index) => equal.slice(index + 1).map((b) => overlapOf(a, b))));
  if (equal.some(({ chunksMs }) => chunksMs.length < 2)) return { kind: 'undecided', evidence };
  evidence.push({
    what: stated('Of three equal requests, two were written together for this part'),
    value: together,
    unit: 'share',
  });
  return { kind: together >= TOGETHER ? 'static' : 'one-at-a-time', evidence };
}

function overlapOf(a: Answer, b: Answer): number {
  const [from, to] = [
    Math.max(a.chunksMs[0] ?? 0, b.chunksMs[0] ?? 0),
    Math.min(a.chunksMs.at(-1) ?? 0, b.chunksMs.at(-1) ?? 0),
  ];
  const shorter = Math.min(lengthOf(a), lengthOf(b));
  return shorter > 0 ? Math.max(0, to - from) / shorter : 0;
}

const lengthOf = ({ chunksMs }: Answer): number => (chunksMs.at(-1) ?? 0) - (chunksMs[0] ?? 0);

function stallingOf(steady: Answer, reader: Answer): { stalling: Stalling; evidence: Evidence[] } {
  const [from, until, end] = [reader.startMs, reader.chunksMs[0], steady.chunksMs.at(-1)];
  const gaps = steady.chunksMs
    .slice(1)
    .map((atMs, index) => ({ atMs, gapMs: atMs - (steady.chunksMs[index] ?? atMs) }));
  const undecided = { stalling: 'undecided', evidence: [] } as const;
  if (until === undefined || end === undefined || gaps.length < LEAST_CHUNKS || until >= end)
    return { ...undecided, evidence: [] };
  const meanwhile = gaps.filter(({ atMs, gapMs }) => atMs > from && atMs - gapMs < until).map(({ gapMs }) => gapMs);
  const usual = medianOf(sortedNumbers(gaps.map(({ gapMs }) => gapMs)));
  const readingMs = until - from;
  // What is read between two tokens stops nothing that could be seen.
  if (readingMs < STOP_TIMES * usual || meanwhile.length === 0) return { ...undecided, evidence: [] };
  const longest = Math.max(...meanwhile);
  const stops = longest >= STOP_TIMES * usual && longest >= STOP_SHARE * readingMs;
  const evidence: Evidence[] = [
    { what: stated('Longest gap in an answer while a long prompt was read'), value: longest, unit: 'ms' },
    { what: stated('Usual gap'), value: usual, unit: 'ms' },
  ];
  return { stalling: stops ? 'stalls' : 'does-not-stall', evidence };
}

/** The word that more than half of those that are decided agree on. */
function majority<T extends string>(words: readonly T[]): T | null {
  const decided = words.filter((word) => word !== 'undecided');
  return decided.find((word) => 2 * decided.filter((each) => each === word).length > decided.length) ?? null;
}

const KIND_SENTENCES: Readonly<Record<Batching, () => string>> = {
  continuous: () => stated('Continuous batching: a short request is answered while a long one is still being written.'),
  static: () =>
    stated(
      'Static batching: requests are written together, and one that comes later waits until the longest of them is done.',
    ),
  'one-at-a-time': () => stated('One request at a time: each waits until the one before is done.'),
  undecided: () =>
    stated('How requests are batched could not be told: the answers were too short, or too many at once were refused.'),
};

const STALL_SENTENCES: Readonly<Record<Stalling, () => string>> = {
  stalls: () => stated('Reading a long prompt stops the answers of others.'),
  'does-not-stall': () => stated('Reading a long prompt does not stop the answers of others.'),
  undecided: () => stated('Whether a long prompt stops the answers of others could not be told.'),
};
