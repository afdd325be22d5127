import { html, type TemplateResult } from 'lit-html';
import { SOURCE_WORDS } from '../../src/core/sourceWords';
import type { Source } from '../../src/core/vocabulary';
import { listed } from './listed';
import { signOf } from './signs';

/** Where a number came from: one source by sign and word, several by their signs and words in order. */
export const sourceParts = (sources: readonly Source[]): TemplateResult => sourceLine(sources, sources);

/**
 * The same in the narrow column of a table: what is made of several is `derived`, and `estimated` as soon as a part is. The
 * formula beside it names the parts.
 */
export const tableSource = (sources: readonly Source[]): TemplateResult =>
  sourceLine(sources, sources.length < 2 ? sources : [sources.includes('estimated') ? 'estimated' : 'derived']);

const sourceLine = (signs: readonly Source[], names: readonly Source[]): TemplateResult => html`
  <span class="source"
    ><span class="signs" aria-hidden="true">${signs.map(signOf).join('')}</span>
    <span class="source-names">${listed(names.map((name) => SOURCE_WORDS[name]))}</span></span
  >
`;
