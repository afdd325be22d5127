import { NO_TIMINGS, type ServerTimings, type StreamEvent } from '../core/streamEvent';
import { asNumber, type JsonObject } from './json';

/** What a server says of its own time; no event when it says nothing that is understood. */
export function timingsEvent(said: Partial<ServerTimings>, raw: JsonObject): StreamEvent[] {
  const timings = { ...NO_TIMINGS, ...said };
  return Object.values(timings).some((value) => value !== null) ? [{ type: 'timings', timings, raw }] : [];
}

/** A time in ms, given how many ms one unit of it has. A negative time is no time. */
export function msOf(value: unknown, msPerUnit: number): number | null {
  const number = asNumber(value);
  return number === null || number < 0 ? null : number * msPerUnit;
}

export const MS_PER_SECOND = 1000;
