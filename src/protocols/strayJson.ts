import type { Frame } from './dialect';
import { asArray, asObject, parseJson } from './json';

/** More than this is no error message. */
const MOST_CHARACTERS = 16 * 1024;

/**
 * Finds JSON that stands bare among the lines of an event stream: Google breaks streams off with an error in that form, on one
 * line or many, in an array or not. Takes the lines that no field of an event begins.
 */
export function createStrayJson(): (line: string) => Frame[] {
  let held = '';
  return (line) => {
    const isBegin = /^[[{]/.test(line);
    if (held === '' && !isBegin) return [];
    held = `${held}${line}\n`;
    if (held.length > MOST_CHARACTERS) held = '';
    // Only such lines can complete it; trying each would be quadratic.
    if (!isBegin && !/^[\]}]/.test(line)) return [];
    const parsed = parseJson(held);
    const value = asObject(parsed) ?? asObject(asArray(parsed)[0]);
    if (!value) return [];
    held = '';
    return [{ event: null, data: JSON.stringify(value) }];
  };
}
