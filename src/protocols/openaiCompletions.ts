import type { RunRequest } from '../core/runRequest';
import type { StreamEvent } from '../core/streamEvent';
import { AnswerDecoder, decodeWhole, type FrameReader } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, ErrorContext, HttpRequestParts } from './dialect';
import { asArray, asObject, type JsonObject } from './json';
import { OpenaiReader } from './openaiReader';
import { openaiParameters, openaiUrl } from './openaiRequest';
import { bearer, jsonPost, plainPrompt, wishesOf } from './requestParts';

/**
 * OpenAI Completions: one text goes in and is continued. The protocol has no roles, so the messages of a prompt are put behind
 * each other with a blank line between them and without a word of ours: what is measured is what the user wrote.
 */
export const openaiCompletions: Dialect = {
  framing: 'sse',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new CompletionsReader(context)),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new CompletionsReader(context), ({ choices }) => asArray(choices).length > 0),
  decodeError: decodeHttpError,
};

function encode(request: RunRequest): HttpRequestParts {
  const wishes = wishesOf(request, 'openai-completions');
  const { target, parameters } = wishes;
  return jsonPost({
    url: openaiUrl(target.url, '/completions'),
    target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: {
      model: target.model,
      prompt: plainPrompt(request.prompt.messages),
      max_tokens: parameters.maxTokens,
      ...openaiParameters(wishes),
    },
  });
}

/** Frames differ from those of the chat in where a choice has its text, and in how it lists tokens. */
class CompletionsReader implements FrameReader {
  private readonly reader: OpenaiReader;

  constructor(context: ErrorContext) {
    this.reader = new OpenaiReader(context);
  }

  read(frame: JsonObject): StreamEvent[] {
    return this.reader.read({ ...frame, choices: asArray(frame['choices']).map(asChatChoice) });
  }

  end(): StreamEvent[] {
    return this.reader.end();
  }
}

function asChatChoice(value: unknown): JsonObject {
  const choice = asObject(value) ?? {};
  const logprobs = { content: asObject(choice['logprobs'])?.['tokens'] };
  return { ...choice, delta: { content: choice['text'] }, logprobs };
}
