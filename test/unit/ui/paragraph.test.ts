import { describe, expect, it } from 'vitest';
import { lastLineOf, paragraphAfter } from '../../../src/ui/output/paragraph';

const lines = (...texts: string[]) => ({ count: texts.length, text: (line: number) => texts[line] ?? '' });

describe('paragraphAfter', () => {
  it.each<[string, number, string[], { before: string; after: string }]>([
    ['the last line', 0, ['ask'], { before: '\n\n', after: '' }],
    ['text follows at once', 0, ['ask', 'more'], { before: '\n\n', after: '\n' }],
    ['an empty line follows', 0, ['ask', '', 'more'], { before: '\n\n', after: '' }],
    ['the document ends with a line end', 1, ['ask', ''], { before: '\n', after: '' }],
    ['the document ends with an empty line', 2, ['ask', '', ''], { before: '', after: '' }],
    ['an empty document', 0, [''], { before: '', after: '' }],
  ])('%s', (_, line, texts, expected) => {
    expect(paragraphAfter(line, lines(...texts))).toEqual(expected);
  });
});

describe('lastLineOf', () => {
  it('is the line above when whole lines are selected', () => {
    expect(lastLineOf({ line: 2 }, { line: 4, character: 0 })).toBe(3);
  });
  it('is the line of the end otherwise', () => {
    expect(lastLineOf({ line: 2 }, { line: 4, character: 1 })).toBe(4);
    expect(lastLineOf({ line: 2 }, { line: 2, character: 0 })).toBe(2);
  });
});
