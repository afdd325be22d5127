import type { RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, HttpRequestParts } from './dialect';
import { asObject, type JsonObject } from './json';
import { bearer, jsonPost, plainPrompt, routeUrl, wishesOf, type Wishes } from './requestParts';
import { TgiReader } from './tgiReader';

/** Text Generation Inference's own route: one event per token, so that its inter-token times are exact. */
export const tgiGenerate: Dialect = {
  framing: 'sse',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new TgiReader()),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new TgiReader(), (answer) => typeof answer['generated_text'] === 'string'),
  decodeError: decodeHttpError,
};

function encode(request: RunRequest): HttpRequestParts {
  const wishes = wishesOf(request, 'tgi-generate');
  const { target, extra, isStreamed } = wishes;
  return jsonPost({
    url: routeUrl(target.url, isStreamed ? '/generate_stream' : '/generate'),
    target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: { inputs: plainPrompt(request.prompt.messages), ...extra, stream: undefined, parameters: parameters(wishes) },
  });
}

/** The server refuses a temperature of 0 and a `top_p` of 1, and means by leaving them out what others mean by them. */
function parameters({ parameters: { maxTokens, temperature, topP, seed, stop }, extra }: Wishes): JsonObject {
  const isGreedy = temperature === 0;
  return {
    max_new_tokens: maxTokens,
    temperature: isGreedy ? undefined : temperature,
    do_sample: temperature === undefined ? undefined : !isGreedy,
    top_p: topP === 1 ? undefined : topP,
    seed,
    stop,
    details: true,
    ...asObject(extra['parameters']),
  };
}
