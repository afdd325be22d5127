import { Stream } from 'openai/core/streaming';
import type { RunTrace } from '../../../src/core/runTrace';
import { createTraceRecorder } from '../../../src/core/traceRecorder';
import { AnswerReader } from '../../../src/engine/http/answerReader';
import { dialectOf } from '../../../src/protocols/registry';
import type { VendorStream } from './vendorStreams';

const control = { dataCame: () => undefined, refused: () => undefined, complete: () => undefined };

/** One of our recorders with the reader before it: what stands behind a socket in the product. */
export function startRecording({ protocol, contentType }: VendorStream) {
  const recorder = createTraceRecorder(() => '2026-11-20T09:00:00.000Z');
  recorder.begin();
  const reader = new AnswerReader({
    dialect: dialectOf(protocol),
    context: { protocol, url: 'http://127.0.0.1', model: 'm', secrets: ['sk-a-key-that-is-no-key'] },
    contentType,
    sink: recorder,
    control,
  });
  return {
    take(bytes: Uint8Array): void {
      reader.take(bytes, { atMs: performance.now(), bytes: bytes.length });
    },
    end(): RunTrace {
      const atMs = performance.now();
      reader.end(atMs);
      return recorder.finish({ status: 'completed', error: null, atMs, loopDelay: null });
    },
  };
}

/** Bytes to trace by our own code; gives the number of generated chunks. */
export function decodeByUs(stream: VendorStream, reads: readonly Buffer[]): number {
  const recording = startRecording(stream);
  for (const bytes of reads) recording.take(bytes);
  const { chunks, error } = recording.end();
  if (error) throw new Error(error.message);
  return chunks.length;
}

/** The least that a program does with the stream of the `openai` package: keep each text with the time at which it was given. */
export async function decodeByOpenai(reads: readonly Buffer[]): Promise<number> {
  type Chunk = { readonly choices: readonly { readonly delta: { readonly content?: string } }[] };
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const bytes = reads[next++];
      if (bytes) controller.enqueue(bytes);
      else controller.close();
    },
  });
  const chunks: { readonly atMs: number; readonly text: string }[] = [];
  for await (const { choices } of Stream.fromSSEResponse<Chunk>(new Response(body), new AbortController())) {
    const text = choices[0]?.delta.content;
    if (text) chunks.push({ atMs: performance.now(), text });
  }
  return chunks.length;
}
