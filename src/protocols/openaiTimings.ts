import { NO_TIMINGS, type ServerTimings, type StreamEvent } from '../core/streamEvent';
import { asNumber, asObject, asText, type JsonObject } from './json';
import { msOf, MS_PER_SECOND } from './timingsEvent';

type TimingsEvent = StreamEvent & { type: 'timings' };

/** Where OpenAI-compatible servers put what they know of their own time, and what they call it. */
const READERS: readonly {
  place: string;
  find: (frame: JsonObject) => unknown;
  read: (at: JsonObject) => ServerTimings;
}[] = [
  { place: 'timings', find: (frame) => frame['timings'], read: llamaCpp },
  { place: 'x_groq', find: (frame) => asObject(frame['x_groq'])?.['usage'], read: inSeconds },
  { place: 'time_info', find: (frame) => frame['time_info'], read: inSeconds },
  { place: 'perf_metrics', find: (frame) => frame['perf_metrics'], read: fireworks },
  { place: 'usage', find: (frame) => frame['usage'], read: sambaNova },
  { place: 'metrics', find: (frame) => frame['metrics'], read: vllm },
];

/** Server timings of one frame, in ms, or `null` when it has none. */
export function timingsOf(frame: JsonObject): TimingsEvent | null {
  if (!hasAnyPlace(frame)) return null;
  for (const { place, find, read } of READERS) {
    const at = asObject(find(frame));
    const timings = at && read(at);
    if (timings && Object.values(timings).some((value) => value !== null))
      return { type: 'timings', timings, raw: { [place]: at } };
  }
  return null;
}

/** Nearly every frame has none of them, and a stream has a frame for each token. */
const hasAnyPlace = (frame: JsonObject): boolean =>
  Boolean(
    frame['timings'] ??
    frame['x_groq'] ??
    frame['time_info'] ??
    frame['perf_metrics'] ??
    frame['usage'] ??
    frame['metrics'],
  );

const positive = (value: unknown): number | null => msOf(value, 1);
const seconds = (value: unknown): number | null => msOf(value, MS_PER_SECOND);

function llamaCpp(at: JsonObject): ServerTimings {
  return { ...NO_TIMINGS, prefillMs: positive(at['prompt_ms']), decodeMs: positive(at['predicted_ms']) };
}

/** Groq (whose total leaves the queue out) and Cerebras (whose total has it in). */
function inSeconds(at: JsonObject): ServerTimings {
  return {
    queueMs: seconds(at['queue_time']),
    prefillMs: seconds(at['prompt_time']),
    decodeMs: seconds(at['completion_time']),
    loadMs: null,
    totalMs: seconds(at['total_time']),
  };
}

/** vLLM's time to first token begins when the request is scheduled, so it is prefill without queue. */
function vllm(at: JsonObject): ServerTimings {
  return {
    ...NO_TIMINGS,
    queueMs: positive(at['queue_time_ms']),
    prefillMs: positive(at['time_to_first_token_ms']),
    decodeMs: positive(at['generation_time_ms']),
  };
}

/** SambaNova keeps its times among the totals, in seconds. */
function sambaNova(at: JsonObject): ServerTimings {
  return { ...NO_TIMINGS, prefillMs: seconds(at['time_to_first_token']), totalMs: seconds(at['total_latency']) };
}

/** No run takes that many seconds, and hardly one as few milliseconds. */
const LEAST_MS_OF_A_RUN = 1000;

/**
 * Fireworks writes durations as text, in seconds; older deployments gave milliseconds under the same names. Shared deployments
 * say nothing of queue and prefill, only when the first token was there.
 */
function fireworks(at: JsonObject): ServerTimings {
  const said = (name: string): number | null => positive(Number(asText(at[name]) ?? asNumber(at[name]) ?? NaN));
  const total = said('server-processing-time');
  const unitMs = (total ?? 0) >= LEAST_MS_OF_A_RUN ? 1 : 1000;
  const inMs = (value: number | null): number | null => (value === null ? null : value * unitMs);
  return {
    queueMs: inMs(said('prefill-queue-duration')),
    prefillMs: inMs(said('prefill-duration') ?? said('server-time-to-first-token')),
    decodeMs: inMs(said('generation-duration')),
    loadMs: null,
    totalMs: inMs(total),
  };
}
