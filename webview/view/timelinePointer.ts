/** What a pointer can do to the timeline. `x` in pixels from the left of the element. */
export interface PointerDeeds {
  readonly zoom: (factor: number, x: number) => void;
  readonly pan: (px: number) => void;
  readonly point: (x: number | null) => void;
  /** A press without a drag. */
  readonly choose: (x: number) => void;
  readonly reset: () => void;
  readonly canZoomOut: () => boolean;
}

/** A wheel that has been scrolling the page goes on doing so until it rested this long. */
const WHEEL_REST_MS = 300;

/** A hand that presses is not quite still. */
const DRAG_PX = 3;

/** Wheel zooms, drag pans, double click shows all. Everything ends with the signal. */
export function attachPointer(element: HTMLElement, signal: AbortSignal, deeds: PointerDeeds): void {
  let dragX: number | null = null;
  let pressedX = 0;
  let isDrag = false;
  let scrolledAt = Number.NEGATIVE_INFINITY;
  const xIn = (event: MouseEvent): number => event.clientX - element.getBoundingClientRect().left;

  document.addEventListener('scroll', (event) => (scrolledAt = event.timeStamp), { signal, capture: true });
  element.addEventListener(
    'wheel',
    (event) => {
      const pinch = event.ctrlKey || event.metaKey;
      // The page scrolls past the chart: taking the wheel now would stop the person in mid-scroll.
      if (!pinch && event.timeStamp - scrolledAt < WHEEL_REST_MS) return;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
        if (!deeds.canZoomOut()) return;
        deeds.pan(event.deltaX || event.deltaY);
      } else {
        if (event.deltaY > 0 && !pinch && !deeds.canZoomOut()) return;
        deeds.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY * (pinch ? 0.01 : 0.002)))), xIn(event));
      }
      event.preventDefault();
    },
    { signal, passive: false },
  );
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      dragX = pressedX = event.clientX;
      isDrag = false;
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      isDrag ||= Math.abs(event.clientX - pressedX) > DRAG_PX;
      if (dragX !== null && isDrag && event.clientX !== dragX) {
        deeds.pan(dragX - event.clientX);
        dragX = event.clientX;
      }
      deeds.point(xIn(event));
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      if (dragX !== null && !isDrag) deeds.choose(xIn(event));
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel'] as const)
    element.addEventListener(end, () => (dragX = null), { signal });
  element.addEventListener('pointerleave', () => deeds.point(null), { signal });
  element.addEventListener('dblclick', () => deeds.reset(), { signal });
}
