import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect } from './dialect';
import { asArray } from './json';
import { OpenaiReader } from './openaiReader';
import { encodeChat } from './openaiRequest';

/** OpenAI Chat Completions, and the many servers that speak something like it. */
export const openaiChat: Dialect = {
  framing: 'sse',
  images: 'addresses',
  encode: encodeChat,
  createDecoder: (context) => new AnswerDecoder(context, new OpenaiReader(context)),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new OpenaiReader(context), (answer) => asArray(answer['choices']).length > 0),
  decodeError: decodeHttpError,
};
