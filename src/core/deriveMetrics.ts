import { isBuffered } from './bufferedStream';
import { combineSources } from './combineSources';
import { contradictionOf } from './contradiction';
import { countCharacters } from './countCharacters';
import { answeredRequestStartMs, firstAnswerOf, gapsOf, isInOnePiece, streamedTokens } from './generated';
import { distribution, percentile, sortedNumbers } from './percentile';
import type { Metrics, RunReport, ScalarMetric } from './runReport';
import type { Chunk, RunTrace } from './runTrace';
import type { AbsentReason, PhaseName, Source } from './vocabulary';

/** What every metric is computed from; made once per run. */
interface Basis {
  readonly trace: RunTrace;
  readonly tokens: RunReport['tokens'];
  readonly first: Chunk | null;
  readonly firstAnswer: Chunk | null;
  readonly last: Chunk | null;
  readonly gaps: readonly number[];
  readonly buffered: boolean;
  /** Why there is no first token's time, or `null` when there is one. */
  readonly noFirstToken: AbsentReason | null;
  /** Why nothing can be said about the time between tokens, or `null` when it can. */
  readonly noDecode: AbsentReason | null;
}

/** A stall is a silence of more than this many median gaps, and never a short one. */
const STALL_MEDIAN_GAPS = 5;
const LEAST_STALL_MS = 200;
/** Part of chunks that must hold exactly one token before gaps may be called inter-token latency. */
const ONE_TOKEN_SHARE = 0.95;

const present = <T>(value: T, source: Source): { value: T; source: Source } => ({ value, source });
const absent = (reason: AbsentReason): { value: null; source: null; reason: AbsentReason } => ({
  value: null,
  source: null,
  reason,
});

/** Every metric of a run; what could not be measured is `null` with its reason. */
export function deriveMetrics(trace: RunTrace, tokens: RunReport['tokens']): Metrics {
  const basis = basisOf(trace, tokens);
  const connectMs = connect(trace);
  const ttftMs = basis.first && !basis.noFirstToken ? present(basis.first.atMs, 'measured') : absent(whyNoToken(basis));
  const ttftWarmMs = ttftMs.value === null ? ttftMs : present(ttftMs.value - (connectMs.value ?? 0), 'measured');
  const decodeMs = decode(basis);
  const tpotMs = timePerOutputToken(basis);
  const e2eMs = endToEnd(basis);
  return {
    ttftMs,
    ttfoMs: timeToFirstAnswer(basis),
    thinkingMs: thinking(basis),
    connectMs,
    ttftWarmMs,
    decodeMs,
    tpotMs,
    e2eMs,
    tailMs: tail(basis),
    decodeTokensPerSecond: tpotMs.value === null ? tpotMs : { ...tpotMs, value: 1000 / tpotMs.value },
    endToEndTokensPerSecond: endToEndSpeed(basis, e2eMs),
    charactersPerSecond: characterSpeed(basis),
    interChunkMs: basis.gaps.length > 0 ? present(distribution(basis.gaps), 'measured') : absent(whyNoGaps(basis)),
    interTokenMs: interToken(basis),
    stalls: stalls(basis),
    prefillTokensPerSecond: prefillSpeed(basis, ttftWarmMs),
    loadMs: ownOrReported(trace, 'load', trace.timings?.loadMs),
    queueMs: ownOrReported(trace, 'queue', trace.timings?.queueMs),
  };
}

function basisOf(trace: RunTrace, tokens: RunReport['tokens']): Basis {
  const { chunks } = trace;
  const gaps = gapsOf(chunks);
  const buffered = isBuffered(trace);
  const noFirstToken = whyNoFirstToken(trace, tokens);
  return {
    trace,
    tokens,
    first: chunks[0] ?? null,
    firstAnswer: firstAnswerOf(chunks),
    last: chunks.at(-1) ?? null,
    gaps,
    buffered,
    noFirstToken,
    noDecode: noFirstToken ?? (buffered ? 'buffered-stream' : null),
  };
}

function whyNoFirstToken(trace: RunTrace, tokens: RunReport['tokens']): AbsentReason | null {
  if (trace.chunks.length === 0) return 'nothing-generated';
  if (!trace.streamed) return 'not-streamed';
  return isInOnePiece(trace, tokens) ? 'one-chunk' : null;
}

const whyNoToken = (basis: Basis): AbsentReason => basis.noFirstToken ?? 'nothing-generated';
const whyNoGaps = (basis: Basis): AbsentReason => basis.noFirstToken ?? 'one-chunk';

function timeToFirstAnswer({ firstAnswer, noFirstToken }: Basis): ScalarMetric {
  if (noFirstToken) return absent(noFirstToken);
  return firstAnswer ? present(firstAnswer.atMs, 'measured') : absent('only-reasoning');
}

function thinking({ first, firstAnswer, noFirstToken }: Basis): ScalarMetric {
  if (noFirstToken) return absent(noFirstToken);
  if (first?.channel !== 'reasoning') return absent('no-reasoning');
  return firstAnswer ? present(firstAnswer.atMs - first.atMs, 'measured') : absent('only-reasoning');
}

function connect(trace: RunTrace): Metrics['connectMs'] {
  const { connectEnd, tlsEnd } = trace.marks;
  const ready = tlsEnd ?? connectEnd;
  if (ready === null) return trace.reused ? { ...present(0, 'measured'), reused: true } : absent('no-connection');
  const start = answeredRequestStartMs(trace);
  // A connection older than the answered request was made for a refused one before it, at the start of the run.
  return present(ready >= start ? ready - start : ready, 'measured');
}

