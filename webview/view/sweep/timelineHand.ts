import { attachPointer, type PointerDeeds } from '../timelinePointer';

export type HandDeeds = Omit<PointerDeeds, 'point' | 'choose'>;

const IDLE: HandDeeds = {
  zoom: () => undefined,
  pan: () => undefined,
  reset: () => undefined,
  canZoomOut: () => false,
};

/** Wheel, drag and double click on the timeline, as on that of a single run. What they do changes with each drawing, what listens stays. */
class TimelineHand {
  deeds: HandDeeds = IDLE;
  #ended: AbortController | null = null;

  /** Begins to listen, or ends it when the chart is gone. */
  readonly attach = (host: Element | undefined): void => {
    this.#ended?.abort();
    this.#ended = null;
    if (!(host instanceof HTMLElement)) return;
    this.#ended = new AbortController();
    attachPointer(host, this.#ended.signal, {
      zoom: (factor, x) => this.deeds.zoom(factor, x),
      pan: (px) => this.deeds.pan(px),
      reset: () => this.deeds.reset(),
      canZoomOut: () => this.deeds.canZoomOut(),
      // The chart itself says what is under the pointer.
      point: () => undefined,
      choose: () => undefined,
    });
  };
}

/** There is one timeline on the page. */
export const timelineHand = new TimelineHand();
