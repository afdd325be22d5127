import type { StreamEvent } from '../core/streamEvent';
import { pieceEvents } from './pieceEvents';
import { ThinkTags } from './thinkTags';
import { TokenCounter, type FrameTokens } from './tokenCounter';

/** Generated text of servers that know only text: reasoning is what stands in tags. With the tokens of each piece, where they are told. */
export class PlainText {
  private readonly tags = new ThinkTags();
  private readonly counter = new TokenCounter();

  /** The new text of one frame, and what the frame says of its tokens. */
  add(text: string, tokens: FrameTokens): StreamEvent[] {
    const pieces = text === '' ? [] : this.tags.split(text);
    return pieceEvents(pieces, this.counter.count(tokens, pieces.length > 0));
  }

  /** What was held back and will not be continued. */
  end(): StreamEvent[] {
    return pieceEvents(this.tags.end(), null);
  }
}
