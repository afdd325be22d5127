import { expect, test } from 'vitest';
import { SvgPen } from '../../../webview/draw/svgPen';
import { fillPath, strokePath } from '../../../webview/draw/tracePath';

const drawn = (path: string): string | undefined => {
  const pen = new SvgPen('test', () => 0);
  strokePath(pen, path);
  return / d="([^"]*)"/.exec(pen.markup)?.[1];
};

test.each([
  ['points of a line alone', '1,2 3,4 5.5,6', 'M1 2L3 4L5.5 6'],
  ['a closed shape whose first pair is a start and whose others are lines', 'M1,2 3,4 5,6Z', 'M1 2L3 4L5 6L1 2'],
  ['steps', 'M0,10H4V2H8V10Z', 'M0 10L4 10L4 2L8 2L8 10L0 10'],
  ['lines after a letter of their own', 'M1 2L3 4 5 6', 'M1 2L3 4L5 6'],
  ['small and negative numbers', 'M-1.25,1e-7 2,-3', 'M-1.25 0L2 -3'],
  ['two shapes, each closed to its own start', 'M0,0 1,0Z M5,5 6,5Z', 'M0 0L1 0L0 0M5 5L6 5L5 5'],
  ['nothing', '', ''],
])('%s', (_, path, expected) => expect(drawn(path)).toBe(expected));

test('what is filled faintly leaves the pen as strong as it was', () => {
  const pen = new SvgPen('test', () => 0);
  fillPath(pen, '0,0 1,1', 0.25);
  expect(pen.markup).toContain('fill-opacity="0.25"');
  expect(pen.globalAlpha).toBe(1);
});
