import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TokenText } from '../../../src/local/tokenText';

/** Tokens that are single bytes, as a byte-fallback tokenizer makes them of what it does not know. */
const bytesToText = (tokens: readonly number[]): string => Buffer.from(tokens).toString('utf8');

function piecesOf(bytes: Iterable<number>): string[] {
  const text = new TokenText<number>(bytesToText);
  const pieces = [...bytes].map((byte) => text.push(byte));
  return [...pieces, text.end()];
}

describe('text of tokens', () => {
  test.each([
    ['plain letters come at once', 'ab', ['a', 'b', '']],
    ['two bytes wait for the second', 'é', ['', 'é', '']],
    ['three bytes wait for the third', '世a', ['', '', '世', 'a', '']],
    ['four bytes wait for the fourth', '🙂', ['', '', '', '🙂', '']],
  ])('%s', (_name, text, pieces) => {
    expect(piecesOf(Buffer.from(text))).toEqual(pieces);
  });

  test('a character that stays incomplete comes out as such at the end', () => {
    expect(piecesOf([0x61, 0xe4, 0xb8])).toEqual(['a', '', '', '\uFFFD']);
  });

  test('bytes that are no characters do not hold the text for ever', () => {
    const pieces = piecesOf([0xff, 0xff, 0xff, 0xff, 0x61]);
    expect(pieces.slice(0, 4)).toEqual(['', '', '', '\uFFFD'.repeat(4)]);
    expect(pieces[4]).toBe('a');
  });

  test('any text comes out whole, and no piece holds half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('\uFFFD'));
        const pieces = piecesOf(Buffer.from(text));
        expect(pieces.join('')).toBe(text);
        expect(pieces.join('|')).not.toContain('\uFFFD');
      }),
    );
  });

  test('the tokens before are shown to the decoder, but only a few', () => {
    const seen: number[][] = [];
    const text = new TokenText<number>((tokens, before) => {
      seen.push([...before]);
      return bytesToText(tokens);
    });
    for (const byte of Buffer.from('abcde')) text.push(byte);
    expect(seen).toEqual([[], [97], [97, 98], [97, 98, 99], [98, 99, 100]]);
  });
});
