import { window, type Disposable } from 'vscode';
import { openBeside } from './beside';
import type { AppendResult, DocumentOutput } from './documentOutput';
import { LineEnds, NO_TEXT, joined, type PieceText } from './lineEnds';
import type { Place } from './place';
import { lineEndOf } from './placement';

/**
 * Carries the text of one run into the editor. Text that comes while an edit is under way waits and goes in with the
 * next one, so a slow editor gets fewer and larger edits and nobody waits for it.
 */
export class OutputSession implements Disposable {
  #output: DocumentOutput | null;
  /** Output has its own editor; when the user closes that, no other one is opened. */
  #isBeside = false;
  #lineEnds: LineEnds;
  /** The text of each chunk so far: what is written beside when the place is gone. */
  #all: string[] = [];
  #hasText = false;
  #waiting = NO_TEXT;
  #hasEnded = false;
  #isQueued = false;
  #work = Promise.resolve();
  readonly #listener: Disposable;

  /** @param output where to write; `null`: beside, in an editor that is opened with the first text. */
  constructor(output: DocumentOutput | null) {
    this.#output = output;
    this.#lineEnds = new LineEnds(output ? lineEndOf(output.document) : '\n');
    this.#listener = window.onDidChangeVisibleTextEditors(() => this.#queue());
  }

  /** Takes the text of the next chunks; that of a chunk that is not to be written is empty. */
  push(texts: readonly string[]): void {
    for (const text of texts) this.#all.push(text);
    this.#hasText ||= texts.some((text) => text !== '');
    this.#waiting = joined(this.#waiting, this.#lineEnds.pieces(texts));
    this.#queue();
  }

  /** Resolves when all text stands where it belongs. */
  async finish(): Promise<void> {
    this.#waiting = joined(this.#waiting, { text: this.#lineEnds.end(), lengths: [] });
    this.#hasEnded = true;
    this.#queue();
    await this.#work;
    this.#all = [];
    this.#listener.dispose();
  }

  /** Where the text stands; also after the end, until the session is disposed. */
  get place(): Place | null {
    return this.#output?.place ?? null;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#output?.dispose();
  }

  #queue(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    this.#work = this.#work.then(async () => {
      this.#isQueued = false;
      await this.#writeWaiting();
    });
  }

  async #writeWaiting(): Promise<void> {
    while (this.#waiting.text !== '' || (this.#hasEnded && this.#hasText)) {
      const piece = this.#waiting;
      this.#waiting = NO_TEXT;
      const result = await this.#write(piece);
      if (result === 'written' && this.#waiting.text === '') return;
      if (result === 'hidden') {
        this.#waiting = joined(piece, this.#waiting);
        return;
      }
      if (result === 'lost' && !(await this.#moveBeside())) return;
    }
  }

  async #write(piece: PieceText): Promise<AppendResult> {
    if (this.#output === null) return 'lost';
    const last = this.#hasEnded;
    const result = piece.text === '' ? 'written' : await this.#output.append(piece, last);
    return result === 'written' && last ? this.#output.finish() : result;
  }

  /** Begins again in an editor of its own, with everything that came so far. False when there is nowhere to go. */
  async #moveBeside(): Promise<boolean> {
    this.#output?.dispose();
    this.#output = null;
    if (this.#isBeside) return this.#drop();
    this.#isBeside = true;
    const output = await openBeside();
    if (output === null) return this.#drop();
    this.#output = output;
    this.#lineEnds = new LineEnds(lineEndOf(output.document));
    const whole = this.#lineEnds.pieces(this.#all);
    this.#waiting = this.#hasEnded ? joined(whole, { text: this.#lineEnds.end(), lengths: [] }) : whole;
    return true;
  }

  #drop(): false {
    this.#hasText = false;
    this.#waiting = NO_TEXT;
    return false;
  }
}
