import type { StreamEvent } from '../core/streamEvent';
import { asObject, type JsonObject } from './json';
import { workEvent } from './workEvent';

/** How much of the prompt llama-server has read, where it was asked to tell. */
export function promptProgress(frame: JsonObject): StreamEvent[] {
  const said = asObject(frame['prompt_progress']);
  if (!said) return [];
  const { processed, total, cache: cached, time_ms: timeMs } = said;
  return workEvent('prefill', { processed, total, cached, timeMs });
}
