import type { HttpProtocol } from '../core/vocabulary';
import { anthropicMessages } from './anthropicMessages';
import { bedrockConverse } from './bedrockConverse';
import { cohereChat } from './cohereChat';
import type { Dialect } from './dialect';
import { gemini } from './gemini';
import { llamacppCompletion } from './llamacppCompletion';
import { lmstudioChat } from './lmstudioChat';
import { ollamaChat } from './ollamaChat';
import { ollamaGenerate } from './ollamaGenerate';
import { openaiChat } from './openaiChat';
import { openaiCompletions } from './openaiCompletions';
import { openaiResponses } from './openaiResponses';
import { sglangGenerate } from './sglangGenerate';
import { tgiGenerate } from './tgiGenerate';
import { tritonGenerate } from './tritonGenerate';

const dialects: Readonly<Record<HttpProtocol, Dialect>> = {
  'openai-chat': openaiChat,
  'openai-completions': openaiCompletions,
  'openai-responses': openaiResponses,
  'anthropic-messages': anthropicMessages,
  gemini,
  'cohere-chat': cohereChat,
  'ollama-chat': ollamaChat,
  'ollama-generate': ollamaGenerate,
  'llamacpp-completion': llamacppCompletion,
  'tgi-generate': tgiGenerate,
  'triton-generate': tritonGenerate,
  'sglang-generate': sglangGenerate,
  'lmstudio-chat': lmstudioChat,
  'bedrock-converse': bedrockConverse,
};

/** The dialect of a protocol that is spoken over HTTP. */
export const dialectOf = (protocol: HttpProtocol): Dialect => dialects[protocol];
