import { createHash } from 'node:crypto';
import type { RunRequest } from '../core/runRequest';

/**
 * The request with something unique before its first word where the cache is to be cold, so that no cache knows even its beginning. It
 * follows from the id of the run, so that what was sent can be shown afterwards. Our own process is told to forget; only a server has to
 * be outwitted.
 */
export function coldRequest(request: RunRequest, runId: string): RunRequest {
  const [first, ...rest] = request.prompt.messages;
  if (request.cache !== 'cold' || request.target.protocol === 'gguf' || !first) return request;
  const content = `${beginningOf(runId)}\n\n${first.content}`;
  return { ...request, prompt: { ...request.prompt, messages: [{ ...first, content }, ...rest] } };
}

/** Twelve hexadecimal digits that no other run has. */
const beginningOf = (runId: string): string => createHash('sha256').update(runId).digest('hex').slice(0, 12);
