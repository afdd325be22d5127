import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { STALL_TEXT_HEIGHT } from '../layout/laneBoxes';
import type { LanesScene } from '../layout/lanesScene';
import type { Words } from './words';

/** Names and scales of the lanes: at their side, or above them in a narrow panel. Read aloud with the plot's own label. */
export function timelineTitles(scene: LanesScene, words: Words) {
  const { boxes, phasesOnly } = scene;
  const narrow = boxes.gutter === 0;
  const at = (top: number): string => (narrow ? `top: ${top - 20}px` : `top: ${top}px; width: ${boxes.gutter}px`);
  return html`
    <div class="titles ${narrow ? 'above' : 'beside'}" aria-hidden="true">
      <div class="title" .style=${at(boxes.phases.top)}>
        <span class="name">Phases</span>
        <span class="sub">● measured</span>
        <span class="sub">◆ reported</span>
      </div>
      ${
        phasesOnly
          ? nothing
          : html`
              <div class="title" .style=${at(boxes.chunks.top + (narrow ? 0 : STALL_TEXT_HEIGHT))}>
                <span class="name">Chunks</span>
                ${scene.ticks.series.gaps.total > 0 ? scale(words.duration(scene.gapTopMs), narrow) : nothing}
                <span class="sub">height = gap</span>
              </div>
              <div class="title" .style=${at(boxes.speed.top)}>
                <span class="name">Speed</span>
                ${speedTexts(scene, words, narrow)}
              </div>
              <div class="title" .style=${at(boxes.written.top)}>
                <span class="name">${writtenName(scene)}</span>
                ${scene.written.length > 0 ? scale(words.count(scene.writtenTop), narrow) : nothing}
                <span class="sub">${l10n.t('so far')}</span>
                ${scene.readingLine === null ? nothing : html`<span class="sub dashed">${l10n.t('a reader')}</span>`}
              </div>
            `
      }
    </div>
  `;
}

/** Beside its lane the number stands at the upper border and needs no word. */
const scale = (text: string, narrow: boolean) => html`<span class="scale">${narrow ? 'top ' : ''}${text}</span>`;

const writtenName = ({ speedUnit }: LanesScene): string =>
  speedUnit.unit === 'tokens' ? l10n.t('Tokens') : l10n.t('Characters');

function speedTexts(scene: LanesScene, words: Words, narrow: boolean) {
  const { speed, speedTop, speedUnit, speedWithheld, readingPerSecond } = scene;
  if (speedWithheld) return html`<span class="sub">— withheld</span><span class="sub">held back on its way</span>`;
  if (speed.length === 0) return html`<span class="sub">per second</span>`;
  const unit = `${speedUnit.perCharacter === null ? '' : '≈ '}${speedUnit.unit}/s`;
  return html`
    ${scale(words.count(speedTop), narrow)}
    <span class="sub">${unit}</span>
    <span class="sub dashed">${l10n.t('reading, {0}/s', words.format.decimal(readingPerSecond, 1))}</span>
  `;
}
