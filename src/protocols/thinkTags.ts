import type { Channel } from '../core/vocabulary';

/** A piece of text and what kind of text it is. */
export interface Piece {
  readonly channel: Channel;
  readonly text: string;
}

const OPENERS = ['<think>', '<thinking>'] as const;

/**
 * Tells reasoning from answer for servers that leave `<think>…</think>` in the text. Tags count only at the very start of
 * an answer and stay in the reasoning text: they are generated tokens, and the first of them is the first token. Only the
 * beginning of a possible tag is held back, since an answer may begin with `<` too.
 */
export class ThinkTags {
  private state: 'start' | 'thinking' | 'answer' = 'start';
  private held = '';
  private closer = '';
  /** End of the reasoning so far: a closing tag may be spread over several pieces. */
  private tail = '';

  split(text: string): Piece[] {
    if (this.state === 'start') return this.open(this.held + text);
    return this.state === 'thinking' ? this.think(text) : piece('answer', text);
  }

  /** What is still held back when the answer ends. */
  end(): Piece[] {
    const { held } = this;
    this.held = '';
    return piece('answer', held);
  }

  private open(text: string): Piece[] {
    this.held = '';
    const begin = text.trimStart();
    // Space before a tag is not worth the wait: holding it back would make the first token look late.
    if (begin === '') return piece('answer', text);
    const opener = OPENERS.find((tag) => begin.startsWith(tag));
    if (opener) {
      this.state = 'thinking';
      this.closer = opener.replace('<', '</');
      return this.think(text);
    }
    if (OPENERS.some((tag) => tag.startsWith(begin))) {
      this.held = text;
      return [];
    }
    this.state = 'answer';
    return piece('answer', text);
  }

  private think(text: string): Piece[] {
    const window = this.tail + text;
    const found = window.indexOf(this.closer);
    if (found < 0) {
      this.tail = window.slice(1 - this.closer.length);
      return piece('reasoning', text);
    }
    this.state = 'answer';
    const end = found + this.closer.length - this.tail.length;
    return [...piece('reasoning', text.slice(0, end)), ...piece('answer', text.slice(end))];
  }
}

const piece = (channel: Channel, text: string): Piece[] => (text === '' ? [] : [{ channel, text }]);
