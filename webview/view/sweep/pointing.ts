import { html } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { nearestDot } from '../../layout/compare/dotSwarm';
import { nextOf, placeOf, ring, tipLeft, unring } from '../pointed';

/** Something in a chart that can be pointed at, with what is said of it. */
export interface Stop {
  readonly x: number;
  readonly y: number;
  readonly key: string;
  /** The first line says what it is. Made when it is pointed at: a chart may have thousands of stops. */
  readonly lines: () => readonly string[];
  /** Arrow up and down go from group to group. */
  readonly group: number;
  /** Half of its size, where the pointer is over it however far its middle is. */
  readonly half?: { readonly x: number; readonly y: number };
}

export interface PointArea {
  readonly label: string;
  /** From the first to the last, as the arrow keys walk them. */
  readonly stops: () => readonly Stop[];
  /** What there is to say of a place that has no stop near it. */
  readonly elsewhere?: (at: Place) => Stop | null;
  /** Keys of the chart's own; true when it was one of them. */
  readonly key?: (event: KeyboardEvent) => boolean;
  /** Told its element once, and when that is gone. */
  readonly attach?: (host: Element | undefined) => void;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const REACH_PX = 12;

/** A chart whose numbers are told on hover and on the arrow keys. Pointing moves what is there instead of drawing the page anew. */
export const pointArea = (area: PointArea, chart: unknown) => html`
  <div
    class="point-area"
    tabindex="0"
    role="application"
    aria-label=${area.label}
    ${ref((host) => follow(host, area))}
    ${ref(area.attach)}
    @keydown=${(event: KeyboardEvent) => walk(event, area)}
    @pointermove=${(event: PointerEvent) => point(event, area)}
    @pointerleave=${(event: PointerEvent) => hide(event.currentTarget as HTMLElement)}
    @blur=${(event: FocusEvent) => hide(event.currentTarget as HTMLElement)}
  >
    ${chart}
    <div class="tip" hidden></div>
    <span class="visually-hidden" aria-live="polite"></span>
  </div>
`;

/** What is pointed at may have another place in a chart that was drawn anew. */
function follow(host: Element | undefined, { stops }: PointArea): void {
  if (!(host instanceof HTMLElement) || host.dataset['stop'] === undefined) return;
  const now = stops().find(({ key }) => key === host.dataset['stop']);
  if (now) show(host, now, false);
  else hide(host);
}

function point(event: PointerEvent, { stops, elsewhere }: PointArea): void {
  const host = event.currentTarget as HTMLElement;
  const at = placeOf(event);
  const all = stops();
  const found = all.find((stop) => isOver(stop, at)) ?? nearestDot(all, at, REACH_PX) ?? elsewhere?.(at) ?? null;
  if (found) show(host, found, false);
  else hide(host);
}

const isOver = ({ x, y, half }: Stop, at: Place): boolean =>
  half !== undefined && Math.abs(at.x - x) <= half.x && Math.abs(at.y - y) <= half.y;

function walk(event: KeyboardEvent, { stops, key }: PointArea): void {
  const host = event.currentTarget as HTMLElement;
  if (event.key === 'Escape') return hide(host);
  if (key?.(event)) return event.preventDefault();
  const all = stops();
  const next = nextOf(
    event.key,
    all,
    all.findIndex((stop) => stop.key === host.dataset['stop']),
    ({ group }) => group,
  );
  if (!next) return;
  event.preventDefault();
  show(host, next, true);
}

function show(host: HTMLElement, stop: Stop, isSaid: boolean): void {
  host.dataset['stop'] = stop.key;
  ring(host, stop);
  const lines = stop.lines();
  const live = host.querySelector('[aria-live]');
  // A pointer passes hundreds of places, and nobody wants to hear them all.
  if (live && isSaid) live.textContent = lines.join('. ');
  const tip = host.querySelector<HTMLElement>('.tip');
  if (!tip) return;
  tip.replaceChildren(...lines.map(lineOf));
  tip.hidden = false;
  const [below, above] = [stop.y + 14, stop.y - tip.offsetHeight - 12];
  tip.style.left = tipLeft(host, tip, stop.x);
  tip.style.top = `${below + tip.offsetHeight > host.clientHeight && above >= 0 ? above : below}px`;
}

function lineOf(text: string): HTMLElement {
  const line = document.createElement('div');
  line.textContent = text;
  return line;
}

function hide(host: HTMLElement): void {
  delete host.dataset['stop'];
  unring(host);
}
