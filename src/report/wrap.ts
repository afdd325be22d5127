/** Every line four columns in. */
export const indent = (text: string): string => text.replace(/^/gm, '    ');

/** Breaks between words; a word that is longer than the line stays whole, as an address does. */
export function wrap(text: string, columns: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
