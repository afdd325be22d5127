import { describe, expect, test } from 'vitest';
import { contrast, over, readable, type Rgba } from '../../../webview/draw/color';
import { THEMES } from '../../webview/support/themes';

const hex = (value: string): Rgba => [
  Number.parseInt(value.slice(1, 3), 16),
  Number.parseInt(value.slice(3, 5), 16),
  Number.parseInt(value.slice(5, 7), 16),
  1,
];

describe('colours', () => {
  test.each([
    ['#ffffff', '#000000', 21],
    ['#767676', '#ffffff', 4.54],
    ['#ffffff', '#ffffff', 1],
  ])('the contrast of %s on %s is %d', (a, b, ratio) => {
    expect(contrast(hex(a), hex(b))).toBeCloseTo(ratio, 2);
  });

  test('what lets half through is half the ground', () => {
    expect(over([255, 255, 255, 0.5], [0, 0, 0, 1])).toEqual([127.5, 127.5, 127.5, 1]);
  });

  const hues = ['red', 'blue', 'yellow', 'green', 'purple'] as const;
  for (const [name, { variables }] of Object.entries(THEMES))
    test(`every hue stands out from the ground of ${name}, as form and as text`, () => {
      const ground = hex(variables['editor-background']);
      const text = hex(variables.foreground);
      for (const color of [...hues.map((hue) => variables[`charts-${hue}`]), variables['terminal-ansiCyan']])
        for (const ratio of [3, 4.5])
          expect(contrast(readable(hex(color), ground, text, ratio), ground)).toBeGreaterThanOrEqual(ratio);
    });

  test('a colour that stands out is left as it is', () => {
    expect(readable(hex('#3794ff'), hex('#1f1f1f'), hex('#cccccc'), 3)).toEqual(hex('#3794ff'));
  });
});
