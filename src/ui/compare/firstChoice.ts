/** More are chosen by hand: nobody wants a hundred servers asked by one careless press. */
const MOST_CHOSEN_AT_FIRST = 4;

/** What a comparison begins with, as long as nobody has chosen: the target in use, and some that it is held against. */
export const firstChoice = (names: readonly string[], inUse: string | undefined): string[] =>
  [...names.filter((name) => name === inUse), ...names.filter((name) => name !== inUse)].slice(0, MOST_CHOSEN_AT_FIRST);
