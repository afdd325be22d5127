import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptPosition, moveRegion, reachesInto, type Change, type Region } from '../../../src/ui/output/region';

const region = (start: number, at: number, end = at): Region => ({ start, at, end });
const change = (offset: number, removed: number, inserted: number): Change => ({ offset, removed, inserted });

describe('moveRegion', () => {
  it.each<[string, Region, Change, Region | null]>([
    ['text before moves it', region(10, 20, 21), change(2, 0, 5), region(15, 25, 26)],
    ['deletion before moves it', region(10, 20, 21), change(2, 3, 0), region(7, 17, 18)],
    ['text behind leaves it', region(10, 20, 21), change(30, 2, 9), region(10, 20, 21)],
    ['text right before the output stays before it', region(10, 20, 21), change(10, 0, 3), region(13, 23, 24)],
    ['text right behind the output stays behind it', region(10, 20), change(20, 0, 3), region(10, 20)],
    [
      'text right behind the output stays before its closing line end',
      region(10, 20, 21),
      change(20, 0, 3),
      region(10, 20, 24),
    ],
    ['text inside of the output makes it longer', region(10, 20, 21), change(15, 0, 4), region(10, 24, 25)],
    ['a word of the output may be deleted', region(10, 20, 21), change(12, 4, 0), region(10, 16, 17)],
    ['the head of the output may be deleted with what is before it', region(10, 20), change(8, 5, 0), region(8, 15)],
    ['an empty place moves behind what is typed there', region(10, 10), change(10, 0, 4), region(14, 14)],
    ['the insertion point is gone with its surroundings', region(10, 20), change(15, 10, 0), null],
    ['all of the output is deleted', region(10, 20), change(10, 10, 0), null],
    ['an empty place is gone with its surroundings', region(10, 10), change(5, 10, 0), null],
    ['deleting up to an empty place keeps it', region(10, 10), change(5, 5, 0), region(5, 5)],
    ['deleting from an empty place on keeps it', region(10, 10), change(10, 5, 0), region(10, 10)],
  ])('%s', (_, before, edit, expected) => {
    expect(moveRegion(before, edit)).toEqual(expected);
  });

  it('keeps the output’s own text between start and insertion point, whatever others do around it', () => {
    const edit = fc.record({
      outside: fc.boolean(),
      at: fc.nat(50),
      removed: fc.nat(10),
      text: fc.stringMatching(/^[a-z]{0,6}$/),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const head = 'h'.repeat(20);
        const output = '0123456789';
        let text = `${head}${output}${'t'.repeat(20)}`;
        let place: Region = region(20, 30);
        for (const { outside, at, removed, text: inserted } of edits) {
          const [low, high] = outside ? [0, place.start] : [place.end, text.length];
          const offset = Math.min(low + at, high);
          const length = Math.min(removed, high - offset);
          text = text.slice(0, offset) + inserted + text.slice(offset + length);
          const moved = moveRegion(place, change(offset, length, inserted.length));
          if (moved === null) throw new Error('lost');
          place = moved;
          expect(text.slice(place.start, place.at)).toBe(output);
        }
      }),
    );
  });
});

describe('reachesInto', () => {
  it.each<[Change, boolean]>([
    [change(5, 5, 0), false],
    [change(5, 6, 0), true],
    [change(20, 0, 3), false],
    [change(19, 0, 3), true],
    [change(10, 0, 3), false],
  ])('%o: %s', (edit, expected) => {
    expect(reachesInto(region(10, 10, 20), edit)).toBe(expected);
  });
});

describe('keptPosition', () => {
  it.each<[string, number, boolean, Change, number]>([
    ['a cursor before stays', 5, false, change(10, 0, 4), 5],
    ['a cursor at the insertion point stays', 10, false, change(10, 0, 4), 10],
    ['the end of a selection there stays', 10, false, change(10, 0, 4), 10],
    ['the start of a selection there moves with its text', 10, true, change(10, 0, 4), 14],
    ['a cursor behind moves with its text', 12, false, change(10, 0, 4), 16],
    ['a cursor in replaced text goes to its start', 12, false, change(10, 5, 2), 10],
    ['the end of replaced text goes to its start', 15, false, change(10, 5, 2), 10],
    ['a cursor behind replaced text moves', 17, false, change(10, 5, 2), 14],
  ])('%s', (...[, position, opens, edit, expected]) => {
    expect(keptPosition(position, opens, edit)).toBe(expected);
  });
});
