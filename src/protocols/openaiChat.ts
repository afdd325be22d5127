import type { StreamEvent } from '../core/streamEvent';
import { decodeHttpError, malformed } from './apiError';
import type { Dialect, ErrorContext } from './dialect';
import { asArray, asObject, parseJson } from './json';
import { OpenaiDecoder } from './openaiDecoder';
import { encodeChat } from './openaiRequest';

/** OpenAI Chat Completions, and the many servers that speak something like it. */
export const openaiChat: Dialect = {
  framing: 'sse',
  encode: encodeChat,
  createDecoder: (context) => new OpenaiDecoder(context),
  decodeBody,
  decodeError: decodeHttpError,
};

function decodeBody(body: string, context: ErrorContext): StreamEvent[] {
  const parsed = parseJson(body);
  const answer = asObject(parsed) ?? asObject(asArray(parsed)[0]);
  if (!answer) return [{ type: 'error', error: malformed('answered with something that is no JSON', body, context) }];
  const events = new OpenaiDecoder(context).decodeObject(answer);
  if (events.some(({ type }) => type === 'error')) return events;
  if (asArray(answer['choices']).length > 0) return [...events, { type: 'end' }];
  return [{ type: 'error', error: malformed('answered without any choices', body, context) }];
}
