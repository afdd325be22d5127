interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the pointer is in the area that listens. */
export function placeOf(event: MouseEvent): Place {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** Left and right go from one to the next, up and down from group to group, Home and End to the ends. */
export function nextOf<T>(key: string, all: readonly T[], now: number, groupOf: (one: T) => unknown): T | undefined {
  const last = all.length - 1;
  const isOther = (one: T): boolean => all[now] === undefined || groupOf(one) !== groupOf(all[now]);
  switch (key) {
    case 'ArrowRight':
      return all[Math.min(last, now + 1)];
    case 'ArrowLeft':
      return all[Math.max(0, now - 1)];
    case 'ArrowDown':
      return all.find((one, index) => index > now && isOther(one));
    case 'ArrowUp':
      return all.findLast((one, index) => index < now && isOther(one));
    case 'Home':
      return all[0];
    case 'End':
      return all[last];
    default:
      return undefined;
  }
}

/** Puts the ring of an area around what is pointed at. */
export function ring(area: HTMLElement, { x, y }: Place): void {
  const mark = area.querySelector('.pointed');
  mark?.setAttribute('visibility', 'visible');
  mark?.setAttribute('cx', String(x));
  mark?.setAttribute('cy', String(y));
}

/** Nothing is pointed at any more. */
export function unring(area: HTMLElement): void {
  area.querySelector('.pointed')?.setAttribute('visibility', 'hidden');
  const tip = area.querySelector<HTMLElement>('.tip');
  if (tip) tip.hidden = true;
}

/** Beside what is pointed at, as far as the area reaches. */
export const tipLeft = (area: HTMLElement, tip: HTMLElement, x: number): string =>
  `${Math.max(0, Math.min(x + 10, area.clientWidth - tip.offsetWidth - 2))}px`;
