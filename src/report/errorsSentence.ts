import { formatFor } from '../core/format';
import type { ErrorKind } from '../core/vocabulary';

const format = formatFor('en');

/** How many failed, by kind; nothing when none did. */
export function errorsSentence(kinds: readonly ErrorKind[]): string[] {
  if (kinds.length === 0) return [];
  const counts = [...new Set(kinds)].map(
    (kind) => `${format.count(kinds.filter((each) => each === kind).length)} ${kind}`,
  );
  return [`Failed: ${counts.join(', ')}.`];
}
