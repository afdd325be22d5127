/** A word of a closed list; `null` for anything else. */
export const oneOf = <Word extends string>(known: readonly Word[], value: unknown): Word | null =>
  known.find((word) => word === value) ?? null;
