import type { RunTrace } from './runTrace';

/** Stands among what is known of the server when its answer ended a reasoning that it had not begun. */
export const REASONING_OPENED_IN_PROMPT = { reasoningOpenedIn: 'prompt' } as const;

export const wasOpenedInPrompt = ({ timingsRaw }: RunTrace): boolean =>
  timingsRaw['reasoningOpenedIn'] === REASONING_OPENED_IN_PROMPT.reasoningOpenedIn;