function decode({ first, last, gaps, noFirstToken }: Basis): ScalarMetric {
  if (noFirstToken) return absent(noFirstToken);
  if (!first || !last || gaps.length === 0) return absent('one-chunk');
  return present(last.atMs - first.atMs, 'measured');
}

function timePerOutputToken(basis: Basis): ScalarMetric {
  const { trace, tokens, first, last, noDecode } = basis;
  if (noDecode || !first || !last) return absent(noDecode ?? 'nothing-generated');
  const streamed = streamedTokens(trace, tokens);
  if (streamed === null || tokens.output.source === null) return absent('tokens-unknown');
  const after = streamed - (first.tokens ?? 1);
  if (after <= 0) return absent('no-decode-tokens');
  if (last.atMs <= first.atMs) return absent('one-chunk');
  return present((last.atMs - first.atMs) / after, combineSources('measured', tokens.output.source));
}

function endToEnd({ trace, last }: Basis): ScalarMetric {
  if (!last) return absent('nothing-generated');
  if (trace.status !== 'completed') return absent('not-finished');
  return present(trace.streamed ? last.atMs : (trace.marks.streamEnd ?? last.atMs), 'measured');
}

function tail({ trace, last }: Basis): ScalarMetric {
  const { streamEnd } = trace.marks;
  if (!last) return absent('nothing-generated');
  if (!trace.streamed) return absent('not-streamed');
  if (streamEnd === null || trace.status !== 'completed') return absent('not-finished');
  return present(Math.max(0, streamEnd - last.atMs), 'measured');
}

function endToEndSpeed({ tokens }: Basis, e2eMs: ScalarMetric): ScalarMetric {
  if (e2eMs.value === null) return e2eMs;
  const { total, source } = tokens.output;
  if (total === null || source === null) return absent('tokens-unknown');
  if (e2eMs.value <= 0) return absent('no-decode-tokens');
  return present((1000 * total) / e2eMs.value, combineSources('measured', source));
}

function characterSpeed({ trace, first, last, noDecode }: Basis): ScalarMetric {
  if (noDecode || !first || !last) return absent(noDecode ?? 'nothing-generated');
  if (last.atMs <= first.atMs) return absent('one-chunk');
  let characters = 0;
  for (const chunk of trace.chunks) characters += charactersOf(chunk);
  characters -= charactersOf(first);
  return present((1000 * characters) / (last.atMs - first.atMs), 'measured');
}

const charactersOf = ({ text, characters }: Chunk): number => characters ?? countCharacters(text);

function interToken(basis: Basis): Metrics['interTokenMs'] {
  const { trace, tokens, gaps, noDecode } = basis;
  if (noDecode) return absent(noDecode);
  if (gaps.length === 0) return absent('one-chunk');
  const { chunks } = trace;
  if (chunks.some((chunk) => chunk.tokens === null)) {
    const packed = (streamedTokens(trace, tokens) ?? 0) / chunks.length > 1.5;
    return absent(packed ? 'chunked-tokens' : 'tokens-per-chunk-unknown');
  }
  const single = chunks.filter((chunk) => chunk.tokens === 1).length;
  return single >= ONE_TOKEN_SHARE * chunks.length ? present(distribution(gaps), 'measured') : absent('chunked-tokens');
}

/** `atMs` is the stamp of the chunk that ended the silence, so the silence lies before it. */
function stalls({ trace, gaps, noDecode }: Basis): Metrics['stalls'] {
  if (noDecode) return absent(noDecode);
  if (gaps.length === 0) return absent('one-chunk');
  const limit = Math.max(STALL_MEDIAN_GAPS * (percentile(sortedNumbers(gaps), 0.5) ?? 0), LEAST_STALL_MS);
  const found = gaps.flatMap((gapMs, index) =>
    gapMs > limit ? [{ atMs: trace.chunks[index + 1]?.atMs ?? 0, gapMs }] : [],
  );
  return present(found, 'measured');
}

function prefillSpeed({ trace, tokens }: Basis, ttftWarmMs: ScalarMetric): ScalarMetric {
  const { total, cached, source } = tokens.input;
  const own = trace.phases.find(({ name }) => name === 'prefill');
  // What contradicts our own clock is shown, but nothing is made of it.
  const said = contradictionOf(trace) ? null : trace.timings;
  const prefillMs = own ? own.endMs - own.startMs : (said?.prefillMs ?? 0);
  if (prefillMs <= 0 && ttftWarmMs.value === null) return ttftWarmMs;
  if (total === null || source === null) return absent('tokens-unknown');
  const fresh = Math.max(0, total - (cached ?? 0));
  if (prefillMs > 0) return present((1000 * fresh) / prefillMs, combineSources(own?.source ?? 'reported', source));
  const waitMs = ttftWarmMs.value ?? 0;
  if (waitMs <= 0) return absent('not-reported');
  return { ...present((1000 * fresh) / waitMs, combineSources('measured', source)), bound: 'lower' };
}

/** A time that our own process knows directly, otherwise the server's word. */
function ownOrReported(trace: RunTrace, name: PhaseName, said: number | null | undefined): ScalarMetric {
  const own = trace.phases.find((phase) => phase.name === name);
  return own ? present(own.endMs - own.startMs, own.source) : reported(said ?? null);
}

const reported = (value: number | null): ScalarMetric =>
  value === null ? absent('not-reported') : present(value, 'reported');
