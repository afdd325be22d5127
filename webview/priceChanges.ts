import type { Price } from '../src/core/target';
import type { ShownRun } from './state/panelModel';
import type { PriceDeeds } from './view/costSection';

export interface PriceChangesParts {
  /** Tells the editor the price for the model of a run. */
  readonly tell: (runId: string, price: Price | null) => void;
  readonly redraw: () => void;
}

/** How far the changing of a price is: the form may be open, and the last change can be taken back. */
export class PriceChanges {
  readonly #parts: PriceChangesParts;
  #runId: string | null = null;
  #isEditing = false;
  #before: { readonly price: Price | null } | null = null;

  constructor(parts: PriceChangesParts) {
    this.#parts = parts;
  }

  /** What can be done about the price of a run. */
  of({ header: { runId }, ownPrice }: ShownRun): PriceDeeds {
    if (runId !== this.#runId) {
      this.#runId = runId;
      this.#isEditing = false;
      this.#before = null;
    }
    const set = (price: Price | null, before: { readonly price: Price | null } | null): void => {
      this.#before = before;
      this.#parts.tell(runId, price);
      this.#edit(false);
    };
    return {
      ownPrice,
      isEditing: this.#isEditing,
      canUndo: this.#before !== null,
      edit: () => this.#edit(true),
      cancel: () => this.#edit(false),
      save: (price) => set(price, { price: ownPrice }),
      undo: () => set(this.#before?.price ?? null, null),
    };
  }

  #edit(isEditing: boolean): void {
    this.#isEditing = isEditing;
    this.#parts.redraw();
  }
}
