import { runError, type RunError } from '../core/runError';
import { ROLES, type Message, type Role } from '../core/runRequest';
import type { Parameters } from '../core/target';
import { MAX_IMAGES, TOO_MANY_IMAGES } from './imageData';
import { isRecord } from './isRecord';
import { readContent } from './readContent';
import { readPromptFile } from './readPromptFile';

/** A prompt as written, in our words; or why it cannot be sent. */
export type ReadPrompt =
  { readonly messages: readonly Message[]; readonly parameters: Parameters } | { readonly problem: RunError };

/** Longer texts are refused: no model takes them, and an editor should not try. */
export const MAX_PROMPT_CHARACTERS = 16_000_000;

/**
 * Understands plain text (one user message), a JSON list of messages, an OpenAI-style request body, and with
 * `promptFile` a prompt file with front matter and role headings.
 */
export function readPrompt(text: string, { promptFile = false } = {}): ReadPrompt {
  if (text.trim() === '') return { problem: emptyPrompt('The prompt is empty. Write or select some text first.') };
  if (text.length > MAX_PROMPT_CHARACTERS) return { problem: tooLong(text.length) };
  const json = messagesOf(text);
  if (json !== null) return json;
  if (promptFile) return readPromptFile(text);
  return { messages: [{ role: 'user', content: text }], parameters: {} };
}

/** A prompt that is too long, also when only the size of a file is known. */
export const tooLong = (characters: number): RunError =>
  runError(
    'too-large',
    `The prompt is ${Math.round(characters / 1e6)} MB long; at most ${MAX_PROMPT_CHARACTERS / 1e6} MB are sent. Select a part of it.`,
  );

/** A prompt without any text. */
export const emptyPrompt = (sentence: string): RunError => runError('bad-request', sentence);

/** `null`: this is not JSON that looks like a conversation, so it is sent as it stands. */
function messagesOf(text: string): ReadPrompt | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const value = parsed(text);
  if (isConversation(value)) return conversation(value, {});
  if (!isRecord(value) || !isConversation(value['messages'])) return null;
  return conversation(value['messages'], bodyParameters(value));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unsupported = (sentence: string): RunError => runError('unsupported', sentence);

type RawMessage = Record<string, unknown> & { role: string };

const isConversation = (value: unknown): value is RawMessage[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((entry) => isRecord(entry) && typeof entry['role'] === 'string');

function conversation(raw: readonly RawMessage[], parameters: Parameters): ReadPrompt {
  const messages: Message[] = [];
  for (const [index, { role, content }] of raw.entries()) {
    const known = roleOf(role);
    if (known === null)
      return {
        problem: unsupported(`Message ${index + 1} has the role "${role}"; only ${ROLES.join(', ')} can be sent.`),
      };
    const read = readContent(content, `Message ${index + 1}`);
    if ('problem' in read) return read;
    if (read.images && known !== 'user')
      return { problem: unsupported(`Message ${index + 1} is not the user's, so it cannot hold images.`) };
    messages.push({ role: known, ...read });
  }
  if (messages.flatMap(({ images }) => images ?? []).length > MAX_IMAGES) return { problem: TOO_MANY_IMAGES };
  if (messages.every(({ content, images }) => content.trim() === '' && !images))
    return { problem: emptyPrompt('All messages of the prompt are empty. Write some text first.') };
  return { messages, parameters };
}

/** OpenAI's newer models call the system role `developer`. */
const roleOf = (role: string): Role | null =>
  role === 'developer' ? 'system' : (ROLES.find((known) => known === role) ?? null);

/** The target decides on the model, and the engine on streaming. */
const NOT_PARAMETERS = new Set(['messages', 'model', 'stream', 'stream_options', 'n']);

/** What has no name of ours is sent as it stands. */
function bodyParameters(body: Record<string, unknown>): Parameters {
  const fields = Object.fromEntries(Object.entries(body).filter(([key]) => !NOT_PARAMETERS.has(key)));
  const { max_tokens, max_completion_tokens, temperature, top_p, seed, stop, ...extra } = fields;
  const maxTokens = max_completion_tokens ?? max_tokens;
  return {
    ...(isPositiveInteger(maxTokens) ? { maxTokens } : {}),
    ...(typeof temperature === 'number' && temperature >= 0 ? { temperature } : {}),
    ...(typeof top_p === 'number' && top_p > 0 && top_p <= 1 ? { topP: top_p } : {}),
    ...(Number.isInteger(seed) ? { seed: seed as number } : {}),
    ...stopOf(stop),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

const isPositiveInteger = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;

function stopOf(stop: unknown): Pick<Parameters, 'stop'> {
  const list: unknown[] = Array.isArray(stop) ? stop : [stop];
  const texts = list.filter((text): text is string => typeof text === 'string' && text !== '');
  return texts.length > 0 ? { stop: texts } : {};
}
