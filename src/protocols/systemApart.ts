import type { Message } from '../core/runRequest';

/** A prompt as protocols want it that keep the system's words apart from the conversation. */
export interface SystemApart {
  /** All system messages, wherever they stood, with a blank line between them; `null` when there is none. */
  readonly system: string | null;
  readonly turns: readonly Message[];
}

/** A prompt of system messages only goes out as the user's: these protocols refuse a conversation without a turn. */
export function systemApart(messages: readonly Message[]): SystemApart {
  const turns = messages.filter(({ role }) => role !== 'system');
  const system = messages
    .filter(({ role }) => role === 'system')
    .map(({ content }) => content)
    .join('\n\n');
  if (turns.length === 0) return { system: null, turns: [{ role: 'user', content: system }] };
  return { system: system === '' ? null : system, turns };
}
