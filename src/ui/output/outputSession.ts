import { window, type Disposable } from 'vscode';
import { openBeside } from './beside';
import type { AppendResult, DocumentOutput } from './documentOutput';
import { LineEnds } from './lineEnds';
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
  /** The whole text so far: what is written beside when the place is gone. */
  #all = '';
  #waiting = '';
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

  push(text: string): void {
    this.#all += text;
    this.#waiting += this.#lineEnds.convert(text);
    this.#queue();
  }

  /** Resolves when all text stands where it belongs. */
  async finish(): Promise<void> {
    this.#waiting += this.#lineEnds.end();
    this.#hasEnded = true;
    this.#queue();
    await this.#work;
    this.dispose();
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
    while (this.#waiting !== '' || (this.#hasEnded && this.#all !== '')) {
      const text = this.#waiting;
      this.#waiting = '';
      const result = await this.#write(text);
      if (result === 'written' && this.#waiting === '') return;
      if (result === 'hidden') {
        this.#waiting = text + this.#waiting;
        return;
      }
      if (result === 'lost' && !(await this.#moveBeside())) return;
    }
  }

  async #write(text: string): Promise<AppendResult> {
    if (this.#output === null) return 'lost';
    const last = this.#hasEnded;
    const result = text === '' ? 'written' : await this.#output.append(text, last);
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
    this.#waiting = this.#lineEnds.convert(this.#all) + (this.#hasEnded ? this.#lineEnds.end() : '');
    return true;
  }

  #drop(): false {
    this.#all = '';
    this.#waiting = '';
    return false;
  }
}
