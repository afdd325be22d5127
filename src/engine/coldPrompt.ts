import { randomBytes } from 'node:crypto';
import type { Prompt } from '../core/runRequest';

/** The prompt with something unique before its first word, so that no cache knows even its beginning. */
export function coldPrompt(prompt: Prompt, nonce = randomBytes(6).toString('hex')): Prompt {
  const [first, ...rest] = prompt.messages;
  if (!first) return prompt;
  return { ...prompt, messages: [{ ...first, content: `${nonce}\n\n${first.content}` }, ...rest] };
}
