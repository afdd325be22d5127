import { contradictionOf } from './contradiction';
import { answeredRequestStartMs, firstAnswerOf } from './generated';
import type { Phase } from './runReport';
import type { RunTrace } from './runTrace';
import type { PhaseName } from './vocabulary';

/**
 * The parts of a run on its time axis: in order, without overlap, only what really happened. Borders of our own clock are
 * `measured`. What the server says about its own time lies inside the wait that we measured and never reaches beyond it.
 */
export function derivePhases(trace: RunTrace): Phase[] {
  const parts = trace.phases.length > 0 ? ownPhases(trace) : [...beforeAnswer(trace), ...waiting(trace)];
  return inOrder([...parts, ...generating(trace)]);
}

/** Servers may answer before the request is sent, and clocks have a grain: no part begins before the one ahead ended. */
function inOrder(parts: readonly Phase[]): Phase[] {
  let at = 0;
  return parts.flatMap((part) => {
    const startMs = Math.max(at, part.startMs);
    if (part.endMs <= startMs) return [];
    at = part.endMs;
    return [{ ...part, startMs }];
  });
}

/** When the wait was over: the first generated text, or the end of a run that had none. */
const answerStartMs = ({ chunks, marks, endMs }: RunTrace): number => chunks[0]?.atMs ?? marks.streamEnd ?? endMs;

const measured = (name: PhaseName, startMs: number, endMs: number): Phase => ({
  name,
  startMs,
  endMs,
  source: 'measured',
});

/** Phases that the source knows directly, with the time between them as waiting. */
function ownPhases(trace: RunTrace): Phase[] {
  const end = answerStartMs(trace);
  const phases: Phase[] = [];
  let at = 0;
  for (const { name, startMs, endMs, source } of trace.phases.toSorted((a, b) => a.startMs - b.startMs)) {
    const stop = Math.min(end, endMs);
    phases.push(measured('wait', at, Math.min(end, startMs)), { name, startMs, endMs: stop, source });
    at = Math.max(at, stop);
  }
  return [...phases, measured('wait', at, end)];
}

/** Connection and request. A step that never came to its end lasted until the run was over. */
function beforeAnswer(trace: RunTrace): Phase[] {
  const { dnsEnd, connectEnd, tlsEnd, requestSent } = trace.marks;
  const steps: [PhaseName, number | null][] = [
    ['dns', dnsEnd],
    ['connect', connectEnd],
    ['tls', tlsEnd],
    ['send', requestSent],
  ];
  const start = answeredRequestStartMs(trace);
  const limit = trace.chunks[0]?.atMs ?? trace.endMs;
  const phases: Phase[] = [];
  let at = (tlsEnd ?? connectEnd ?? Infinity) < start ? 0 : start;
  for (const [name, end] of steps) {
    if (end === null) continue;
    // The time of refused requests lies between a connection made for them and the request that was answered.
    if (name === 'send') at = Math.max(at, start);
    const stop = Math.min(limit, end);
    phases.push(measured(name, at, stop));
    at = Math.max(at, stop);
  }
  const broke = requestSent === null && trace.chunks.length === 0;
  return broke ? [...phases, measured(stepUnderWay(trace), at, trace.endMs)] : phases;
}

/** The step that a run broke off in. */
function stepUnderWay({ marks, reused, error }: RunTrace): PhaseName {
  if (reused) return 'send';
  if (error?.kind === 'dns') return 'dns';
  if (error?.kind === 'tls') return 'tls';
  return marks.connectEnd === null ? 'connect' : 'send';
}

/** From the request's last byte to the first token, with the server's own words about it in their order. */
function waiting(trace: RunTrace): Phase[] {
  const { requestSent, tlsEnd, connectEnd } = trace.marks;
  if (requestSent === null && trace.chunks.length === 0) return [];
  const start = requestSent ?? Math.max(tlsEnd ?? connectEnd ?? 0, answeredRequestStartMs(trace));
  const end = answerStartMs(trace);
  // Times that cannot be are shown as the server's words and draw no border.
  const timings = contradictionOf(trace) ? null : trace.timings;
  const said: [PhaseName, number | null | undefined][] = [
    // A body that came in one piece was generated before its first byte.
    ['decode', trace.streamed ? null : timings?.decodeMs],
    ['prefill', timings?.prefillMs],
    ['queue', timings?.queueMs],
    ['load', timings?.loadMs],
  ];
  // Laid from the first token backwards: prefill ends where it begins, and what nobody explains (network, the
  // server's front door) comes first. What the server says beyond our wait by rounding, putting all in order cuts off.
  const phases: Phase[] = [];
  let at = end;
  for (const [name, ms] of said) {
    const from = at - Math.max(0, ms ?? 0);
    phases.unshift({ name, startMs: from, endMs: at, source: 'reported' });
    at = from;
  }
  return [measured('wait', start, at), ...phases];
}

function generating(trace: RunTrace): Phase[] {
  const { chunks, marks, status } = trace;
  const first = chunks[0];
  const last = chunks.at(-1);
  if (!first || !last) return [];
  const answer = first.channel === 'reasoning' ? (firstAnswerOf(chunks)?.atMs ?? last.atMs) : first.atMs;
  const end = status === 'completed' ? (marks.streamEnd ?? last.atMs) : trace.endMs;
  return [
    measured('thinking', first.atMs, answer),
    measured('decode', answer, last.atMs),
    measured('tail', last.atMs, end),
  ];
}
