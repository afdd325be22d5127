import type { StreamEvent } from '../core/streamEvent';
import type { Piece } from './thinkTags';

/** Pieces of one frame as events. They share the frame's tokens, which are counted with the first of them. */
export function pieceEvents(pieces: readonly Piece[], tokens: number | null): StreamEvent[] {
  const events = pieces.map(({ channel, text }, index): StreamEvent => ({
    type: 'text',
    channel,
    text,
    tokens: index > 0 && tokens !== null ? 0 : tokens,
  }));
  return pieces.some(({ endsUnopened }) => endsUnopened) ? [{ type: 'was-reasoning' }, ...events] : events;
}
