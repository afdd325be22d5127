import type { Protocol } from '../core/vocabulary';
import type { Dialect } from './dialect';
import { openaiChat } from './openaiChat';

const dialects: Readonly<Record<Exclude<Protocol, 'gguf'>, Dialect>> = { 'openai-chat': openaiChat };

/** The dialect of a protocol that is spoken over HTTP. */
export const dialectOf = (protocol: Exclude<Protocol, 'gguf'>): Dialect => dialects[protocol];
