import { html } from 'lit-html';
import type { VerdictPart } from '../../src/core/verdict';

/** A number and its unit stay on one line. */
const together = (text: string): string => text.replaceAll(/(\d) (?=(?:ms|s|min|h|tokens|characters)\b)/gu, '$1\u00a0');

/** What happened, in words, with the numbers that matter set off. */
export const sentence = (parts: readonly VerdictPart[]) => html`
  <p class="verdict">
    ${parts.map(({ text, strong }) => (strong ? html`<strong>${text}</strong>` : html`<bdi>${together(text)}</bdi>`))}
  </p>
`;
