import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { RunFailure } from '../../../src/core/runError';
import type { StreamEvent } from '../../../src/core/streamEvent';
import type { Dialect } from '../../../src/protocols/dialect';
import { brief, CONTEXT, eventsOf, replay } from './replay';
import type { RecordedStream } from './streams';

/** Random runs for each stream; a longer search sets more of them. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 40);
/** Another one each time; the same again with FUZZ_SEED. */
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
fc.configureGlobal({ seed: SEED });

let damagedAnswers = 0;
afterAll(() => console.log(`${String(damagedAnswers)} damaged answers, FUZZ_SEED=${String(SEED)}`));

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
      fc.assert(
        fc.property(changesOfValues, (changes) => {
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
    fc.assert(
      fc.property(changesOfValues, fc.nat(), (changes, cut) => {
        damagedAnswers++;
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
  damagedAnswers++;
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

/** Another value at a place: in which of the JSON texts, and the way down from its top. */
interface Change {
  readonly text: number;
  readonly way: readonly number[];
  readonly value: unknown;
}

const changesOfValues: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    text: fc.nat(),
    way: fc.array(fc.nat(11), { maxLength: 7 }),
    value: fc.oneof(fc.constantFrom(null, '', 'x', 0, -1, 0.5, [], {}), fc.jsonValue({ maxDepth: 2 })),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The text with other values at random places inside its JSON. */
function withOtherValues(text: string, changes: readonly Change[]): string {
  const lines = text.split('\n');
  const begins = lines.map((line) => line.search(/[[{]/));
  const places = [...lines.keys()].filter((index) => (begins[index] ?? -1) >= 0);
  for (const { text: at, way, value } of changes) {
    const index = places[at % places.length];
    if (index === undefined) break;
    const line = lines[index] ?? '';
    const begin = begins[index] ?? 0;
    lines[index] = line.slice(0, begin) + JSON.stringify(changed(parsedOr(line.slice(begin), value), way, value));
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

/** The value with the part replaced to which the way leads, as far as it goes. */
function changed(whole: unknown, [step, ...rest]: readonly number[], value: unknown): unknown {
  if (typeof whole !== 'object' || whole === null || step === undefined) return value;
  const keys = Object.keys(whole);
  const key = keys[step % keys.length];
  if (key === undefined) return value;
  const inner = changed((whole as Record<string, unknown>)[key], rest, value);
  if (!Array.isArray(whole)) return { ...whole, [key]: inner };
  return whole.map((part: unknown, index) => (String(index) === key ? inner : part));
}
