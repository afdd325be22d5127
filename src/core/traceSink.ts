import type { Connection } from './connection';
import type { Attempt, Marks, RunTrace, TracePhase } from './runTrace';
import type { StreamEvent } from './streamEvent';

/**
 * Where a run's source (a socket, a local model process, the editor's own language models) reports what it saw.
 * Every `atMs` is ms since t0 and was read on one monotonic clock. Synchronous: the measured path waits for nobody.
 */
export interface TraceSink {
  /** t0 is now. Called exactly once, before everything else. */
  begin(): void;
  /** A moment of the connection or the request. A later call for the same name replaces the earlier one. */
  mark(name: keyof Marks, atMs: number): void;
  /** A pooled connection is used. */
  reused(): void;
  /** A read came; returns its index, to be given to `event`. */
  read(atMs: number, bytes: number): number;
  /** One decoded event, stamped with its read. */
  event(event: StreamEvent, atMs: number, read: number): void;
  /** A phase whose borders the source knows directly. */
  phase(phase: TracePhase): void;
  /** The stamps were read in another process, whose event loop was this late; the lateness of the calling thread is then no matter. */
  stampedElsewhere(loopDelay: RunTrace['loopDelay']): void;
  /** An earlier request of this run was refused or redirected. */
  attempt(attempt: Attempt): void;
  /** The next request does without these: the server had refused them. */
  conceded(names: readonly string[]): void;
  /** The answer came as one body. */
  notStreamed(): void;
  /** The request goes through a proxy; `address` without credentials. */
  proxy(address: string): void;
  /** What went over the wire, as text without secrets; only for runs that log it. */
  wire(record: string): void;
  /** The way that the request takes, as far as it is known; a later call replaces an earlier one. */
  connection(connection: Connection): void;
}
