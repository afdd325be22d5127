import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import OpenAI from 'openai';
import { createEventStream } from '../../../src/protocols/eventStream';
import { jsonRequest, MODEL, PROMPT } from './jsonRequest';
import { monotonicMs } from './monotonicMs';
import type { Contestant, ObservedRun } from './observedRun';

/** What everybody does: take the time when a piece of text is handed over. All of these live in the host's own thread. */

async function stamped(texts: AsyncIterable<string | null | undefined>, t0Ms: number): Promise<ObservedRun> {
  const chunksMs: number[] = [];
  for await (const text of texts) if (text) chunksMs.push(monotonicMs());
  const [first = NaN] = chunksMs;
  const last = chunksMs.at(-1) ?? NaN;
  return { t0Ms, chunksMs, ttftMs: first - t0Ms, tpotMs: (last - first) / (chunksMs.length - 1) };
}

const nothingToClose = (): Promise<void> => Promise.resolve();

const openaiPackage: Contestant = {
  name: 'openai package',
  async run({ url }) {
    const client = new OpenAI({ baseURL: url, apiKey: 'none', maxRetries: 0 });
    const t0Ms = monotonicMs();
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: 'user', content: PROMPT }],
      stream: true,
      stream_options: { include_usage: true },
    });
    return stamped(textsOf(stream), t0Ms);
  },
  close: nothingToClose,
};

async function* textsOf(stream: AsyncIterable<OpenAI.ChatCompletionChunk>) {
  for await (const { choices } of stream) yield choices[0]?.delta.content;
}

const aiPackage: Contestant = {
  name: 'ai package',
  async run({ url }) {
    const provider = createOpenAICompatible({ name: 'scripted', baseURL: url, includeUsage: true });
    const t0Ms = monotonicMs();
    const { textStream } = streamText({ model: provider(MODEL), prompt: PROMPT, maxRetries: 0 });
    return stamped(textStream, t0Ms);
  },
  close: nothingToClose,
};

const plainFetch: Contestant = {
  name: 'fetch',
  async run({ url }) {
    const t0Ms = monotonicMs();
    const response = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
      body: jsonRequest(),
    });
    return stamped(textsOfBody(response), t0Ms);
  },
  close: nothingToClose,
};

async function* textsOfBody({ body }: Response) {
  if (!body) throw new Error('no body');
  const events = createEventStream();
  const utf8 = new TextDecoder();
  for await (const piece of body)
    for (const { data } of events.push(utf8.decode(piece as Uint8Array, { stream: true }))) {
      if (data === '[DONE]') continue;
      yield (JSON.parse(data) as { choices: { delta: { content?: string } }[] }).choices[0]?.delta.content;
    }
}

export const PEERS: readonly Contestant[] = [openaiPackage, aiPackage, plainFetch];
export const PEER_NAMES = PEERS.map(({ name }) => name);
