/**
 * The new part of each text, from servers that may send either the new part or everything so far, depending on how they were
 * started. The second text with something in it tells: everything so far begins with the first one and is longer.
 */
export class NewText {
  private grows: boolean | null = null;
  private previous = '';

  take(text: string): string {
    const { previous } = this;
    if (text === '') return '';
    this.previous = text;
    const continues = text.startsWith(previous);
    // White space says nothing: a line break after a line break is as likely a new piece.
    if (previous.trim() !== '' && text !== previous) this.grows ??= continues;
    return this.grows === true && continues ? text.slice(previous.length) : text;
  }
}
