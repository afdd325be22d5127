import type { RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, HttpRequestParts } from './dialect';
import { openaiUrl } from './openaiRequest';
import { contentOf, urlOf, type PartForms } from './imageParts';
import { bearer, jsonPost, wishesOf } from './requestParts';
import { ResponsesReader } from './responsesReader';

/** OpenAI Responses, also spoken by several servers for local models. */
export const openaiResponses: Dialect = {
  framing: 'sse',
  images: 'addresses',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new ResponsesReader(context)),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new ResponsesReader(context), (answer) => Array.isArray(answer['output'])),
  decodeError: decodeHttpError,
};

const FORMS: PartForms = {
  image: (image) => ({ type: 'input_image', image_url: urlOf(image) }),
  text: (text) => ({ type: 'input_text', text }),
};

/** The protocol has neither a seed nor stop texts, and OpenAI refuses what it does not know, so none are sent. */
function encode(request: RunRequest): HttpRequestParts {
  const { target, parameters, extra } = wishesOf(request, 'openai-responses');
  return jsonPost({
    url: openaiUrl(target.url, '/responses'),
    target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: {
      model: target.model,
      input: request.prompt.messages.map((message) => ({ role: message.role, content: contentOf(message, FORMS) })),
      stream: true,
      max_output_tokens: parameters.maxTokens,
      temperature: parameters.temperature,
      top_p: parameters.topP,
      ...extra,
    },
  });
}
