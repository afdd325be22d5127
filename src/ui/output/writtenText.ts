import { Range, workspace, type Disposable, type TextDocument } from 'vscode';
import { LineEnds, type PieceText } from './lineEnds';
import { Place } from './place';
import { lineEndOf } from './placement';
import { emptyRegion } from './region';

/** A text shorter than this may stand in a document by chance. */
const SHORTEST_FOUND = 16;

/** What became of the text of a chunk. */
export type PieceFate = 'there' | 'edited' | 'gone';

/**
 * The output of a run in the editor, chunk by chunk. Followed through edits; where that is not possible (it was taken back
 * and made again, its document was closed, the window was reloaded) it is searched for as a whole.
 */
export class WrittenText implements Disposable {
  readonly #texts: readonly string[] | null;
  #place: Place | null;
  /** A place that was found and that nobody else ends. */
  #own: Place | null = null;
  /** The document and version in which a search was in vain. */
  #searched = new WeakMap<TextDocument, number>();

  /** @param texts what each chunk wrote; `null` while the run goes on. */
  constructor(place: Place | null, texts: readonly string[] | null) {
    this.#place = place;
    this.#texts = texts;
  }

  /** The document in which the text stands now; `null` when it stands nowhere. */
  get document(): TextDocument | null {
    return this.#current()?.document ?? null;
  }

  /** Where the text of a chunk stands, and whether somebody changed it. */
  rangeOf(index: number): { readonly fate: PieceFate; readonly range: Range | null } {
    const place = this.#current();
    const piece = place?.pieces.range(index);
    if (!place || !piece || piece.start === piece.end) return { fate: 'gone', range: null };
    const { document, start } = place;
    const range = new Range(document.positionAt(start + piece.start), document.positionAt(start + piece.end));
    const written = this.#texts?.[index];
    const same = written === undefined || sameText(document.getText(range), written);
    return { fate: same ? 'there' : 'edited', range };
  }

  /** The chunk whose text stands at an offset of the document. */
  indexAt(document: TextDocument, offset: number): number | null {
    const place = this.#current();
    return place?.document === document ? place.pieces.indexAt(offset - place.start) : null;
  }

  /** The pieces that stand between two offsets of the document, in order, empty ones left out. */
  *between(fromOffset: number, toOffset: number): Generator<{ index: number; start: number; end: number }> {
    const place = this.#current();
    if (!place) return;
    const { pieces, start } = place;
    for (let index = pieces.firstBehind(fromOffset - start); index < pieces.count; index += 1) {
      const piece = pieces.range(index);
      if (!piece || piece.start + start >= toOffset) return;
      if (piece.end > piece.start) yield { index, start: piece.start + start, end: piece.end + start };
    }
  }

  dispose(): void {
    this.#own?.dispose();
  }

  /** The place as it is, or found again. */
  #current(): Place | null {
    if (this.#place && !this.#place.isLost) return this.#place;
    return this.#search();
  }

  #search(): Place | null {
    if (this.#texts === null) return null;
    for (const document of workspace.textDocuments) {
      if (this.#searched.get(document) === document.version) continue;
      this.#searched.set(document, document.version);
      const piece = new LineEnds(lineEndOf(document)).pieces(this.#texts);
      const at = piece.text.length < SHORTEST_FOUND ? -1 : document.getText().indexOf(piece.text);
      if (at >= 0) return this.#found(document, at, piece);
    }
    return null;
  }

  #found(document: TextDocument, at: number, { lengths }: PieceText): Place {
    if (this.#place?.document !== document) {
      this.#own?.dispose();
      this.#own = new Place(document, [{ region: emptyRegion(at), original: '' }]);
      this.#place = this.#own;
    }
    this.#searched = new WeakMap();
    this.#place.found(at, lengths);
    return this.#place;
  }
}

/** Line ends are those of the document. */
const sameText = (there: string, written: string): boolean =>
  there === written || there.replaceAll(/\r\n?/g, '\n') === written.replaceAll(/\r\n?/g, '\n');
