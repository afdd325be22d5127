/**
 * Where one run's output stands in a document, as offsets: it begins at `start`, the next text goes in at `at`, and what
 * is ours ends at `end` (line ends after the insertion point; before the first write, the text that is to be replaced).
 */
export interface Region {
  readonly start: number;
  readonly at: number;
  readonly end: number;
}

/** One change of a document: `removed` characters at `offset` gave way to `inserted` ones. */
export interface Change {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** A region that nothing stands in yet. */
export const emptyRegion = (offset: number): Region => ({ start: offset, at: offset, end: offset });

/**
 * Moves a region past a change made by somebody else. `null`: its place is gone, because the insertion point lay inside
 * of what was removed, or all that had been written was.
 */
export function moveRegion({ start, at, end }: Region, { offset, removed, inserted }: Change): Region | null {
  const until = offset + removed;
  const grown = inserted - removed;
  if (offset < at && at < until) return null;
  if (start < at && offset <= start && at <= until && removed > 0) return null;
  // Text typed right behind the output stays behind it; text typed where nothing stands yet stays before it.
  const before = until <= at && !(removed === 0 && offset === at && start < at);
  const moved = before ? at + grown : at;
  return { start: movedStart(start, offset, until, grown), at: moved, end: Math.max(moved, movedEnd()) };

  function movedEnd(): number {
    if (until <= end && (offset < end || (before && at === end))) return end + grown;
    return offset < end ? offset + inserted : end;
  }
}

function movedStart(start: number, offset: number, until: number, grown: number): number {
  if (until <= start) return start + grown;
  return offset < start ? until + grown : start;
}

/** Whether a change reaches into the text between start and end. Touching the border from outside does not count. */
export const reachesInto = ({ start, end }: Region, { offset, removed }: Change): boolean =>
  offset < end && offset + removed > start;

/** Where a cursor at `position` belongs after our own change, so that output neither carries it along nor selects itself. */
export function keptPosition(position: number, opensSelection: boolean, change: Change): number {
  const { offset, removed, inserted } = change;
  if (position < offset || (position === offset && !(opensSelection && removed === 0))) return position;
  if (position <= offset + removed && removed > 0) return offset;
  return position + inserted - removed;
}
