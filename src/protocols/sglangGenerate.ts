import type { RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, HttpRequestParts } from './dialect';
import { asObject } from './json';
import { bearer, jsonPost, plainPrompt, routeUrl, wishesOf } from './requestParts';
import { SglangReader } from './sglangReader';

/** SGLang's own route: no template is put around the prompt, and each event tells the tokens so far. */
export const sglangGenerate: Dialect = {
  framing: 'sse',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new SglangReader(context)),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new SglangReader(context), (answer) => typeof answer['text'] === 'string'),
  decodeError: decodeHttpError,
};

function encode(request: RunRequest): HttpRequestParts {
  const { target, parameters, extra } = wishesOf(request, 'sglang-generate');
  return jsonPost({
    url: routeUrl(target.url, '/generate'),
    target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: {
      text: plainPrompt(request.prompt.messages),
      stream: true,
      ...extra,
      sampling_params: {
        max_new_tokens: parameters.maxTokens,
        temperature: parameters.temperature,
        top_p: parameters.topP,
        sampling_seed: parameters.seed,
        stop: parameters.stop,
        ...asObject(extra['sampling_params']),
      },
    },
  });
}
