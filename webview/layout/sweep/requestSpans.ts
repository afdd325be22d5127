import type { LoadRequest } from '../../../src/core/sweep/loadReport';

/** What goes on in a request, in this order. `wait`: before the first token, where the server does not tell queue from prefill. */
export const SPAN_PHASES = ['late', 'connect', 'queue', 'wait', 'prefill', 'decode'] as const;
export type SpanPhase = (typeof SPAN_PHASES)[number];

export interface RequestSpan {
  readonly phase: SpanPhase;
  readonly startMs: number;
  readonly endMs: number;
}

/** When a request was due: earlier than it was sent where we were late. */
export const dueMs = ({ startMs, lateMs }: LoadRequest): number => startMs - lateMs;

/** When it was over; that of a request without any text is not known, so it takes no room. */
export const endMs = ({ startMs, ttftMs, lastMs }: LoadRequest): number => startMs + (lastMs ?? ttftMs ?? 0);

/** A request as spans one after the other, without empty ones. What a server reports is fitted between its neighbours and never shown longer. */
export function requestSpans(request: LoadRequest): RequestSpan[] {
  const { startMs, connectMs, queueMs, prefillMs, ttftMs, lastMs } = request;
  const firstMs = startMs + (ttftMs ?? 0);
  const connected = Math.min(firstMs, startMs + (connectMs ?? 0));
  const reading = Math.max(connected, firstMs - (prefillMs ?? 0));
  const queued = Math.min(reading, connected + (queueMs ?? 0));
  const spans: RequestSpan[] = [
    { phase: 'late', startMs: dueMs(request), endMs: startMs },
    { phase: 'connect', startMs, endMs: connected },
    { phase: 'queue', startMs: connected, endMs: queued },
    { phase: 'wait', startMs: queued, endMs: reading },
    { phase: 'prefill', startMs: reading, endMs: firstMs },
    { phase: 'decode', startMs: firstMs, endMs: ttftMs === null || lastMs === null ? firstMs : startMs + lastMs },
  ];
  return spans.filter((span) => span.endMs > span.startMs);
}
