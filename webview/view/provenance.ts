import { html, type TemplateResult } from 'lit-html';
import type { Source } from '../../src/core/vocabulary';

/** The signs of the language of forms. What is derived shows the signs of what it is made of. */
const SIGNS: Readonly<Record<Source, string>> = {
  measured: '●',
  reported: '◆',
  counted: '▲',
  estimated: '○',
  derived: '∴',
};

export const signOf = (source: Source): string => SIGNS[source];

/** Where a number came from: one source by sign and word, several by their signs and words in order. */
export const sourceParts = (sources: readonly Source[]): TemplateResult => html`
  <span class="source"
    ><span class="signs" aria-hidden="true">${sources.map(signOf).join('')}</span> ${sources.join(', ')}</span
  >
`;
