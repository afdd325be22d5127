import type { Disposable } from 'vscode';
import type { RunReport } from '../../core/runReport';
import { visibleTexts } from './outputWriter';
import type { Place } from './place';
import { WrittenText } from './writtenText';

export interface WrittenTextsParts {
  /** The place of a run whose output was written in this window. */
  readonly placeOf: (runId: string) => Place | null;
  /** The report of a run that is over. */
  readonly reportOf: (runId: string) => RunReport | null;
}

/** Finds the text of a run in the editor. Holds one run at a time: the one that was asked for last. */
export class WrittenTexts implements Disposable {
  readonly #parts: WrittenTextsParts;
  #held: { readonly runId: string; readonly report: RunReport | null; readonly place: Place | null } | null = null;
  #text: WrittenText | null = null;

  constructor(parts: WrittenTextsParts) {
    this.#parts = parts;
  }

  of(runId: string): WrittenText {
    const place = this.#parts.placeOf(runId);
    const report = this.#parts.reportOf(runId);
    const held = this.#held;
    if (this.#text && held?.runId === runId && held.place === place && held.report?.chunks === report?.chunks)
      return this.#text;
    this.#text?.dispose();
    this.#held = { runId, report, place };
    this.#text = new WrittenText(place, report?.chunks ? visibleTexts(report.chunks) : null);
    return this.#text;
  }

  dispose(): void {
    this.#text?.dispose();
  }
}
