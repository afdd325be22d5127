import type { Pen } from './pen';

/** A letter with its numbers, as far as the scenes write them: whole words of SVG in places of the page. */
const COMMAND = /([MLHVZ]?)([^MLHVZ]*)/gu;

/**
 * Adds a path of a scene to the one that is being made: `M`, `L`, `H`, `V` and `Z` in absolute places; pairs of numbers alone
 * are the points of a line.
 */
export function tracePath(pen: Pen, path: string): void {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const lineTo = (toX: number, toY: number): void => {
    [x, y] = [toX, toY];
    pen.lineTo(x, y);
  };
  for (const [whole, letter = '', rest = ''] of path.matchAll(COMMAND)) {
    if (whole === '') continue;
    const numbers = rest.split(/[\s,]+/u).flatMap((part) => (part === '' ? [] : [Number(part)]));
    if (letter === 'Z') lineTo(startX, startY);
    else if (letter === 'H') lineTo(numbers[0] ?? x, y);
    else if (letter === 'V') lineTo(x, numbers[0] ?? y);
    else
      for (let at = 0; at + 1 < numbers.length; at += 2) {
        const [toX = 0, toY = 0] = numbers.slice(at, at + 2);
        if (at > 0 || letter === 'L') {
          lineTo(toX, toY);
          continue;
        }
        [x, y, startX, startY] = [toX, toY, toX, toY];
        pen.moveTo(x, y);
      }
  }
}

export function fillPath(pen: Pen, path: string, alpha = 1): void {
  pen.beginPath();
  tracePath(pen, path);
  pen.globalAlpha = alpha;
  pen.fill();
  pen.globalAlpha = 1;
}

export function strokePath(pen: Pen, path: string): void {
  pen.beginPath();
  tracePath(pen, path);
  pen.stroke();
}
