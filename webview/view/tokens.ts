import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { ESTIMATED_SIGN } from '../../src/core/format';
import type { RunReport } from '../../src/core/runReport';
import type { Source } from '../../src/core/vocabulary';
import { tokenParts, type TokenPart, type TokenPartName } from '../layout/tokenParts';
import { listed } from './listed';
import { sourceParts } from './provenance';
import type { Words } from './words';

const NAMES: Readonly<Record<TokenPartName, string>> = {
  cached: l10n.t('cached input'),
  input: l10n.t('new input'),
  thinking: l10n.t('thinking'),
  answer: l10n.t('answer'),
};

/** What the tokens went into, how full the context window is, and what another count says. */
export function tokensSection({ tokens }: RunReport, words: Words) {
  const parts = tokenParts(tokens);
  const sourceOf = (part: TokenPart): Source => {
    const side = part.name === 'cached' || part.name === 'input' ? tokens.input : tokens.output;
    return side.source ?? 'estimated';
  };
  return html`
    <section class="tokens" aria-labelledby="tokens-title">
      <h2 id="tokens-title">${l10n.t('Tokens')}</h2>
      ${
        parts.length === 0
          ? html`<p class="muted">${l10n.t('Neither reported by the server nor counted.')}</p>`
          : html`
              <div class="token-bar" aria-hidden="true">
                ${parts.map(
                  (part) => html`
                    <div class="part ${part.name} ${sourceOf(part)}" .style=${`flex-grow: ${part.share}`}></div>
                  `,
                )}
              </div>
              <ul class="legend">
                ${parts.map(
                  (part) => html`
                    <li>
                      <span class="swatch ${part.name} ${sourceOf(part)}"></span>
                      <span
                        >${sourceOf(part) === 'estimated' ? `${ESTIMATED_SIGN} ` : ''}${words.count(part.tokens)}
                        ${NAMES[part.name]}</span
                      >
                    </li>
                  `,
                )}
              </ul>
            `
      }
      ${facts(tokens, words)}
    </section>
  `;
}

function facts({ input, output, contextWindow, localCount }: RunReport['tokens'], words: Words) {
  const sources = [...new Set([input.source, output.source])].filter((source) => source !== null);
  const whole = input.total === null || output.total === null ? null : input.total + output.total;
  return html`
    ${sources.length === 0 ? nothing : html`<p class="muted">${sourceParts(sources)}</p>`}
    ${
      contextWindow === null || whole === null
        ? nothing
        : html`<p class="muted">
            ${l10n.t(
              '{0} of {1} tokens of the context window, {2}',
              words.count(whole),
              words.count(contextWindow),
              words.format.percent(whole / contextWindow),
            )}
          </p>`
    }
    ${localCount === null ? nothing : localLine(localCount, input.total, output.total, words)}
  `;
}

type LocalCount = NonNullable<RunReport['tokens']['localCount']>;

function localLine(local: LocalCount, input: number | null, output: number | null, words: Words) {
  const counted = (own: number, theirs: number | null): string => words.count(own) + difference(own, theirs, words);
  const sides = [
    ...(local.input === null ? [] : [l10n.t('{0} in', counted(local.input, input))]),
    ...(local.output === null ? [] : [l10n.t('{0} out', counted(local.output, output))]),
  ];
  return sides.length === 0
    ? nothing
    : html`<p class="muted">${l10n.t('counted locally: {0}', listed(sides))} · ${local.tokenizer}</p>`;
}

/** How far the local count is from the number in use. */
function difference(own: number, theirs: number | null, words: Words): string {
  if (theirs === null || theirs === 0 || own === theirs) return '';
  const share = (own - theirs) / theirs;
  return ` (${share > 0 ? '+' : '−'}${words.format.percent(Math.abs(share))})`;
}
