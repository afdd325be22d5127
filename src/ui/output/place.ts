import {
  Disposable,
  TextDocumentChangeReason,
  workspace,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextDocumentContentChangeEvent,
} from 'vscode';
import { Pieces } from './pieces';
import { moveRegion, reachesInto, type Change, type Region } from './region';

/** A stretch of the document that belongs to the output, with the text that stood there before. */
export interface Hole {
  readonly region: Region;
  readonly original: string;
}

/** An edit of ours for one hole, in offsets of the document as it is now, and the hole's region once it is done. */
export interface HoleEdit {
  readonly hole: number;
  readonly offset: number;
  readonly removed: number;
  readonly text: string;
  readonly after: Region;
  /** Lengths of the chunks that this text adds to the output; without them it only moves what is there. */
  readonly pieces?: readonly number[];
}

/**
 * Follows the place of one run's output while the user, other extensions and other runs change the document. Begins when
 * the prompt is read, so that nothing that happens while a target or a key is asked for is missed.
 */
export class Place implements Disposable {
  readonly document: TextDocument;
  /** Where in the first hole the text of each chunk stands. */
  readonly pieces = new Pieces();
  #holes: readonly Hole[];
  #isLost = false;
  #isWritten = false;
  /** Since our last write somebody else began a new undo step: by a change, or by saving. */
  #isDisturbed = false;
  #own: { readonly edits: readonly HoleEdit[]; seen: boolean } | null = null;
  readonly #listeners: Disposable;

  constructor(document: TextDocument, holes: readonly Hole[]) {
    this.document = document;
    this.#holes = holes;
    this.#listeners = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      workspace.onDidSaveTextDocument((saved) => (this.#isDisturbed ||= saved === document && this.#isWritten)),
    );
  }

  get holes(): readonly Hole[] {
    return this.#holes;
  }

  /** The document is closed, or the place in it is gone. It never comes back. */
  get isLost(): boolean {
    return this.#isLost || this.document.isClosed;
  }

  get isWritten(): boolean {
    return this.#isWritten;
  }

  get isDisturbed(): boolean {
    return this.#isDisturbed;
  }

  /** Where the output begins in the document. */
  get start(): number {
    return this.#holes[0]?.region.start ?? 0;
  }

  /** The output was found again, whole, at an offset: it was cut and put back, say, or taken back and made again. */
  found(start: number, lengths: readonly number[]): void {
    const length = lengths.reduce((sum, one) => sum + one, 0);
    this.#holes = [{ region: { start, at: start + length, end: start + length }, original: '' }];
    this.#isLost = false;
    this.#isWritten = true;
    this.pieces.clear();
    this.pieces.append(lengths, length);
  }

  giveUp(): void {
    this.#isLost = true;
  }

  /** Announces edits, makes them with `apply`, and tells whether the document shows them. */
  async write(edits: readonly HoleEdit[], apply: () => Thenable<boolean>): Promise<'written' | 'refused' | 'ignored'> {
    const own = { edits, seen: false };
    this.#own = own;
    // An editor that goes away in mid-edit rejects; whether the edit came through is told by the change event alone.
    const accepted = await Promise.resolve(apply()).catch(() => false);
    this.#own = null;
    if (!own.seen) return accepted ? 'ignored' : 'refused';
    this.#isWritten = true;
    this.#isDisturbed = false;
    return 'written';
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #follow({ document, contentChanges, reason }: TextDocumentChangeEvent): void {
    if (document !== this.document || contentChanges.length === 0) return;
    const own = this.#own;
    if (own && !own.seen && own.edits.every((edit) => contentChanges.some((change) => isSame(edit, change)))) {
      own.seen = true;
      for (const change of contentChanges)
        this.#move(
          change,
          own.edits.find((edit) => isSame(edit, change)),
        );
      return;
    }
    this.#isDisturbed ||= this.#isWritten;
    for (const change of contentChanges) this.#moveForeign(change, reason === TextDocumentChangeReason.Undo);
  }

  #moveForeign(content: TextDocumentContentChangeEvent, isUndo: boolean): void {
    const change = changeOf(content);
    const touched = this.#holes.some(({ region }) => reachesInto(region, change));
    // Who takes back our text, or rewrites the text that we were to replace, does not want output there.
    if (touched && (isUndo || !this.#isWritten)) this.#isLost = true;
    else this.#move(content, undefined);
  }

  #move(content: TextDocumentContentChangeEvent, own: HoleEdit | undefined): void {
    const before = this.start;
    this.#moveHoles(content, own);
    if (own?.hole !== 0) this.pieces.follow(changeOf(content), before, this.start);
    else if (own.pieces) this.pieces.append(own.pieces, own.after.at - own.after.start);
  }

  #moveHoles(content: TextDocumentContentChangeEvent, own: HoleEdit | undefined): void {
    this.#holes = this.#holes.map((hole, index) => {
      const region = own?.hole === index ? own.after : moveRegion(hole.region, changeOf(content));
      this.#isLost ||= region === null;
      return { ...hole, region: region ?? hole.region };
    });
  }
}

const changeOf = ({ rangeOffset, rangeLength, text }: TextDocumentContentChangeEvent): Change => ({
  offset: rangeOffset,
  removed: rangeLength,
  inserted: text.length,
});

const isSame = (edit: HoleEdit, change: TextDocumentContentChangeEvent): boolean =>
  edit.offset === change.rangeOffset && edit.removed === change.rangeLength && edit.text === change.text;
