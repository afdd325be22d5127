import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameParser } from '../../../src/protocols/frameParser';
import { parseJson } from '../../../src/protocols/json';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);
/** Another one each time; the same again with FUZZ_SEED. A failure names it. */
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

const frame = (content: string, rest: object = {}): string =>
  JSON.stringify({ id: 'c1', choices: [{ index: 0, delta: { content } }], usage: { n: [1] }, ...rest });

/** All values first, as a later text must not change what was parsed before. */
function expectSame(texts: readonly string[]): void {
  const parse = createFrameParser();
  expect(texts.map(parse)).toEqual(texts.map(parseJson));
}

describe('frames that differ in one string', () => {
  test.each([
    ['words', [' the', ' time', ' of', ' the', ' of', '']],
    ['escapes', [' the', ' time', 'a\nb', '\\', '"', '\\"', '\u0000', '\ud800', '🙂']],
    ['texts that look like what stands around them', [' the', ' time', '"}}],"usage":{"n":[1]}}', '","x":"']],
    ['the very sign by which a pattern is found', ['a string of nobody', ' time', 'a string of nobody', 'x', 'y']],
  ])('%s', (_, contents) => expectSame(contents.map((content) => frame(content))));

  test('beside one that is the sign by which a pattern is found', () => {
    expectSame([' the', ' time', ' of', ' day'].map((text) => JSON.stringify({ sign: 'a string of nobody', text })));
  });

  test('share the parts that are alike, and those alone', () => {
    const parse = createFrameParser();
    const [, , one, other] = [' the', ' time', ' of', ' day'].map(
      (text) => parse(frame(text)) as Record<string, unknown>,
    );
    expect(other?.['usage']).toBe(one?.['usage']);
    expect(other?.['choices']).not.toBe(one?.['choices']);
  });
});

describe('frames that are not alike', () => {
  const begin = [frame(' the'), frame(' time'), frame(' of')];
  const [alike = ''] = begin;
  test.each([
    ['another part has changed', [frame(' x', { usage: { n: [2] } }), frame(' x', { usage: null })]],
    ['the string ends early', [alike.replace(' the', 'a"b'), alike.replace(' the', 'a\\')]],
    [
      'there is more than one string',
      [alike.replace(' the', 'a","content":"b'), alike.replace(' the', 'a","role":"b')],
    ],
    ['it is no JSON', ['', '{', alike.slice(0, -1), `${alike}}`, alike.replace(' the', 'a\nb'), '[DONE]']],
    [
      'no string at all',
      [alike.replace('" the"', 'null'), alike.replace('" the"', '"'), alike.replace('" the"', '""')],
    ],
    ['a name of its own kind', ['{"__proto__":{"a":"x"}}', '{"__proto__":{"a":"y"}}', '{"__proto__":{"a":"z"}}']],
    ['the string is a name', ['{"ab":1}', '{"ac":1}', '{"ad":1}', '{"ae":1}']],
    ['a name that stands twice', ['{"a":"x","a":1}', '{"a":"y","a":1}', '{"a":"z","a":1}']],
    ['only a string', ['"ab"', '"ac"', '"ad"']],
  ])('%s', (_, texts) => expectSame([...begin, ...texts, ...begin, ...texts]));
});

test('frames deeper than the stack are parsed all the same', () => {
  const parse = createFrameParser();
  for (const text of ['b', 'c', 'd'])
    expect(Array.isArray(parse(`${'['.repeat(20_000)}"${text}"${']'.repeat(20_000)}`))).toBe(true);
});

/** Texts of one shape with other strings in them, some of them damaged: what a stream may hold, and what it may not. */
const streams = fc.tuple(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 2 })).chain(([before, after]) =>
  fc.array(
    fc
      .tuple(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(' the', ' time', '","b":"', '\\', '\n')),
        fc.option(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', '"', '\\', ',', '}', '\u0001', 'x')), { freq: 4 }),
      )
      .map(([text, damage]) => {
        const whole = JSON.stringify({ before, text: [text], after });
        if (!damage) return whole;
        const [place, length, put] = damage;
        const at = place % whole.length;
        return whole.slice(0, at) + put + whole.slice(at + length);
      }),
    { maxLength: 12 },
  ),
);

test('whatever comes, damaged or not, is what JSON.parse makes of it', () => {
  fc.assert(fc.property(streams, expectSame), { numRuns: RUNS, seed: SEED });
});
