import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect } from './dialect';
import { OllamaReader } from './ollamaReader';

/** What Ollama's two routes have in common: everything but the request. */
export const ollamaDialect = (encode: Dialect['encode']): Dialect => ({
  framing: 'json-lines',
  images: 'bytes',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new OllamaReader()),
  decodeBody: (body, context) => decodeWhole(body, context, new OllamaReader(), (answer) => answer['done'] === true),
  decodeError: decodeHttpError,
});
