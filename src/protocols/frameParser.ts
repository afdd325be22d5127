import { parseJson } from './json';

/** Finds its way to a string inside of a value: names and indexes from the top down. */
type Way = readonly string[];

/** JSON texts that differ in the inside of one string only. */
interface Pattern {
  /** Up to the string, with its opening quote. */
  readonly before: string;
  /** From its closing quote on. */
  readonly after: string;
  readonly value: unknown;
  readonly way: Way;
}

/** What one search for a pattern costs, in frames that a pattern has sped up, and how many of them can be saved up. */
const SEARCH_COST = 16;
const MOST_CREDIT = 128;

/**
 * A `parseJson` for the frames of one stream, which are most often alike but for the generated text: of such a frame only that
 * string is parsed, and everything around it is compared, to the last character, with what was parsed before. Gives what
 * `parseJson` gives, always; its values share the parts that are alike, so they are not to be written to.
 */
export function createFrameParser(): (text: string) => unknown {
  let pattern: Pattern | null = null;
  let last = '';
  let credit = MOST_CREDIT;
  return (text) => {
    const alike = pattern && parseAlike(text, pattern);
    if (alike !== null) {
      if (credit < MOST_CREDIT) credit++;
      return alike;
    }
    if (credit >= SEARCH_COST) {
      credit -= SEARCH_COST;
      pattern = patternOf(last, text) ?? pattern;
      last = text;
    }
    return parseJson(text);
  };
}

/** `null` when the text does not follow the pattern. Comparing pieces is a quarter of the cost of `startsWith` and `endsWith`. */
function parseAlike(text: string, { before, after, value, way }: Pattern): unknown {
  const end = text.length - after.length;
  if (end < before.length || text.slice(0, before.length) !== before || text.slice(end) !== after) return null;
  const string = parseJson(text.slice(before.length - 1, end + 1));
  return typeof string === 'string' ? replaced(value, way, 0, string) : null;
}

/** A copy of the value, with the string at the end of the way. */
function replaced(value: unknown, way: Way, depth: number, string: string): unknown {
  const step = way[depth];
  if (step === undefined) return string;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[step] = replaced(copy[step], way, depth + 1, string);
  return copy;
}

/** A text that is no JSON, unless it stands in a string. */
const PROBE = 'a string of nobody';

/** The pattern that two texts have in common, if they have one. */
function patternOf(one: string, other: string): Pattern | null {
  const start = commonStart(one, other);
  const opening = other.lastIndexOf('"', start - 1);
  const closing = other.indexOf('"', other.length - commonEnd(one, other, start));
  if (opening < 0 || closing < 0 || other.includes(PROBE)) return null;
  const before = other.slice(0, opening + 1);
  const after = other.slice(closing);
  const value = parseJson(before + PROBE + after);
  const way = wayTo(PROBE, value, MOST_STEPS);
  return way && { before, after, value, way };
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** What comes before `start` is no part of it. */
function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}

/** Deeper in a frame there is no text. */
const MOST_STEPS = 8;

function wayTo(sought: unknown, value: unknown, mostSteps: number): Way | null {
  if (value === sought) return [];
  if (typeof value !== 'object' || value === null || mostSteps === 0) return null;
  for (const [step, inner] of Object.entries(value)) {
    const rest = wayTo(sought, inner, mostSteps - 1);
    if (rest) return [step, ...rest];
  }
  return null;
}
