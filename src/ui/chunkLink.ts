import {
  Disposable,
  OverviewRulerLane,
  TextEditorRevealType,
  ThemeColor,
  window,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import type { Marked, TextPlace } from '../messages/runTabMessages';
import type { WrittenTexts } from './output/writtenTexts';

export interface ChunkLinkParts {
  readonly texts: Pick<WrittenTexts, 'of'>;
  /** The run on show in the panel. */
  readonly shown: () => string | null;
  readonly tell: (message: Marked) => void;
}

/** Joins the ticks of the panel with the text in the editor: who chooses the one sees the other. */
export class ChunkLink implements Disposable {
  readonly #parts: ChunkLinkParts;
  readonly #look = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('editor.findMatchBackground'),
    border: '1px solid',
    borderColor: new ThemeColor('editor.findMatchBorder'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.findMatchForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
  });
  readonly #listeners: Disposable;
  #chosen: { readonly runId: string; readonly index: number } | null = null;
  /** The chunk that the panel was told of last, so that a cursor that moves within it says nothing. */
  #told: number | null = null;

  constructor(parts: ChunkLinkParts) {
    this.#parts = parts;
    this.#listeners = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // Without a kind it was a program: our own writing moves cursors too.
        if (kind !== undefined) this.#followCursor(textEditor);
      }),
      window.onDidChangeVisibleTextEditors(() => this.#paint()),
    );
  }

  /** A chunk was chosen in the panel, or none any more. The person stays where they are. */
  async select(runId: string, index: number | null): Promise<void> {
    if (index === null) {
      this.#chosen = this.#told = null;
      return this.#paint();
    }
    const { document } = this.#parts.texts.of(runId);
    if (document) await show(document);
    this.reselect(runId, index);
    const { range } = this.#parts.texts.of(runId).rangeOf(index);
    if (range)
      for (const editor of editorsOf(document))
        editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** The chunk of before is the chosen one again: it is marked where its text is, and no document moves for it. */
  reselect(runId: string, index: number): void {
    this.#chosen = { runId, index };
    this.#told = index;
    this.#paint();
    const text = this.#parts.texts.of(runId);
    const place: TextPlace = text.document ? text.rangeOf(index).fate : 'nowhere';
    this.#parts.tell({ type: 'marked', runId, index, by: 'panel', place });
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#look.dispose();
  }

  #followCursor({ document, selection }: TextEditor): void {
    const runId = this.#parts.shown();
    if (runId === null) return;
    const index = this.#parts.texts.of(runId).indexAt(document, document.offsetAt(selection.active));
    if (index === null || index === this.#told) return;
    this.#told = index;
    this.#chosen = null;
    this.#paint();
    this.#parts.tell({ type: 'marked', runId, index, by: 'editor', place: 'there' });
  }

  #paint(): void {
    const chosen = this.#chosen;
    const text = chosen && this.#parts.texts.of(chosen.runId);
    const range = chosen && text?.rangeOf(chosen.index).range;
    for (const editor of window.visibleTextEditors)
      editor.setDecorations(this.#look, range && editor.document === text?.document ? [range] : []);
  }
}

const editorsOf = (document: TextDocument | null): readonly TextEditor[] =>
  window.visibleTextEditors.filter((editor) => editor.document === document);

/** A document behind another tab comes to the front of its group; the focus stays in the panel. */
async function show(document: TextDocument): Promise<void> {
  if (editorsOf(document).length > 0) return;
  const uri = document.uri.toString();
  const group = window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => uriOf(input) === uri));
  if (group)
    await window.showTextDocument(document, { viewColumn: group.viewColumn, preserveFocus: true, preview: false });
}

const uriOf = (input: unknown): string | null =>
  typeof input === 'object' && input !== null && 'uri' in input ? String(input.uri) : null;
