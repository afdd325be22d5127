import type { Prompt } from '../../core/runRequest';
import type { Parameters } from '../../core/target';

/** A prompt as it is sent to every target, with what it asks for itself. Plain data. */
export interface OrderedPrompt {
  readonly prompt: Prompt;
  readonly parameters: Parameters;
}

export const charactersOf = ({ messages }: Prompt): number =>
  messages.reduce((sum, { content }) => sum + content.length, 0);
