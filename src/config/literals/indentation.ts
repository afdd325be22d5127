/** Takes the indentation away that a multi-line literal has for the looks of its source. */
export function withoutIndentation(text: string, rule: 'java' | 'csharp'): string {
  return rule === 'java' ? javaTextBlock(text) : csharpRaw(text);
}

/** Java: the common indentation of all lines with text and of the closing quotes; spaces at the ends of lines go too. */
function javaTextBlock(text: string): string {
  const lines = text.replace(/^\r?\n/, '').split(/\r?\n/);
  const last = lines.length - 1;
  const counted = lines.filter((line, index) => index === last || line.trim() !== '');
  const common = Math.min(...counted.map(indentationOf));
  return lines.map((line) => line.slice(common).replace(/[ \t]+$/, '')).join('\n');
}

/** C#: the indentation of the closing quotes; the first and the last line hold no text. */
function csharpRaw(text: string): string {
  const lines = text.split(/\r?\n/);
  if (lines.length < 3) return text;
  const margin = lines.at(-1) ?? '';
  const inner = lines.slice(1, -1);
  return inner.map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line.trimStart())).join('\n');
}

/** As helpers of the name `dedent` do: the common indentation of all lines with text; empty lines at both ends stay. */
export function dedent(text: string): string {
  const lines = text.split(/\r?\n/);
  const counted = lines.filter((line) => line.trim() !== '');
  const common = Math.min(...counted.map(indentationOf));
  return Number.isFinite(common)
    ? lines.map((line) => line.slice(Math.min(common, indentationOf(line)))).join('\n')
    : text;
}

const indentationOf = (line: string): number => line.length - line.trimStart().length;
