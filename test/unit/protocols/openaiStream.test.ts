import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brief, delta, eventsOf, replay, sse } from './replay';
import { STREAMS } from './streams';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The bytes in pieces that end at each of the given places. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const borders = [0, ...places.toSorted((a, b) => a - b), bytes.length];
  return borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
}

describe('what a stream says', () => {
  test.each(STREAMS)('$name', ({ text, events }) => expect(brief(eventsOf(text))).toEqual(events));
});

describe('cutting a stream into other pieces never changes its events', () => {
  test.each(STREAMS)('$name', ({ text }) => {
    const bytes = bytesOf(text);
    const whole = replay([bytes]);
    for (let place = 1; place < bytes.length; place++) expect(replay(cutAt(bytes, [place]))).toEqual(whole);
    expect(replay(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  test.each(STREAMS)('$name, in any number of places', ({ text }) => {
    const bytes = bytesOf(text);
    const whole = replay([bytes]);
    const places = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 });
    fc.assert(
      fc.property(places, (cuts) => {
        expect(replay(cutAt(bytes, cuts))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

test('totals over several choices say nothing about the first one', () => {
  const other = { choices: [{ index: 1, delta: { content: 'x' } }] };
  const usage = { prompt_tokens: 9, completion_tokens: 40, total_tokens: 49 };
  const events = eventsOf(sse(delta({ content: 'a' }), other, { choices: [], usage }, '[DONE]'));
  expect(events.find(({ type }) => type === 'usage')).toMatchObject({ usage: { inputTotal: 9, outputTotal: null } });
});

test('what is not JSON of this protocol is an error, never an exception', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(() => eventsOf(`data: ${json}\n\n`)).not.toThrow();
      expect(() =>
        eventsOf(`data: {"choices":[${json}],"usage":${json},"timings":${json},"error":null}\n\n`),
      ).not.toThrow();
      expect(() => eventsOf(`data: {"choices":[{"delta":${json},"finish_reason":${json}}]}\n\n`)).not.toThrow();
    }),
  );
});
