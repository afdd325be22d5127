import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { laneTitles } from '../layout/laneTitles';
import type { LanesScene } from '../layout/lanesScene';
import { titleWords, type Words } from './words';

/** Names and scales of the lanes: at their side, or above them in a narrow panel. Read aloud with the plot's own label. */
export function timelineTitles(scene: LanesScene, words: Words) {
  const { boxes } = scene;
  const narrow = boxes.gutter === 0;
  const at = (top: number): string => (narrow ? `top: ${top - 20}px` : `top: ${top}px; width: ${boxes.gutter}px`);
  return html`
    <div class="titles ${narrow ? 'above' : 'beside'}" aria-hidden="true">
      ${laneTitles(scene, titleWords(words)).map(
        ({ top, name, scale, notes }) => html`
          <div class="title" .style=${at(top)}>
            <span class="name">${name}</span>
            ${scale === null ? nothing : html`<span class="scale">${narrow ? l10n.t('top {0}', scale) : scale}</span>`}
            ${notes.map(({ text, dashed }) => html`<span class="sub ${dashed === true ? 'dashed' : ''}">${text}</span>`)}
          </div>
        `,
      )}
    </div>
  `;
}
