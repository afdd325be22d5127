import type { RunUpdate } from '../../../src/core/runUpdate';
import { chunksOf, traceOf } from '../../webview/support/traces';
import { headerOf, reportOf } from '../../webview/support/reports';

const BATCH_MS = 50;

/** The news of a run that makes 1 000 tokens a second, as the engine batches them. */
export function* busyNews(seconds: number): Generator<RunUpdate> {
  const chunks = chunksOf(200, [{ channel: 'answer', count: seconds * 1000, gapMs: 1, jitter: 0.8 }]);
  const { marks } = traceOf(chunks);
  const run = headerOf(reportOf(traceOf(chunks.slice(0, 10))));
  yield { type: 'started', run };
  let sent = 0;
  for (let atMs = BATCH_MS; sent < chunks.length; atMs += BATCH_MS) {
    const from = sent;
    while (sent < chunks.length && (chunks[sent]?.atMs ?? Infinity) <= atMs) sent += 1;
    yield {
      type: 'progress',
      runId: run.runId,
      progress: {
        elapsedMs: atMs,
        phase: sent === 0 ? 'wait' : 'decode',
        marks: { ...marks, streamEnd: null },
        work: null,
        chunks: chunks.slice(from, sent),
        tokens: sent === 0 ? null : { count: sent, source: 'measured' },
        decodeTokensPerSecond: sent < 300 ? null : 1000,
        silentMs: sent === 0 ? null : 1,
      },
    };
  }
}
