import type { Connection } from './connection';
import type { RunError } from './runError';
import type { ServerTimings, Usage } from './streamEvent';
import type { Channel, FinishReason, PhaseName, Source, Status } from './vocabulary';

/**
 * Moments of one run, in ms since t0 on one monotonic clock. t0 is the moment just before the request's first own
 * action: the DNS lookup on a new connection, the first byte of the request on a reused one, the start of the model
 * process for a local model that is not loaded yet. `null`: did not happen, or has not happened yet.
 */
export interface Marks {
  dnsEnd: number | null;
  connectEnd: number | null;
  tlsEnd: number | null;
  /** Last byte of the request handed to the socket. */
  requestSent: number | null;
  /** Status line and headers complete. */
  headers: number | null;
  /** First body byte of any kind; may be a comment or an empty frame, so never a TTFT. */
  firstByte: number | null;
  /** Terminator or close of the connection. */
  streamEnd: number | null;
}

/** One socket read (or one message batch of the local process): when it came and how many bytes it held. */
export interface Read {
  readonly atMs: number;
  readonly bytes: number;
}

/** One protocol event with non-empty generated text. A chunk is not a token. */
export interface Chunk {
  /** Stamp of the read that completed this event, ms since t0. */
  readonly atMs: number;
  /** Index into `reads`; chunks of one read share it. */
  readonly read: number;
  readonly channel: Channel;
  readonly text: string;
  /** Exact number of tokens, or `null` when the protocol does not tell. 0: counted with the chunk before it, of the same frame. */
  readonly tokens: number | null;
  /** How long the text was, where the text itself is not kept. */
  readonly characters?: number;
}

/** A phase whose borders are known directly, as the local model's process knows them. */
export interface TracePhase {
  readonly name: PhaseName;
  readonly startMs: number;
  readonly endMs: number;
  readonly source: Source;
}

/** One earlier request of the same run that was answered with a refusal or a redirect. */
export interface Attempt {
  readonly startMs: number;
  readonly endMs: number;
  readonly httpStatus: number | null;
  /** Why it was made again: an optional field the server refused, or a redirect. */
  readonly cause: 'retried' | 'redirected';
  readonly detail: string;
}

/** Requests of others that the server's own metrics show beside ours. */
export interface OtherRequests {
  /** Ended between the two readings of the metrics. */
  readonly finished: number;
  /** Most that were running at one of the readings. */
  readonly running: number;
  /** Most that were waiting at one of the readings. */
  readonly waiting: number;
}

/** Runs of this tool that were under way at the same time: most at once, by whether they can get into each other's way. */
export interface RunsBeside {
  /** On the same server, or both on this machine. */
  readonly near: number;
  readonly elsewhere: number;
}

/**
 * Everything that was observed in one run: raw, complete, replayable. Every metric is a pure function of this.
 */
export interface RunTrace {
  /** ISO 8601 wall-clock time of t0. A label, never an operand. */
  readonly startedAt: string;
  readonly marks: Readonly<Marks>;
  /** When the run was over for us: its orderly end, its failure or its stop. */
  readonly endMs: number;
  /** The connection was taken from the pool, so there was no dns, connect or tls. */
  readonly reused: boolean;
  /** Address of the proxy that was used, without credentials; `null` when there was none. */
  readonly proxy: string | null;
  /** What went over the wire was logged while the run was measured. */
  readonly wireLogged?: boolean;
  /** The way that the request took; `null`: there is no network in it, or it never began. */
  readonly connection: Connection | null;
  readonly reads: readonly Read[];
  readonly chunks: readonly Chunk[];
  /** Phases known directly (local models). Empty for sockets, where they follow from the marks. */
  readonly phases: readonly TracePhase[];
  readonly attempts: readonly Attempt[];
  /** What the answered request did without, as the server had refused it in this run or an earlier one; absent: nothing. */
  readonly conceded?: readonly string[];
  readonly usage: Usage | null;
  readonly timings: ServerTimings | null;
  readonly timingsRaw: Readonly<Record<string, unknown>>;
  /** Whom else the server served; `null` when its metrics show nobody, or were not read. */
  readonly others: OtherRequests | null;
  /** Absent: it was alone. */
  readonly beside?: RunsBeside;
  /** Model names in the order in which the server gave them, repeats left out. */
  readonly models: readonly string[];
  readonly status: Status;
  readonly finishReason: FinishReason;
  readonly rawFinishReason: string | null;
  readonly error: RunError | null;
  /** False when the answer came as one body, asked for or not. */
  readonly streamed: boolean;
  /** Lateness of the measuring thread's own event loop during the run. */
  readonly loopDelay: { readonly p99Ms: number; readonly maxMs: number } | null;
}

/** Facts about the machine and the host, for the report. */
export interface Environment {
  readonly extension: string;
  readonly host: string;
  readonly node: string;
  readonly os: string;
  readonly remote: boolean;
}
