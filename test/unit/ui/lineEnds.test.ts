import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineEnds } from '../../../src/ui/output/lineEnds';

describe('LineEnds', () => {
  it('gives the same text however the stream was cut', () => {
    const piece = fc.constantFrom('a', '\r', '\n', '\r\n', '🙂', '中', ' ');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
        (pieces, sizes) => {
          const text = pieces.join('');
          for (const lineEnd of ['\n', '\r\n']) {
            const ends = new LineEnds(lineEnd);
            const parts: string[] = [];
            for (let rest = text; rest !== '';) {
              const size = sizes.next().value ?? 1;
              parts.push(ends.convert(rest.slice(0, size)));
              rest = rest.slice(size);
            }
            parts.push(ends.end());
            expect(parts.join('')).toBe(text.replace(/\r\n|\r|\n/g, lineEnd));
            for (const part of parts) expect(part).not.toMatch(/[\uD800-\uDBFF]$/);
          }
        },
      ),
    );
  });
});
