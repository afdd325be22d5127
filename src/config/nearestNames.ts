/** The names of a list, those that look most like a given one first. */
export const nearestFirst = (name: string, names: readonly string[]): string[] =>
  [...names].sort((a, b) => distance(a, name) - distance(b, name));

/** Names that a given one may be a typing error of, the likeliest first. */
export const meantNames = (name: string, names: readonly string[]): string[] =>
  nearestFirst(name, names).filter((known) => distance(known, name) <= 2);

/** How many characters have to be changed, added or taken away to make one name of the other, upper case or not. */
function distance(one: string, other: string): number {
  const [a, b] = [one.toLowerCase().slice(0, 80), other.toLowerCase().slice(0, 80)];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
