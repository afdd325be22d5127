import { htmlStyle } from './htmlStyle';
import { printable } from './printable';

/**
 * A page that needs nothing else: no script, no file, no network. It follows the reader's light or dark scheme. `sections` are
 * markup; empty ones are left out.
 */
export const htmlPage = (title: string, sections: readonly string[]): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
${htmlStyle()}
</style>
</head>
<body>
<main>
${sections.filter((section) => section !== '').join('\n')}
</main>
</body>
</html>
`;

/** Names and messages come from files and servers; none may open a tag or leave an attribute. */
export const escapeHtml = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Sentences as a list; empty without any. */
export const htmlList = (sentences: readonly (string | null)[]): string => {
  const items = sentences.flatMap((sentence) => (sentence === null ? [] : [`<li>${escapeHtml(sentence)}</li>`]));
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
};

/** A table of rows that are markup; empty without any. */
export const htmlTable = (headings: readonly string[], rows: readonly string[]): string =>
  rows.length === 0
    ? ''
    : `<table>
<thead><tr>${headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;

/**
 * Cells of text with their headings first, the first cell of each row naming it. What is wider than the page is scrolled within
 * itself, by keys too. `words`: the last cell of each row is a sentence. Empty without a row.
 */
export function htmlFigures(
  label: string,
  [heads = [], ...rows]: readonly (readonly string[])[],
  words = false,
): string {
  const lines = rows.map(([name = '', ...cells]) => {
    const values = heads.slice(1).map((_, index) => {
      const look = words && index === heads.length - 2 ? ' class="words"' : '';
      return `<td${look}>${escapeHtml(cells[index] ?? '')}</td>`;
    });
    return `<tr><th scope="row">${escapeHtml(name)}</th>${values.join('')}</tr>`;
  });
  const table = htmlTable(heads, lines);
  return table === ''
    ? ''
    : `<div class="figures" tabindex="0" role="region" aria-label="${escapeHtml(label)}">${table}</div>`;
}

/** A picture with its caption as markup, which on a narrow page is moved along by keys too. */
export const htmlFigure = (label: string, picture: string, caption = ''): string =>
  `<figure tabindex="0" aria-label="${escapeHtml(label)}">${picture}${caption === '' ? '' : `\n<figcaption>${caption}</figcaption>`}</figure>`;

/** Facts in one line at the foot of a page; empty ones are left out. */
export const htmlFoot = (facts: readonly string[]): string =>
  `<footer><bdi>${facts
    .filter((fact) => fact !== '')
    .map(escapeHtml)
    .join(' · ')}</bdi></footer>`;
