import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chunk } from '../../../src/core/runTrace';
import { LiveMask } from '../../../src/engine/liveMask';
import { secretsOf } from '../../../src/engine/secrets';

const KEY = 'sk-0123456789';
const maskOf = (apiKey: string | null) =>
  new LiveMask(
    secretsOf({ target: { name: 't', protocol: 'openai-chat', url: 'http://h', model: 'm' }, apiKey }, 'report', {}),
  );
const chunk = (text: string): Chunk => ({ text }) as Chunk;

/** Tells pieces one by one, as batches would, and the rest at the end. */
function told(mask: LiveMask, pieces: readonly string[]): string[] {
  const shown: string[] = [];
  let waiting: Chunk[] = [];
  const tell = (count: number) => {
    shown.push(...mask.masked(waiting.slice(0, count)).map(({ text }) => text));
    waiting = waiting.slice(count);
  };
  for (const piece of pieces) {
    waiting.push(chunk(piece));
    tell(mask.tellable(waiting));
  }
  tell(waiting.length);
  return shown;
}

test('a key that is repeated is never told, wherever it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(KEY), fc.constantFrom('s', 'sk', 'sk-0', ' ', 'word', '\u{1f600}')), {
        maxLength: 12,
      }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (parts, sizes) => {
        const text = parts.join('');
        const pieces: string[] = [];
        for (let at = 0, index = 0; at < text.length; index++) {
          const size = sizes[index % sizes.length] ?? 1;
          pieces.push(text.slice(at, at + size));
          at += size;
        }
        const shown = told(maskOf(KEY), pieces);
        expect(shown.map(({ length }) => length)).toEqual(pieces.map(({ length }) => length));
        expect(shown.join('')).toBe(text.replaceAll(KEY, '•'.repeat(KEY.length)));
      },
    ),
  );
});

test('only what may be the beginning of a key waits', () => {
  const chunks = ['one', ' two', ' s'].map(chunk);
  expect(maskOf(KEY).tellable(chunks)).toBe(2);
  expect(maskOf(KEY).tellable([...chunks, chunk('ix')])).toBe(4);
  expect(maskOf(null).tellable(chunks)).toBe(3);
});
