import type { Chunk, Marks, TracePhase } from './runTrace';
import type { WorkProgress } from './streamEvent';
import type { PhaseName } from './vocabulary';

/** What a trace recorder shows of a run under way. */
export interface LiveView {
  readonly marks: Readonly<Marks>;
  readonly isReused: boolean;
  readonly phases: readonly TracePhase[];
  /** The answering model has given its name. */
  readonly knowsModel: boolean;
  readonly chunks: readonly Chunk[];
  /** What the server last said of its work before the first token. */
  readonly work: WorkProgress | null;
}

/** What is going on at this moment, as far as the client can see. `isLocal`: a model in a process of our own answers. */
export function livePhase(view: LiveView, isLocal: boolean): PhaseName {
  const { marks, isReused, phases, knowsModel, chunks, work } = view;
  const last = chunks.at(-1);
  if (last && marks.streamEnd !== null) return 'tail';
  if (last) return last.channel === 'reasoning' ? 'thinking' : 'decode';
  // A local model names itself as soon as it is in memory; a warm one has no load phase.
  if (isLocal) return knowsModel || phases.length > 0 ? 'prefill' : 'load';
  if (work) return work.phase;
  if (marks.requestSent !== null) return 'wait';
  if (isReused || marks.tlsEnd !== null) return 'send';
  if (marks.connectEnd !== null) return 'tls';
  return marks.dnsEnd === null ? 'dns' : 'connect';
}
