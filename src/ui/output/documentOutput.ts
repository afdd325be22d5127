import {
  type Disposable,
  Range,
  type Selection,
  TextEditorRevealType,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { inTurn } from './documentQueue';
import { keepSelections } from './keepSelections';
import type { PieceText } from './lineEnds';
import type { HoleEdit, Place } from './place';

export type AppendResult = 'written' | 'hidden' | 'lost';

interface UndoStops {
  readonly undoStopBefore: boolean;
  readonly undoStopAfter: boolean;
}

/** A document that refuses this often without having changed in between is not going to take the text. */
const MOST_REFUSALS = 20;
const PAUSE_AFTER_REFUSAL_MS = 25;

/** Writes one run's text to its place: in order, one edit at a time, and so that one undo takes all of it back. */
export class DocumentOutput implements Disposable {
  readonly place: Place;
  /** What stands around the text in the first hole, to make it a paragraph. */
  readonly #around: { readonly before: string; readonly after: string };
  /** Our text lies in more than one undo step, because somebody else wrote in between. */
  #isMixed = false;
  /** An editor that is shown anew begins a new undo step. */
  #lastEditor: TextEditor | undefined;

  constructor(place: Place, around: { readonly before: string; readonly after: string }) {
    this.place = place;
    this.#around = around;
  }

  get document(): TextDocument {
    return this.place.document;
  }

  /**
   * Adds text at the insertion point. In a document that no editor shows it waits, as only an editor can make several
   * edits one undo step, unless this is the `last` text.
   */
  append(piece: PieceText, last: boolean): Promise<AppendResult> {
    return inTurn(this.document, () => this.#edit(() => this.#nextEdits(piece), last));
  }

  /** Makes the whole output one undo step, where it is not yet one. */
  finish(): Promise<AppendResult> {
    return inTurn(this.document, async () => {
      if (!this.#isMixed || this.place.isLost) return this.place.isLost ? 'lost' : 'written';
      const view = viewOf(this.document);
      const texts = this.place.holes.map(({ region }) => this.#textBetween(region.start, region.end));
      // Taken out and put back: the second half alone is the last undo step, and what is left without it is what others wrote.
      const out = await this.#edit(() => this.#exchange(this.place.holes.map(({ original }) => original)), true);
      const back = out === 'written' ? await this.#edit(() => this.#exchange(texts), true) : out;
      if (back === 'written') this.#isMixed = false;
      restore(view);
      return back;
    });
  }

  dispose(): void {
    this.place.dispose();
  }

  async #edit(edits: () => HoleEdit[], last: boolean): Promise<AppendResult> {
    for (let refusals = 0; refusals < MOST_REFUSALS;) {
      if (this.place.isLost) return 'lost';
      const editor = editorOf(this.document);
      if (!editor && !last) return 'hidden';
      const { version } = this.document;
      const result = await this.#tryOnce(edits(), editor, last);
      if (result === 'written') return 'written';
      // The editor said yes and nothing happened: it is read-only.
      if (result === 'ignored') break;
      if (this.document.version !== version) continue;
      refusals++;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_REFUSAL_MS));
    }
    this.place.giveUp();
    return 'lost';
  }

  #tryOnce(edits: HoleEdit[], editor: TextEditor | undefined, last: boolean) {
    const { isWritten, isDisturbed } = this.place;
    this.#isMixed ||= isDisturbed || (isWritten && editor !== this.#lastEditor);
    this.#lastEditor = editor;
    const stops = { undoStopBefore: !isWritten || this.#isMixed, undoStopAfter: last || this.#isMixed };
    return this.place.write(edits, () =>
      editor ? keepSelections(editor, edits, () => inEditor(editor, edits, stops)) : inBackground(this.document, edits),
    );
  }

  #nextEdits({ text, lengths }: PieceText): HoleEdit[] {
    const { holes, isWritten } = this.place;
    if (!isWritten) {
      const contents = holes.map((_, index) => (index === 0 ? this.#framed(text) : ''));
      return this.#exchange(contents, text.length).map((edit) =>
        edit.hole === 0 ? { ...edit, pieces: lengths } : edit,
      );
    }
    const { start, at, end } = holes[0]?.region ?? { start: 0, at: 0, end: 0 };
    const after = { start, at: at + text.length, end: end + text.length };
    return [{ hole: 0, offset: at, removed: 0, text, after, pieces: lengths }];
  }

  /** Gives each hole a new content; the insertion point is where the text of the first one ends. */
  #exchange(contents: readonly string[], textLength?: number): HoleEdit[] {
    return this.place.holes.map(({ region: { start, end } }, hole) => {
      const text = contents[hole] ?? '';
      const at = textLength === undefined || hole > 0 ? text.length : this.#around.before.length + textLength;
      const after = { start, at: start + at, end: start + text.length };
      return { hole, offset: start, removed: end - start, text, after };
    });
  }

  #framed(text: string): string {
    return this.#around.before + text + this.#around.after;
  }

  #textBetween(start: number, end: number): string {
    return this.document.getText(rangeOf(this.document, start, end - start));
  }
}

const editorOf = (document: TextDocument): TextEditor | undefined =>
  window.visibleTextEditors.find((editor) => editor.document === document);

const rangeOf = (document: TextDocument, offset: number, length: number): Range =>
  new Range(document.positionAt(offset), document.positionAt(offset + length));

async function inEditor(editor: TextEditor, edits: readonly HoleEdit[], stops: UndoStops): Promise<boolean> {
  return editor.edit((builder) => {
    for (const { offset, removed, text } of edits) builder.replace(rangeOf(editor.document, offset, removed), text);
  }, stops);
}

function inBackground(document: TextDocument, edits: readonly HoleEdit[]): Thenable<boolean> {
  const change = new WorkspaceEdit();
  for (const { offset, removed, text } of edits) change.replace(document.uri, rangeOf(document, offset, removed), text);
  return workspace.applyEdit(change);
}

interface View {
  readonly editor: TextEditor;
  readonly selections: readonly Selection[];
  readonly top: Range | undefined;
}

function viewOf(document: TextDocument): View | null {
  const editor = editorOf(document);
  return editor ? { editor, selections: editor.selections, top: editor.visibleRanges[0] } : null;
}

function restore(view: View | null): void {
  if (view === null) return;
  const { editor, selections, top } = view;
  editor.selections = selections;
  if (top && !editor.visibleRanges[0]?.start.isEqual(top.start)) editor.revealRange(top, TextEditorRevealType.AtTop);
}
