/** The little of a document that the question "where does a new paragraph begin?" needs. */
export interface Lines {
  readonly count: number;
  text(line: number): string;
}

/** Line ends that make a text at the end of `line` a paragraph of its own: an empty line above and, if text follows, below. */
export function paragraphAfter(line: number, lines: Lines): { readonly before: string; readonly after: string } {
  const isBlank = (number: number) => number < 0 || lines.text(number).trim() === '';
  const after = line + 1 < lines.count && !isBlank(line + 1) ? '\n' : '';
  if (!isBlank(line)) return { before: '\n\n', after };
  return { before: isBlank(line - 1) ? '' : '\n', after };
}

/** The line under which output belongs. A selection of whole lines ends at column 0 of the line after them. */
export const lastLineOf = (start: { line: number }, end: { line: number; character: number }): number =>
  end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
