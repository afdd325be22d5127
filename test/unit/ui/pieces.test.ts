import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pieces } from '../../../src/ui/output/pieces';

/** Three pieces of the text `abcdefghi`, which stands at 100. */
function three(): Pieces {
  const pieces = new Pieces();
  pieces.append([2, 3], 5);
  pieces.append([4], 9);
  return pieces;
}

const ranges = (pieces: Pieces) =>
  Array.from({ length: pieces.count }, (_, index) => pieces.range(index)).map((one) => [one?.start, one?.end]);

describe('pieces', () => {
  test('stand one behind the other', () => {
    expect(ranges(three())).toEqual([
      [0, 2],
      [2, 5],
      [5, 9],
    ]);
    expect(three().range(3)).toBeNull();
  });

  test('an offset belongs to the piece of the character behind it, the end to the last one', () => {
    const pieces = three();
    expect([-1, 0, 1, 2, 4, 5, 8, 9, 10].map((offset) => pieces.indexAt(offset))).toEqual([
      null,
      0,
      0,
      1,
      1,
      2,
      2,
      2,
      null,
    ]);
  });

  test('a chunk without text is nowhere, and its neighbours are found', () => {
    const pieces = new Pieces();
    pieces.append([0, 2, 0, 3], 5);
    expect([0, 1, 2, 4, 5].map((offset) => pieces.indexAt(offset))).toEqual([1, 1, 3, 3, 3]);
  });

  test('text before the output moves nothing in it', () => {
    const pieces = three();
    pieces.follow({ offset: 3, removed: 0, inserted: 7 }, 100, 107);
    expect(ranges(pieces)).toEqual(ranges(three()));
  });

  test('text typed within a piece is part of it, at a border of the piece before', () => {
    const within = three();
    within.follow({ offset: 103, removed: 0, inserted: 2 }, 100, 100);
    expect(ranges(within)).toEqual([
      [0, 2],
      [2, 7],
      [7, 11],
    ]);
    const border = three();
    border.follow({ offset: 102, removed: 0, inserted: 2 }, 100, 100);
    expect(ranges(border)).toEqual([
      [0, 4],
      [4, 7],
      [7, 11],
    ]);
    const behind = three();
    behind.follow({ offset: 109, removed: 0, inserted: 2 }, 100, 100);
    expect(ranges(behind)).toEqual(ranges(three()));
  });

  test('what is removed leaves its neighbours, and a piece of which nothing is left is empty', () => {
    const pieces = three();
    pieces.follow({ offset: 101, removed: 6, inserted: 0 }, 100, 100);
    expect(ranges(pieces)).toEqual([
      [0, 1],
      [1, 1],
      [1, 3],
    ]);
  });

  test('a change across the beginning of the output moves its start', () => {
    const pieces = three();
    pieces.follow({ offset: 98, removed: 5, inserted: 1 }, 100, 99);
    expect(ranges(pieces)).toEqual([
      [0, 0],
      [0, 2],
      [2, 6],
    ]);
  });

  test('law: after any edits the untouched characters are where the pieces say', () => {
    const edit = fc.record({ at: fc.nat(30), removed: fc.nat(6), inserted: fc.nat(4) });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 8 }),
        fc.array(edit),
        (lengths, edits) => {
          const pieces = new Pieces();
          const total = lengths.reduce((sum, one) => sum + one, 0);
          pieces.append(lengths, total);
          // Every character knows its piece; what the person types is `-1`. The output begins at 10.
          let text = [
            ...Array<number>(10).fill(-1),
            ...lengths.flatMap((length, index) => Array<number>(length).fill(index)),
            ...Array<number>(10).fill(-1),
          ];
          const begin = 10;
          for (const { at, removed, inserted } of edits) {
            const offset = Math.min(Math.max(at, begin), text.length);
            const gone = Math.min(removed, text.length - offset);
            text = [...text.slice(0, offset), ...Array<number>(inserted).fill(-1), ...text.slice(offset + gone)];
            pieces.follow({ offset, removed: gone, inserted }, begin, begin);
          }
          text.forEach((piece, offset) => {
            if (piece < 0) return;
            const range = pieces.range(piece);
            expect(range && range.start + begin <= offset && offset < range.end + begin).toBe(true);
          });
        },
      ),
    );
  });
});
