/**
 * The new part of each text, from servers that may send either the new part or everything so far, depending on how they were
 * started. The second text tells: everything so far begins with the first one and is longer.
 */
export class NewText {
  /** Each text is everything so far; `null` while that is open. */
  private grows: boolean | null = null;
  private previous = '';
  private readonly usuallyGrows: boolean;

  constructor(options: { readonly usuallyGrows: boolean }) {
    this.usuallyGrows = options.usuallyGrows;
  }

  take(text: string): string {
    const { previous } = this;
    if (text === '') return '';
    this.previous = text;
    const continues = text.startsWith(previous);
    if (!continues) this.grows ??= false;
    // White space says nothing: a line break after a line break is as likely a new piece.
    else if (previous.trim() !== '' && text !== previous) this.grows ??= true;
    return (this.grows ?? this.usuallyGrows) && continues ? text.slice(previous.length) : text;
  }
}
