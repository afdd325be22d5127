import { createHash } from 'node:crypto';
import type { Prompt } from '../core/runRequest';

/** SHA-256 of a prompt, its images included. A single user message is hashed as its bare text, so that anybody can check it against the file. */
export function promptSha256({ messages }: Prompt): string {
  const [only] = messages;
  const isText = messages.length === 1 && only?.role === 'user' && !only.images;
  const text = isText
    ? only.content
    : JSON.stringify(messages.map(({ role, content, images }) => [role, content, ...(images ?? [])]));
  return createHash('sha256').update(text).digest('hex');
}
