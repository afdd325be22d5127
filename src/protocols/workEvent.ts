import type { StreamEvent, WorkProgress } from '../core/streamEvent';
import { asNumber } from './json';

interface Said {
  readonly processed: unknown;
  readonly total: unknown;
  readonly cached?: unknown;
  readonly timeMs?: unknown;
}

/** What a server says of its work before the first token; nothing, when its numbers make no share of a whole. */
export function workEvent(phase: WorkProgress['phase'], said: Said): StreamEvent[] {
  const processed = asNumber(said.processed);
  const total = asNumber(said.total);
  if (processed === null || total === null || processed < 0 || total <= 0 || processed > total) return [];
  const progress = { phase, processed, total, cached: asNumber(said.cached), timeMs: asNumber(said.timeMs) };
  return [{ type: 'progress', progress }];
}
