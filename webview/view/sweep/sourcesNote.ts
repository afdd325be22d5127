import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { LengthPart } from '../../../src/core/sweep/lengthReport';
import { SOURCES, type Source } from '../../../src/core/vocabulary';
import { sourceParts } from '../provenance';

/** Where the numbers of a table come from, once for all of them. */

export const lengthSources = ({ runs }: LengthPart) => {
  const of = (side: 'input' | 'output'): readonly Source[] =>
    SOURCES.filter((source) => runs.some(({ run }) => run.tokens[side].source === source));
  return html`<p class="muted sources">
    ${l10n.t('Times')} ${sourceParts(['measured'])} · ${l10n.t('Input tokens')} ${sourceParts(of('input'))} ·
    ${l10n.t('Output tokens')} ${sourceParts(of('output'))}
  </p>`;
};

/** Requests under load keep no source of their own: the rule by which they were counted is the same for all. */
export const loadSources = () =>
  html`<p class="muted sources">
    ${l10n.t('Times')} ${sourceParts(['measured'])} · ${l10n.t('Queue and prefill')} ${sourceParts(['reported'])} ·
    ${l10n.t('Tokens')} ${sourceParts(['reported'])}
    ${l10n.t('or, where the server does not tell them, by the characters of its answers')} ${sourceParts(['estimated'])}
  </p>`;
