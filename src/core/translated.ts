import * as l10n from '@vscode/l10n';

/** Sentences of the engine that have places for values, each with the way to find the values again. */
interface Template {
  readonly text: string;
  readonly pattern: RegExp;
  /** Places in the order in which the English sentence has them. */
  readonly places: readonly string[];
}

let templates: readonly Template[] = [];

/**
 * A sentence of the engine in the language of the editor. Reports are a public form and always English, so what they say is
 * found again among the known sentences, with its values; a sentence that is not known stays English.
 */
export function translated(sentence: string): string {
  const whole = l10n.t(sentence);
  if (whole !== sentence) return whole;
  for (const { text, pattern, places } of templates) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    const values = Object.fromEntries(places.map((place, index) => [place, valueHere(found[index + 1] ?? '')]));
    return withoutGaps(l10n.t(text, values));
  }
  // A finding may be several sentences that are known one by one.
  const parts = sentence.split(/(?<=[.!?]) (?=\p{Lu})/u);
  return parts.length > 1 ? parts.map(translated).join(' ') : sentence;
}

/** A caption of a picture, which an exported page has in English, in the language of the editor. */
export const captionHere = (caption: string, ...values: readonly string[]): string => l10n.t(caption, ...values);

/** Around a number stand spaces; a value that ends or begins with a Chinese word wants none beside another one. */
const withoutGaps = (text: string): string => text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

/** A value that has words of its own: another sentence, such as that of an error, a part of one, or an amount, such as "8 users". */
function valueHere(value: string): string {
  if (/[.!?]$/u.test(value)) return translated(value);
  // A name is never so long that it could be one of ours by chance.
  if (value.split(' ').length >= LEAST_WORDS) return l10n.t(value);
  const [, number, unit] = /^([\d.,\u202F]+) ([a-z/]+)$/u.exec(value) ?? [];
  if (number === undefined || unit === undefined) return value;
  const whole = l10n.t(value);
  return whole === value ? l10n.t(`{0} ${unit}`, number) : whole;
}

/** Makes the sentences of a language known. To be called once, with what `l10n` was configured with. */
export function knowSentences(bundle: Readonly<Record<string, unknown>>): void {
  templates = Object.keys(bundle)
    .filter((text) => /\{\d+\}/u.test(text) && fixedPart(text).length >= LEAST_FIXED)
    // The one with the most words of its own says most about where a sentence comes from.
    .sort((one, other) => fixedPart(other).length - fixedPart(one).length)
    .map(templateOf);
}

/** Of a part of a sentence. */
const LEAST_WORDS = 5;

/** Shorter ones would be found in sentences of others. */
const LEAST_FIXED = 12;

const fixedPart = (text: string): string => text.replace(/\{\d+\}/gu, '');

function templateOf(text: string): Template {
  const pieces = text.split(/\{(\d+)\}/u);
  const pattern = pieces.map((piece, index) => (index % 2 === 0 ? escaped(piece) : '(.*?)')).join('');
  return { text, pattern: new RegExp(`^${pattern}$`, 'su'), places: pieces.filter((_, index) => index % 2 === 1) };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
