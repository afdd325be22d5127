import type { Channel } from '../core/vocabulary';

/** A piece of text and what kind of text it is. */
export interface Piece {
  readonly channel: Channel;
  readonly text: string;
  /** It ends a reasoning that was opened in the prompt: all text of the answer before it was reasoning too. */
  readonly endsUnopened?: true;
}

const OPENERS = ['<think>', '<thinking>'] as const;

/** A tag in the answer, unless it is quoted, as in an answer about tags. */
const TAG = /(?<![`'"])<(\/?)think(?:ing)?>/;
/** Long enough for the longest tag and what stands before it. */
const TAG_CHARACTERS = 12;

/**
 * Tells reasoning from answer for servers that leave `<think>…</think>` in the text. Tags count only at the very start of
 * an answer and stay in the reasoning text: they are generated tokens, and the first of them is the first token. Only the
 * beginning of a possible tag is held back, since an answer may begin with `<` too.
 *
 * Some chat templates open the reasoning at the end of the prompt, so that only its end is generated. Where the prompt is not
 * known, that comes to light with the closing tag.
 */
export class ThinkTags {
  private state: 'start' | 'thinking' | 'answer' | 'done' = 'start';
  private held = '';
  private closer = '';
  /** End of the reasoning so far: a closing tag may be spread over several pieces. */
  private tail = '';
  /** End of the answer so far, and whether a tag may have begun in it. */
  private recent = '';
  private mayBeTag = false;

  /** `end`: the last of a prompt as the model got it. */
  afterPrompt(end: string): void {
    const opener = OPENERS.find((tag) => end.trimEnd().endsWith(tag));
    if (opener) this.begin(opener);
  }

  split(text: string): Piece[] {
    if (this.state === 'start') return this.open(this.held + text);
    if (this.state === 'thinking') return this.think(text);
    return this.state === 'answer' ? this.answer(text) : piece('answer', text);
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
      this.begin(opener);
      return this.think(text);
    }
    if (OPENERS.some((tag) => tag.startsWith(begin))) {
      this.held = text;
      return [];
    }
    this.state = 'answer';
    return this.answer(text);
  }

  private begin(opener: string): void {
    this.state = 'thinking';
    this.closer = opener.replace('<', '</');
  }

  private think(text: string): Piece[] {
    const window = this.tail + text;
    const found = window.indexOf(this.closer);
    if (found < 0) {
      this.tail = window.slice(1 - this.closer.length);
      return piece('reasoning', text);
    }
    this.state = 'done';
    const end = found + this.closer.length - this.tail.length;
    return [...piece('reasoning', text.slice(0, end)), ...piece('answer', text.slice(end))];
  }

  private answer(text: string): Piece[] {
    // Nearly no piece has a part of a tag, and a stream has a piece for each token.
    if (!this.mayBeTag && !text.includes('<')) {
      this.recent = text;
      return piece('answer', text);
    }
    const window = this.recent + text;
    const found = TAG.exec(window);
    if (!found) {
      this.recent = window.slice(-TAG_CHARACTERS);
      this.mayBeTag = this.recent.includes('<');
      return piece('answer', text);
    }
    this.state = 'done';
    // An answer that opens a tag is one about tags.
    if (found[1] === '') return piece('answer', text);
    const end = found.index + found[0].length - this.recent.length;
    return [
      { channel: 'reasoning', text: text.slice(0, end), endsUnopened: true },
      ...piece('answer', text.slice(end)),
    ];
  }
}

const piece = (channel: Channel, text: string): Piece[] => (text === '' ? [] : [{ channel, text }]);
