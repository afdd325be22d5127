import type { Pen } from '../pen';
import { markCorners, type Shape } from '../targetMark';
import type { Spot } from './chartPicture';

/** Adds the form of a target to the path that is being made. */
export function traceMark(pen: Pen, shape: Shape, { x, y }: Spot, radius: number): void {
  const corners = markCorners(shape, x, y, radius);
  if (corners === null) return pen.roundRect(x - radius, y - radius, 2 * radius, 2 * radius, radius);
  const [first = [x, y], ...others] = corners;
  pen.moveTo(first[0], first[1]);
  for (const corner of others) pen.lineTo(corner[0], corner[1]);
  pen.lineTo(first[0], first[1]);
}

/** A filled form on its own. */
export function fillMark(pen: Pen, shape: Shape, at: Spot, radius: number): void {
  pen.beginPath();
  traceMark(pen, shape, at, radius);
  pen.fill();
}
