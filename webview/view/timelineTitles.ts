import { html } from 'lit-html';
import { READING_PER_SECOND } from '../layout/speedCurve';
import type { LanesScene } from '../layout/lanesScene';
import type { Words } from './words';

/** Names and scales of the lanes: at their side, or above them in a narrow panel. Read aloud with the plot's own label. */
export function timelineTitles(scene: LanesScene, words: Words) {
  const { boxes, speedUnit } = scene;
  const unit = `${speedUnit.perCharacter === null ? '' : '≈ '}${speedUnit.unit}/s`;
  const narrow = boxes.gutter === 0;
  const at = (top: number): string => `top: ${narrow ? top - 20 : top}px; width: ${narrow ? 'auto' : `${boxes.gutter}px`}`;
  return html`
    <div class="titles ${narrow ? 'above' : 'beside'}" aria-hidden="true">
      <div class="title" .style=${at(boxes.phases.top)}>
        <span class="name">Phases</span>
        <span class="sub">● measured</span>
        <span class="sub">◆ reported</span>
      </div>
      <div class="title" .style=${at(boxes.chunks.top)}>
        <span class="name">Chunks</span>
        <span class="scale">${words.duration(scene.gapTopMs)}</span>
        <span class="sub">height = gap</span>
      </div>
      <div class="title" .style=${at(boxes.speed.top)}>
        <span class="name">Speed</span>
        <span class="scale">${words.count(scene.speedTop)}</span>
        <span class="sub">${unit}</span>
        <span class="sub dashed">reading, ${READING_PER_SECOND[speedUnit.unit]}/s</span>
      </div>
    </div>
  `;
}
