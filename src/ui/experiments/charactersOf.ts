import type { Prompt } from '../../core/runRequest';

export const charactersOf = ({ messages }: Prompt): number =>
  messages.reduce((sum, { content }) => sum + content.length, 0);
