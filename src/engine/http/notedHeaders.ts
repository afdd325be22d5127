import type { TraceSink } from '../../core/traceSink';
import type { AnswerHead } from './exchange';

/** Headers that explain numbers: who answered, through what, compressed or not, and the server's own time. */
const NOTED = [
  'content-type',
  'content-encoding',
  'server',
  'via',
  'x-request-id',
  'openai-processing-ms',
  'x-envoy-upstream-service-time',
  'x-accel-buffering',
] as const;

const silent = { queueMs: null, prefillMs: null, decodeMs: null, loadMs: null, totalMs: null };

/** Keeps them in the report's raw server data. */
export function noteHeaders({ headers }: AnswerHead, sink: TraceSink): void {
  const noted = NOTED.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]));
  if (noted.length > 0)
    sink.event({ type: 'timings', timings: silent, raw: { headers: Object.fromEntries(noted) } }, 0, 0);
}
