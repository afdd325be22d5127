import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { RunError } from '../core/runError';
import { ROLES, type Message, type Role } from '../core/runRequest';
import { MAX_IMAGES, TOO_MANY_IMAGES } from './imageData';
import { isRecord } from './isRecord';
import { badPrompt, unsupportedPrompt } from './promptLimits';
import { parametersOfBody } from './promptSettings';
import { variablesOf } from './promptVariables';
import { readContent } from './readContent';
import type { ReadPrompt } from './readPrompt';

/** `null`: this is not JSON that looks like a conversation. With `isJson` it must be JSON at least. */
export function readConversation(text: string, { isJson = false } = {}): ReadPrompt | null {
  if (!isJson && !/^\s*[[{]/.test(text)) return null;
  const { value, problem } = parsed(text);
  if (problem) return isJson ? { problem } : null;
  if (isConversation(value)) return conversation(text, value, {});
  return isRecord(value) && isConversation(value['messages']) ? conversation(text, value['messages'], value) : null;
}

function parsed(text: string): { readonly value?: unknown; readonly problem?: RunError } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: badPrompt(brokenJson(text, error instanceof Error ? error.message : '')) };
  }
}

/** The words of the editor's own parser, with the line where it gave up. */
function brokenJson(text: string, message: string): string {
  const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
  const line = text.slice(0, offset).split('\n').length;
  return l10n.t('Line {0} is no valid JSON. Correct it, or select the text that is the prompt.', line);
}

type RawMessage = Record<string, unknown> & { role: string };

const isConversation = (value: unknown): value is RawMessage[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((entry) => isRecord(entry) && typeof entry['role'] === 'string');

/** `body`: what stands around the messages in a request. */
function conversation(text: string, raw: readonly RawMessage[], body: Readonly<Record<string, unknown>>): ReadPrompt {
  const messages: Message[] = [];
  for (const [index, { role, content }] of raw.entries()) {
    const known = roleOf(role);
    const name = (): string => nameOf(text, index);
    if (known === null)
      return {
        problem: unsupportedPrompt(
          l10n.t('{0} has the role "{1}"; only {2} can be sent.', name(), role.slice(0, 80), ROLES.join(', ')),
        ),
      };
    const read = readContent(content, name);
    if ('problem' in read) return read;
    if (read.images && known !== 'user')
      return { problem: unsupportedPrompt(l10n.t("{0} is not the user's, so it cannot hold images.", name())) };
    messages.push({ role: known, ...read });
  }
  if (messages.flatMap(({ images }) => images ?? []).length > MAX_IMAGES) return { problem: TOO_MANY_IMAGES };
  if (messages.every(({ content, images }) => content.trim() === '' && !images))
    return { problem: badPrompt(l10n.t('All messages of the prompt are empty. Write some text first.')) };
  const model = typeof body['model'] === 'string' ? [body['model']] : [];
  return {
    messages,
    parameters: parametersOfBody(body),
    variables: variablesOf(messages, new Map()),
    images: [],
    sampleFile: null,
    wish: { target: null, models: model },
    isPromptFile: false,
  };
}

/** OpenAI's newer models call the system role `developer`. */
const roleOf = (role: string): Role | null =>
  role === 'developer' ? 'system' : (ROLES.find((known) => known === role) ?? null);

/** `Message 2 (line 7)`: looked for only when there is something to say about it. */
function nameOf(text: string, index: number): string {
  const root = parseTree(text);
  const node = root && (findNodeAtLocation(root, [index]) ?? findNodeAtLocation(root, ['messages', index]));
  const line = text.slice(0, node?.offset ?? 0).split('\n').length;
  return l10n.t('Message {0} (line {1})', index + 1, line);
}
