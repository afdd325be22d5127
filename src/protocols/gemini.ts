import type { Message, RunRequest } from '../core/runRequest';
import type { StreamEvent } from '../core/streamEvent';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, ErrorContext, HttpRequestParts } from './dialect';
import { GeminiReader } from './geminiReader';
import { geminiUrl, isVertex } from './geminiUrl';
import { bytesOf, partsOf, type PartForms } from './imageParts';
import { asArray, asObject, parseJson, type JsonObject } from './json';
import { bearer, jsonPost, wishesOf, type Wishes } from './requestParts';
import { systemApart } from './systemApart';

/** Google's generateContent, for the Gemini API and for Vertex AI: the same body under two kinds of address. */
export const gemini: Dialect = {
  framing: 'sse',
  images: 'bytes',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new GeminiReader(context)),
  decodeBody,
  decodeError: decodeHttpError,
};

function encode(request: RunRequest): HttpRequestParts {
  const wishes = wishesOf(request, 'gemini');
  const { target, extra, isStreamed } = wishes;
  const { apiKey } = request;
  const { system, turns } = systemApart(request.prompt.messages);
  return jsonPost({
    url: geminiUrl(target.url, target.model, isStreamed),
    target,
    accept: 'text/event-stream',
    credentials: isVertex(target.url) ? bearer(apiKey) : apiKey === null ? {} : { 'x-goog-api-key': apiKey },
    body: {
      systemInstruction: system === null ? undefined : { parts: [{ text: system }] },
      contents: turns.map(turnOf),
      ...extra,
      generationConfig: { ...configOf(wishes), ...asObject(extra['generationConfig']) },
      // That is said by the address; the body knows no such field.
      stream: undefined,
    },
  });
}

const FORMS: PartForms = {
  image: (image) => ({ inlineData: { mimeType: bytesOf(image).mediaType, data: bytesOf(image).dataBase64 } }),
  text: (text) => ({ text }),
};

const turnOf = (message: Message): JsonObject => ({
  role: message.role === 'assistant' ? 'model' : 'user',
  parts: partsOf(message, FORMS),
});

const configOf = ({ parameters }: Wishes): JsonObject => ({
  maxOutputTokens: parameters.maxTokens,
  temperature: parameters.temperature,
  topP: parameters.topP,
  seed: parameters.seed,
  stopSequences: parameters.stop,
});

/** Without `alt=sse` a stream comes as one JSON array of the very objects that are streamed otherwise. */
function decodeBody(body: string, context: ErrorContext): StreamEvent[] {
  const reader = new GeminiReader(context);
  const chunks = asArray(parseJson(body));
  if (chunks.length === 0) return decodeWhole(body, context, reader, (answer) => Array.isArray(answer['candidates']));
  const decoder = new AnswerDecoder(context, reader);
  const events = chunks.flatMap((chunk) => decoder.decode({ event: null, data: JSON.stringify(chunk) }));
  events.push(...decoder.end());
  const failed = events.findIndex(({ type }) => type === 'error');
  return failed >= 0 ? events.slice(0, failed + 1) : [...events, { type: 'end' }];
}
