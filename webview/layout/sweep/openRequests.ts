import type { LoadRequest } from '../../../src/core/sweep/loadReport';
import { spanMs, type TimeRange } from '../timeRange';
import { requestSpans, type SpanPhase } from './requestSpans';

/** How many requests were open at a time, by what went on in them: one number a column of pixels, its average over the column's time. */
export interface OpenRequests {
  readonly columns: Readonly<Record<OpenPhase, Float64Array>>;
  /** The most at once, of all phases together. */
  readonly most: number;
}

/** From the bottom of the stack to its top. */
export const OPEN_PHASES = ['decode', 'prefill', 'wait', 'queue'] as const;
export type OpenPhase = (typeof OPEN_PHASES)[number];

/** What a person waits for is one: connecting is part of the wait, and what was not sent yet is not open. */
const STACKED: Readonly<Record<SpanPhase, OpenPhase | null>> = {
  late: null,
  connect: 'wait',
  queue: 'queue',
  wait: 'wait',
  prefill: 'prefill',
  decode: 'decode',
};

export function openRequests(requests: readonly LoadRequest[], range: TimeRange, width: number): OpenRequests {
  const count = Math.max(1, Math.floor(width));
  const columns = {
    decode: new Float64Array(count),
    prefill: new Float64Array(count),
    wait: new Float64Array(count),
    queue: new Float64Array(count),
  };
  const perColumn = spanMs(range) / count;
  for (const request of requests)
    for (const { phase, startMs, endMs } of requestSpans(request)) {
      const stacked = STACKED[phase];
      if (stacked) cover(columns[stacked], (startMs - range.startMs) / perColumn, (endMs - range.startMs) / perColumn);
    }
  let most = 0;
  for (let at = 0; at < count; at += 1)
    most = Math.max(
      most,
      OPEN_PHASES.reduce((sum, phase) => sum + (columns[phase][at] ?? 0), 0),
    );
  return { columns, most };
}

/** Adds to each column the part of it that lies between the two places. */
function cover(columns: Float64Array, from: number, to: number): void {
  const [start, end] = [Math.max(0, from), Math.min(columns.length, to)];
  for (let at = Math.floor(start); at < end; at += 1)
    columns[at] = (columns[at] ?? 0) + Math.min(end, at + 1) - Math.max(start, at);
}
