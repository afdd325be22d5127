import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { TextPlace } from '../../src/messages/runTabMessages';
import { channelHue } from '../draw/drawLanes';
import type { LanesScene } from '../layout/lanesScene';
import { xOf } from '../layout/timeRange';
import type { MarkedChunk } from '../state/panelModel';
import type { ChunkSeries } from '../state/chunkSeries';
import { chunkWords } from './chunkWords';
import type { Words } from './words';

/** What the chart points at: what the pointer or the arrow keys are on, and what was chosen. */
export interface Pointing {
  readonly series: ChunkSeries;
  readonly pointed: number | null;
  readonly marked: MarkedChunk | null;
}

/** Lines through all lanes, and the text of the chunk under the foremost of them. */
export function crosshair({ series, pointed, marked }: Pointing, scene: LanesScene, words: Words) {
  const mark = marked === null ? nothing : lineAt(series, marked.index, scene, 'crosshair marked');
  const line = pointed === null ? nothing : lineAt(series, pointed, scene, 'crosshair');
  const shown = pointed ?? marked?.index ?? null;
  const isMark = marked !== null && shown === marked.index;
  return html`${mark} ${line}
  ${shown === null ? nothing : tip(series, shown, scene, { words, mark: isMark ? marked : null })}`;
}

/** Where a chunk is on the chart; `null` when it is not in view. */
function placeOf(series: ChunkSeries, index: number, scene: LanesScene): number | null {
  if (index >= series.length) return null;
  const x = xOf(scene.range, scene.plotWidth, series.at(index));
  return x < 0 || x > scene.plotWidth ? null : x;
}

function lineAt(series: ChunkSeries, index: number, scene: LanesScene, look: string): TemplateResult | typeof nothing {
  const x = placeOf(series, index, scene);
  if (x === null) return nothing;
  return html`<div
    class=${look}
    .style=${`left: ${scene.boxes.gutter + x}px; top: ${scene.boxes.axis.top + 16}px`}
  ></div>`;
}

interface TipParts {
  readonly words: Words;
  /** The chunk is the chosen one. */
  readonly mark: MarkedChunk | null;
}

function tip(series: ChunkSeries, index: number, scene: LanesScene, { words, mark }: TipParts) {
  const x = placeOf(series, index, scene);
  if (x === null) return nothing;
  // The text stands on the side where there is more room, so that it never leaves the panel.
  const side =
    x > scene.plotWidth / 2 ? `right: ${scene.plotWidth - x + 8}px` : `left: ${scene.boxes.gutter + x + 8}px`;
  const { numbers, text } = chunkWords(series, index, words);
  const place = mark?.place ? placeSentence(mark.place, series.channel(index) === 'reasoning') : null;
  return html`
    <div class="tip" .style=${`${side}; top: ${scene.boxes.speed.top - 6}px`}>
      <div class="tip-numbers">${numbers}</div>
      <div class="tip-text"><span class="swatch ${channelHue(series.channel(index))}"></span><bdi>${text}</bdi></div>
      ${place === null ? nothing : html`<div class="tip-place">${place}</div>`}
    </div>
  `;
}

/** What became of the text of the chosen chunk. */
export function placeSentence(place: TextPlace, isThinking: boolean): string {
  if (isThinking) return l10n.t('Thinking is not written into the editor.');
  switch (place) {
    case 'there':
      return l10n.t('Highlighted in the editor.');
    case 'edited':
      return l10n.t('Highlighted in the editor, where it was changed.');
    case 'gone':
      return l10n.t('This text is no longer in its document.');
    case 'nowhere':
      return l10n.t('The text of this run is in no open document.');
  }
}
