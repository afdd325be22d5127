import type { Source } from '../../src/core/vocabulary';

/** The signs of the language of forms. What is derived shows the signs of what it is made of. */
const SIGNS: Readonly<Record<Source, string>> = {
  measured: '●',
  reported: '◆',
  counted: '▲',
  estimated: '○',
  derived: '∴',
};

export const signOf = (source: Source): string => SIGNS[source];
