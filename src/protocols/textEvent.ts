import type { StreamEvent } from '../core/streamEvent';
import type { Channel } from '../core/vocabulary';
import { asText } from './json';

/** A generated piece of text, if the value is one: empty text is no event. */
export function textEvent(channel: Channel, value: unknown, tokens: number | null = null): StreamEvent[] {
  const text = asText(value);
  return text === null ? [] : [{ type: 'text', channel, text, tokens }];
}
