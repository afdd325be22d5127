import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RunFailure } from '../../../src/core/runError';
import type { StreamEvent } from '../../../src/core/streamEvent';
import type { Dialect } from '../../../src/protocols/dialect';
import { brief, CONTEXT, eventsOf, replay } from './replay';
import type { RecordedStream } from './streams';

/** Random runs for each stream; a longer search sets more of them. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 40);

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The bytes in pieces that end at each of the given places. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const borders = [0, ...places.toSorted((a, b) => a - b), bytes.length];
  return borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
}

/** What holds for the streams of every dialect. */
export function testStreams(dialect: Dialect, streams: readonly RecordedStream[]): void {
  describe('what a stream says', () => {
    test.each(streams)('$name', ({ text, events }) => {
      const said = eventsOf(text, dialect);
      expect(brief(said)).toEqual(events);
      said.forEach(expectSound);
    });
  });

  describe('cutting a stream into other pieces never changes its events', () => {
    test.each(streams)('$name', ({ text }) => {
      const bytes = bytesOf(text);
      const whole = replay([bytes], dialect);
      for (let place = 1; place < bytes.length; place++) expect(replay(cutAt(bytes, [place]), dialect)).toEqual(whole);
      expect(
        replay(
          Array.from(bytes, (byte) => Uint8Array.of(byte)),
          dialect,
        ),
      ).toEqual(whole);
    });
  });

  describe('a damaged stream is an answer or an error, never an exception', () => {
    test.each(streams)('$name, bytes changed', ({ text }) => {
      const bytes = bytesOf(text);
      fc.assert(
        fc.property(damages(bytes.length), cuts(bytes.length), (damage, places) => {
          surviving(dialect, cutAt(damaged(bytes, damage), places));
        }),
        { numRuns: RUNS },
      );
    });

    test.each(streams)('$name, values changed', ({ text }) => {
      const values = fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(values, (changes) => {
          surviving(dialect, [bytesOf(withOtherValues(text, changes))]);
        }),
        { numRuns: RUNS },
      );
    });
  });
}

/** Bodies that are no answer of any dialect, and changed ones that once were. */
export function testBodies(dialect: Dialect, bodies: readonly string[]): void {
  test.each(['', 'hello', '"hello"', '7', 'null', '[]', '{}', '[7]', '{"ok":true}', '<html><title>Sign in</title>'])(
    'the body %s is malformed',
    (body) => expect(brief(dialect.decodeBody(body, CONTEXT))).toEqual(['error malformed']),
  );

  test.each(bodies)('a changed body is an answer or an error: %s', (body) => {
    const values = fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, fc.nat(), (changes, cut) => {
        const changed = withOtherValues(body, changes);
        for (const text of [changed, body.slice(0, cut % body.length)]) {
          const events = dialect.decodeBody(text, CONTEXT);
          events.forEach(expectSound);
          expect(['end', 'error']).toContain(events.at(-1)?.type);
        }
      }),
      { numRuns: RUNS },
    );
  });
}

function surviving(dialect: Dialect, pieces: readonly Uint8Array[]): void {
  try {
    replay(pieces, dialect).forEach(expectSound);
  } catch (failure) {
    if (!(failure instanceof RunFailure)) throw failure;
  }
}

const isCount = (value: number | null): boolean => value === null || (Number.isInteger(value) && value >= 0);

/** What every reader of events relies on. */
function expectSound(event: StreamEvent): void {
  if (event.type === 'text') {
    expect(event.text).not.toBe('');
    expect(isCount(event.tokens), `${event.tokens} tokens`).toBe(true);
  }
  if (event.type === 'usage') expect(Object.values(event.usage).every(isCount)).toBe(true);
  if (event.type === 'model') expect(event.model).not.toBe('');
}

type Damage = readonly [at: number, length: number, put: Uint8Array];

const damages = (length: number): fc.Arbitrary<Damage[]> =>
  fc.array(fc.tuple(fc.nat(length), fc.nat(40), fc.uint8Array({ maxLength: 12 })), { minLength: 1, maxLength: 5 });

const cuts = (length: number): fc.Arbitrary<number[]> => fc.array(fc.nat(length), { maxLength: 8 });

function damaged(bytes: Uint8Array, all: readonly Damage[]): Uint8Array {
  return all.reduce<Uint8Array>(
    (left, [at, length, put]) => Uint8Array.from([...left.subarray(0, at), ...put, ...left.subarray(at + length)]),
    bytes,
  );
}

/** The text with other values at random places inside its JSON. */
function withOtherValues(text: string, changes: readonly (readonly [number, unknown])[]): string {
  const lines = text.split('\n');
  for (const [at, value] of changes) {
    const index = at % lines.length;
    const line = lines[index] ?? '';
    const begin = line.search(/[[{]/);
    if (begin < 0) continue;
    const parsed = parsedOr(line.slice(begin), value);
    lines[index] = line.slice(0, begin) + JSON.stringify(changed(parsed, Math.floor(at / lines.length), value));
  }
  return lines.join('\n');
}

function parsedOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** The value with one of its parts replaced, which part `at` says. */
function changed(whole: unknown, at: number, value: unknown): unknown {
  if (typeof whole !== 'object' || whole === null || at === 0) return value;
  const keys = Object.keys(whole);
  const key = keys[at % keys.length];
  if (key === undefined) return value;
  const inner = changed((whole as Record<string, unknown>)[key], Math.floor(at / keys.length), value);
  if (!Array.isArray(whole)) return { ...whole, [key]: inner };
  return whole.map((part: unknown, index) => (String(index) === key ? inner : part));
}
