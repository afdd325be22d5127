import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { SweepTools } from './parts';

/** A figure that each row of a table has. */
export interface Figure<Row> {
  /** Name of the figure where it stands alone. */
  readonly name: string;
  /** The same as head of a column, with its unit; `null`: it never has a column. */
  readonly head: string | null;
  /** What neighbours have in common, above their heads. */
  readonly group?: string;
  readonly hint?: string;
  /** Narrowest panel in which it has a column, in pixels. */
  readonly fromPx: number;
  /** Below a head that says the unit. */
  readonly cell: (row: Row) => string;
  /** With its unit. */
  readonly text: (row: Row) => string;
}

export interface FigureRow<Row> {
  /** Unique among all tables of the tab. */
  readonly key: string;
  /** How it is called in full. */
  readonly name: string;
  readonly head: TemplateResult | string;
  readonly row: Row;
  readonly look?: string;
  /** What has to be known to read it, below it. */
  readonly notes: readonly string[];
}

export interface FigureTable<Row> {
  readonly label: string;
  /** Above the names of the rows. */
  readonly rowHead: string;
  readonly figures: readonly Figure<Row>[];
  readonly rows: readonly FigureRow<Row>[];
}

/** A table that does not grow wider than the panel: each row opens all of its figures below it, those without a column too. */
export function figureTable<Row>(table: FigureTable<Row>, tools: SweepTools) {
  const shown = table.figures.filter(({ head, fromPx }) => head !== null && tools.width >= fromPx);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${table.label}>
    <table class="numbers-table">
      <thead>
        ${heads(table.rowHead, shown)}
      </thead>
      ${table.rows.map((each) => bodyOf(each, shown, table.figures, tools))}
    </table>
  </div>`;
}

/** Two lines where neighbours have something in common, which then is said once. */
function heads<Row>(rowHead: string, shown: readonly Figure<Row>[]) {
  const groups = runsOf(shown);
  const isTwo = groups.some(({ group }) => group !== undefined);
  const single = ({ head, hint }: Figure<Row>, rows: number) =>
    html`<th scope="col" rowspan=${rows} title=${hint ?? nothing}>${head}</th>`;
  if (!isTwo)
    return html`<tr>
      <th scope="col">${rowHead}</th>
      ${shown.map((figure) => single(figure, 1))}
    </tr>`;
  return html`<tr class="groups">
      <th scope="col" rowspan="2">${rowHead}</th>
      ${groups.map(({ group, figures }) =>
        group === undefined
          ? figures.map((figure) => single(figure, 2))
          : html`<th scope="colgroup" colspan=${figures.length}>${group}</th>`,
      )}
    </tr>
    <tr>
      ${groups.map(({ group, figures }) => (group === undefined ? nothing : figures.map((figure) => single(figure, 1))))}
    </tr>`;
}

/** Neighbours of one group together. */
function runsOf<Row>(shown: readonly Figure<Row>[]) {
  const runs: { readonly group: string | undefined; readonly figures: Figure<Row>[] }[] = [];
  for (const figure of shown) {
    const last = runs.at(-1);
    if (last && last.group === figure.group) last.figures.push(figure);
    else runs.push({ group: figure.group, figures: [figure] });
  }
  return runs;
}

function bodyOf<Row>(
  each: FigureRow<Row>,
  shown: readonly Figure<Row>[],
  all: readonly Figure<Row>[],
  { choices, choose }: SweepTools,
) {
  const { key, name, head, row, look = '', notes } = each;
  const isOpen = choices.open.includes(key);
  const flip = (): void =>
    choose({ open: isOpen ? choices.open.filter((other) => other !== key) : [...choices.open, key] });
  const below = (kind: string, content: unknown) =>
    html`<tr class=${kind}>
      <td colspan=${shown.length + 1}>${content}</td>
    </tr>`;
  return html`<tbody class=${look}>
    <tr>
      <th scope="row">
        <span class="row-head"> ${opener({ id: `figures-${key}`, name, isOpen, flip })}${head} </span>
      </th>
      ${shown.map(({ cell }) => html`<td>${cell(row)}</td>`)}
    </tr>
    ${notes.length === 0 ? nothing : below('row-note', notes.join(' '))}
    ${isOpen ? below('all-figures', listOf(`figures-${key}`, row, all)) : nothing}
  </tbody>`;
}

interface Opener {
  readonly id: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly flip: () => void;
}

function opener({ id, name, isOpen, flip }: Opener) {
  const label = l10n.t('All figures of {0}', name);
  return html`<button
    type="button"
    class="opener"
    aria-expanded=${isOpen}
    aria-controls=${isOpen ? id : nothing}
    aria-label=${label}
    title=${label}
    @click=${flip}
  >
    <span class="caret" aria-hidden="true"></span>
  </button>`;
}

const listOf = <Row>(id: string, row: Row, figures: readonly Figure<Row>[]) => html`
  <dl id=${id}>
    ${figures.map(
      ({ name, hint, text }) =>
        html`<div>
          <dt>${name}${hint === undefined ? nothing : html`<small>${hint}</small>`}</dt>
          <dd>${text(row)}</dd>
        </div>`,
    )}
  </dl>
`;
