import type { Protocol } from '../core/vocabulary';
import { anthropicMessages } from './anthropicMessages';
import { cohereChat } from './cohereChat';
import type { Dialect } from './dialect';
import { gemini } from './gemini';
import { openaiChat } from './openaiChat';
import { openaiCompletions } from './openaiCompletions';
import { openaiResponses } from './openaiResponses';

const dialects: Readonly<Record<Exclude<Protocol, 'gguf'>, Dialect>> = {
  'openai-chat': openaiChat,
  'openai-completions': openaiCompletions,
  'openai-responses': openaiResponses,
  'anthropic-messages': anthropicMessages,
  gemini,
  'cohere-chat': cohereChat,
};

/** The dialect of a protocol that is spoken over HTTP. */
export const dialectOf = (protocol: Exclude<Protocol, 'gguf'>): Dialect => dialects[protocol];
