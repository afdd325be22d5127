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
  return [...parts, ...generating(trace)].filter(({ startMs, endMs }) => endMs > startMs);
}

const measured = (name: PhaseName, startMs: number, endMs: number): Phase => ({
  name,
  startMs,
  endMs,
  source: 'measured',
});

/** Phases that the source knows directly, with the time between them as waiting. */
function ownPhases(trace: RunTrace): Phase[] {
  const end = trace.chunks[0]?.atMs ?? trace.endMs;
  const phases: Phase[] = [];
  let at = 0;
  for (const { name, startMs, endMs, source } of trace.phases.toSorted((a, b) => a.startMs - b.startMs)) {
    const start = Math.max(at, startMs);
    const stop = Math.min(end, endMs);
    if (stop <= start) continue;
    phases.push(measured('wait', at, start), { name, startMs: start, endMs: stop, source });
    at = stop;
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
  const phases: Phase[] = [];
  let at = (tlsEnd ?? connectEnd ?? Infinity) < start ? 0 : start;
  for (const [name, end] of steps) {
    if (end === null) continue;
    // The time of refused requests lies between a connection made for them and the request that was answered.
    const from = name === 'send' ? Math.max(at, start) : at;
    phases.push(measured(name, from, Math.max(from, end)));
    at = Math.max(from, end);
  }
  if (requestSent === null) phases.push(measured(stepUnderWay(trace), at, trace.endMs));
  return phases;
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
  const start = trace.marks.requestSent;
  if (start === null) return [];
  const end = trace.chunks[0]?.atMs ?? trace.marks.streamEnd ?? trace.endMs;
  const timings = trace.timings;
  const said: [PhaseName, number | null | undefined][] = [
    // A body that came in one piece was generated before its first byte.
    ['decode', trace.streamed ? null : timings?.decodeMs],
    ['prefill', timings?.prefillMs],
    ['queue', timings?.queueMs],
    ['load', timings?.loadMs],
  ];
  // Laid from the first token backwards: prefill ends where it begins, and what nobody explains (network, the
  // server's front door) comes first.
  const phases: Phase[] = [];
  let at = end;
  for (const [name, ms] of said) {
    const from = Math.max(start, at - Math.max(0, ms ?? 0));
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
