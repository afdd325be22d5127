import { html } from 'lit-html';
import { sentenceOf, type VerdictPart } from '../../src/core/verdict';
import { together } from './together';

/** What happened, in words, with the numbers that matter set off. */
export const sentence = (parts: readonly VerdictPart[]) => html`
  <p class="verdict">
    ${closed(parts).map(({ text, strong }) => (strong ? html`<strong><bdi>${text}</bdi></strong>` : html`<bdi>${together(text)}</bdi>`))}
  </p>
`;

/** Behind a Chinese full stop there is no space. */
const closed = (parts: readonly VerdictPart[]): readonly VerdictPart[] =>
  parts.map((part, index) => (parts[index - 1]?.text.endsWith('。') ? { ...part, text: part.text.trimStart() } : part));

/** A sentence of the page whose places are names that stand out. */
export const strongParts = (template: string, ...values: readonly string[]) =>
  sentenceOf(template, ...values).map(({ text, strong }) =>
    strong ? html`<strong><bdi>${text}</bdi></strong>` : text,
  );
