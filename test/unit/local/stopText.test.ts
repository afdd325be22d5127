import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StopText } from '../../../src/local/stopText';

function through(pieces: readonly string[], stops: readonly string[]): { text: string; stopped: boolean } {
  const filter = new StopText(stops);
  let text = '';
  for (const piece of pieces) {
    const passed = filter.push(piece);
    text += passed.text;
    if (passed.stopped) return { text, stopped: true };
  }
  return { text: text + filter.end(), stopped: false };
}

describe('a stop text', () => {
  const rows: [pieces: string[], stops: string[], text: string, stopped: boolean][] = [
    [['one ', 'two'], [], 'one two', false],
    [['one ', 'two'], [''], 'one two', false],
    [['one END two'], ['END'], 'one ', true],
    [['one E', 'N', 'D two'], ['END'], 'one ', true],
    [['one E', 'N', 'X'], ['END'], 'one ENX', false],
    [['EEN', 'D'], ['END'], 'E', true],
    [['one EN'], ['END'], 'one EN', false],
    [['ab'], ['b', 'ab'], '', true],
  ];
  test.each(rows)('%j with %j gives %j', (pieces, stops, text, stopped) => {
    expect(through(pieces, stops)).toEqual({ text, stopped });
  });

  test('is found however the text is cut', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 20 });
    fc.assert(
      fc.property(letters, fc.array(letters, { maxLength: 3 }), fc.array(fc.nat(20)), (whole, stops, cuts) => {
        const borders = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
        const pieces = borders.slice(1).map((border, index) => whole.slice(borders[index], border));
        const ends = stops.filter((stop) => stop !== '').map((stop) => whole.indexOf(stop));
        const found = ends.filter((at) => at >= 0);
        const { text, stopped } = through(pieces, stops);
        expect(stopped).toBe(found.length > 0);
        // Cut into pieces, the stop text that is complete first wins; it may begin later than a longer one.
        if (stopped) expect(ends).toContain(text.length);
        else expect(text).toBe(whole);
      }),
    );
  });
});
