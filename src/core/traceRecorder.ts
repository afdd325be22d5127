import type { Connection } from './connection';
import type { RunError } from './runError';
import { REASONING_OPENED_IN_PROMPT } from './openedReasoning';
import type { Attempt, Chunk, Marks, Read, RunTrace, TracePhase } from './runTrace';
import type { ServerTimings, StreamEvent, Usage, WorkProgress } from './streamEvent';
import type { TraceSink } from './traceSink';
import type { Status } from './vocabulary';

/** How a run ended, as its source saw it. */
export interface RunEnd {
  readonly status: Status;
  readonly error: RunError | null;
  readonly atMs: number;
  readonly loopDelay: RunTrace['loopDelay'];
}

/** Keeps everything that a source reports. What it shows while the run goes on are live views, not copies. */
export interface TraceRecorder extends TraceSink {
  readonly chunks: readonly Chunk[];
  readonly marks: Readonly<Marks>;
  readonly reads: readonly Read[];
  readonly phases: readonly TracePhase[];
  readonly usage: Usage | null;
  readonly isReused: boolean;
  readonly knowsModel: boolean;
  readonly work: WorkProgress | null;
  readonly begun: boolean;
  /** What went over the wire since it was asked for the last time. */
  takeWire(): readonly string[];
  /** Closes the record. A run that ended in order but reported an error on its way is a failed one. */
  finish(end: RunEnd): RunTrace;
}

/** The record under way: a trace that may still be written to. */
type Draft = { -readonly [K in keyof RunTrace]: RunTrace[K] } & {
  marks: Marks;
  reads: Read[];
  chunks: Chunk[];
  phases: TracePhase[];
  attempts: Attempt[];
};

/** Marks of one request; those of the connection outlive a refused request, these do not. */
const REQUEST_MARKS = ['requestSent', 'headers', 'firstByte', 'streamEnd'] as const;

const emptyDraft = (): Draft => ({
  startedAt: '',
  marks: {
    dnsEnd: null,
    connectEnd: null,
    tlsEnd: null,
    requestSent: null,
    headers: null,
    firstByte: null,
    streamEnd: null,
  },
  endMs: 0,
  reused: false,
  proxy: null,
  connection: null,
  reads: [],
  chunks: [],
  phases: [],
  attempts: [],
  usage: null,
  timings: null,
  timingsRaw: {},
  others: null,
  models: [],
  status: 'completed',
  finishReason: 'unknown',
  rawFinishReason: null,
  error: null,
  streamed: true,
  loopDelay: null,
});

/** A recorder for one run. `wallClock` gives ISO text for the label of t0 and is asked once. */
export const createTraceRecorder = (wallClock: () => string): TraceRecorder => new Recorder(wallClock);

class Recorder implements TraceRecorder {
  private readonly draft = emptyDraft();
  private readonly models = new Set<string>();
  /** The protocol's terminator came: what follows is not part of the answer. */
  private ended = false;
  private lastWork: WorkProgress | null = null;
  private elsewhere: Pick<RunTrace, 'loopDelay'> | null = null;
  private readonly wireRecords: string[] = [];
  private readonly wallClock: () => string;

  constructor(wallClock: () => string) {
    this.wallClock = wallClock;
  }

  get chunks(): readonly Chunk[] {
    return this.draft.chunks;
  }
  get marks(): Readonly<Marks> {
    return this.draft.marks;
  }
  get reads(): readonly Read[] {
    return this.draft.reads;
  }
  get phases(): readonly TracePhase[] {
    return this.draft.phases;
  }
  get usage(): Usage | null {
    return this.draft.usage;
  }
  get isReused(): boolean {
    return this.draft.reused;
  }
  get knowsModel(): boolean {
    return this.models.size > 0;
  }
  get work(): WorkProgress | null {
    return this.draft.chunks.length === 0 ? this.lastWork : null;
  }
  get begun(): boolean {
    return this.draft.startedAt !== '';
  }

  begin(): void {
    if (!this.begun) this.draft.startedAt = this.wallClock();
  }

  mark(name: keyof Marks, atMs: number): void {
    // The terminator ended the stream; the close of the connection that follows is not part of it.
    if (name === 'streamEnd' && this.ended) return;
    this.draft.marks[name] = atMs;
  }

  reused(): void {
    this.draft.reused = true;
  }

  read(atMs: number, bytes: number): number {
    return this.draft.reads.push({ atMs, bytes }) - 1;
  }

  phase(phase: TracePhase): void {
    this.draft.phases.push(phase);
  }

  stampedElsewhere(loopDelay: RunTrace['loopDelay']): void {
    this.elsewhere = { loopDelay };
  }

  attempt(attempt: Attempt): void {
    this.draft.attempts.push(attempt);
    const { marks } = this.draft;
    for (const name of REQUEST_MARKS) if ((marks[name] ?? Infinity) <= attempt.endMs) marks[name] = null;
  }

  conceded(names: readonly string[]): void {
    this.draft.conceded = names;
  }

  notStreamed(): void {
    this.draft.streamed = false;
  }

  proxy(address: string): void {
    this.draft.proxy = address;
  }

  wire(record: string): void {
    this.draft.wireLogged = true;
    this.wireRecords.push(record);
  }

  takeWire(): readonly string[] {
    return this.wireRecords.splice(0);
  }

  connection(connection: Connection): void {
    this.draft.connection = connection;
  }

  event(event: StreamEvent, atMs: number, read: number): void {
    if (this.ended) return;
    if (event.type === 'text') this.text(event, atMs, read);
    else this.fact(event, atMs);
  }

  finish(end: RunEnd): RunTrace {
    this.begin();
    const error = end.error ?? this.draft.error;
    const failed = end.status === 'completed' && error !== null;
    return {
      ...this.draft,
      models: [...this.models],
      status: failed ? 'failed' : end.status,
      error,
      endMs: end.atMs,
      loopDelay: (this.elsewhere ?? end).loopDelay,
    };
  }

  private text({ channel, text, tokens }: StreamEvent & { type: 'text' }, atMs: number, read: number): void {
    if (text !== '') this.draft.chunks.push({ atMs, read, channel, text, tokens });
  }

  private fact(event: Exclude<StreamEvent, { type: 'text' }>, atMs: number): void {
    const { draft } = this;
    switch (event.type) {
      case 'was-reasoning':
        draft.chunks = draft.chunks.map((chunk) =>
          chunk.channel === 'answer' ? { ...chunk, channel: 'reasoning' } : chunk,
        );
        draft.timingsRaw = { ...draft.timingsRaw, ...REASONING_OPENED_IN_PROMPT };
        break;
      case 'usage':
        draft.usage = laterWords(draft.usage, event.usage);
        break;
      case 'timings':
        draft.timings = laterWords(draft.timings, event.timings);
        draft.timingsRaw = { ...draft.timingsRaw, ...event.raw };
        break;
      case 'progress':
        this.lastWork = event.progress;
        break;
      case 'finish':
        draft.finishReason = event.reason;
        draft.rawFinishReason = event.raw;
        break;
      case 'model':
        this.models.add(event.model);
        break;
      case 'error':
        draft.error ??= event.error;
        break;
      case 'end':
        draft.marks.streamEnd = atMs;
        this.ended = true;
    }
  }
}

/** The later words win, but "did not say" takes nothing back. */
export function laterWords<T extends Usage | ServerTimings>(before: T | null, now: T): T {
  if (before === null) return now;
  const merged = { ...now };
  for (const name in merged) merged[name] ??= before[name];
  return merged;
}
