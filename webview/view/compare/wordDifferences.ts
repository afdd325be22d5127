import { diffWordsWithSpace } from 'diff';

/** A piece of two texts: in both, or only in the one or the other. */
export interface Difference {
  readonly text: string;
  readonly side: 'both' | 'left' | 'right';
}

/** Texts that differ more than this are different texts; comparing them to the end would block the page. */
const MOST_EDITS = 4000;
const MOST_MS = 250;

/** Word-level differences of two texts; `null` when they have too little in common to be worth comparing. */
export function wordDifferences(left: string, right: string): readonly Difference[] | null {
  const found = diffWordsWithSpace(left, right, { maxEditLength: MOST_EDITS, timeout: MOST_MS });
  return (
    found?.map(({ value, added, removed }) => ({ text: value, side: added ? 'right' : removed ? 'left' : 'both' })) ??
    null
  );
}
