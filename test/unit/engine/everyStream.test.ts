import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RunFailure } from '../../../src/core/runError';
import type { StreamEvent } from '../../../src/core/streamEvent';
import { createTraceRecorder } from '../../../src/core/traceRecorder';
import type { HttpProtocol } from '../../../src/core/vocabulary';
import { createHttpSource } from '../../../src/engine/httpSource';
import { dialectOf } from '../../../src/protocols/registry';
import { startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';
import { requestTo } from '../../support/testEngine';
import { ANTHROPIC_STREAMS } from '../protocols/anthropicStreams';
import { COHERE_STREAMS } from '../protocols/cohereStreams';
import { COMPLETIONS_STREAMS } from '../protocols/completionsStreams';
import { GEMINI_STREAMS } from '../protocols/geminiStreams';
import { HOSTED_STREAMS } from '../protocols/hostedStreams';
import { LLAMACPP_STREAMS } from '../protocols/llamacppStreams';
import { LMSTUDIO_STREAMS } from '../protocols/lmstudioStreams';
import { OLLAMA_STREAMS } from '../protocols/ollamaStreams';
import { eventsOf } from '../protocols/replay';
import { RESPONSES_STREAMS } from '../protocols/responsesStreams';
import { SGLANG_STREAMS } from '../protocols/sglangStreams';
import { STREAMS, type RecordedStream } from '../protocols/streams';
import { TGI_STREAMS } from '../protocols/tgiStreams';
import { TRITON_STREAMS } from '../protocols/tritonStreams';

let server: ScriptedServer;
const source = createHttpSource();
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(async () => {
  await source.dispose();
  await server.stop();
});

const ALL: readonly (readonly [HttpProtocol, readonly RecordedStream[]])[] = [
  ['openai-chat', [...STREAMS, ...HOSTED_STREAMS]],
  ['openai-completions', COMPLETIONS_STREAMS],
  ['openai-responses', RESPONSES_STREAMS],
  ['anthropic-messages', ANTHROPIC_STREAMS],
  ['gemini', GEMINI_STREAMS],
  ['ollama-chat', OLLAMA_STREAMS],
  ['llamacpp-completion', LLAMACPP_STREAMS],
  ['lmstudio-chat', LMSTUDIO_STREAMS],
  ['cohere-chat', COHERE_STREAMS],
  ['tgi-generate', TGI_STREAMS],
  ['sglang-generate', SGLANG_STREAMS],
  ['triton-generate', TRITON_STREAMS],
];

/** What a run over a socket records of a stream. */
async function recorded(protocol: HttpProtocol, text: string, bytes: number) {
  const type = dialectOf(protocol).framing === 'json-lines' ? 'application_x-ndjson' : 'text_event-stream';
  const recorder = createTraceRecorder(() => '');
  const body = Buffer.from(text).toString('base64url');
  const url = server.url('given', { body, type, bytes });
  const error = await source
    .run(requestTo(url, { target: { protocol } }), recorder, new AbortController().signal)
    .then(() => null)
    .catch((failure: unknown) => (failure instanceof RunFailure ? failure.error.kind : failure));
  const { chunks, usage } = recorder;
  return { texts: chunks.map(({ channel, text, tokens }) => ({ channel, text, tokens })), usage, error };
}

/** The same of the events that the stream holds. */
function expected(events: readonly StreamEvent[]) {
  const recorder = createTraceRecorder(() => '');
  const end = events.findIndex(({ type }) => type === 'error');
  for (const event of end < 0 ? events : events.slice(0, end)) recorder.event(event, 0, 0);
  const { chunks, usage } = recorder;
  const [failed] = events.flatMap((event) => (event.type === 'error' ? [event.error.kind] : []));
  return {
    texts: chunks.map(({ channel, text, tokens }) => ({ channel, text, tokens })),
    usage,
    error: failed ?? null,
  };
}

describe.each(ALL)('over a socket, a stream of %s says what it holds', (protocol, streams) => {
  test.each(streams)('$name', async ({ text }) => {
    const whole = expected(eventsOf(text, dialectOf(protocol)));
    expect(await recorded(protocol, text, 0)).toEqual(whole);
    expect(await recorded(protocol, text, 11)).toEqual(whole);
  });
});

test('over a socket, an array of what Gemini streams otherwise is an answer in one body', async () => {
  const part = (text: string, rest: object = {}) => ({ candidates: [{ content: { parts: [{ text }] }, ...rest }] });
  const body = JSON.stringify([part('Hi'), part(' there', { finishReason: 'STOP' })]);
  const recorder = createTraceRecorder(() => '');
  const params = { body: Buffer.from(body).toString('base64url'), type: 'application_json', bytes: 9 };
  const request = requestTo(server.url('given', params), { target: { protocol: 'gemini' } });
  await source.run(request, recorder, new AbortController().signal);
  expect(recorder.chunks.map(({ text }) => text).join('')).toBe('Hi there');
  expect(recorder.finish({ status: 'completed', error: null, atMs: 1, loopDelay: null })).toMatchObject({
    streamed: false,
    status: 'completed',
  });
});
