import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { EM_DASH, ESTIMATED_SIGN } from '../../src/core/format';
import type { LanesScene } from '../layout/lanesScene';
import { timeSlices, type TimeSlice } from '../layout/timeSlices';
import type { Words } from './words';

/** The chart in view as a table, slice by slice, for those who cannot or do not want to look at it. */
export function sliceTable(scene: LanesScene, words: Words, { isOpen, toggle }: SliceTableDeeds) {
  if (scene.phasesOnly || scene.ticks.series.length === 0) return nothing;
  return html`
    <details class="slices" .open=${isOpen} @toggle=${toggle}>
      <summary>${l10n.t('Chart as a table')}</summary>
      ${isOpen ? table(scene, words) : nothing}
    </details>
  `;
}

export interface SliceTableDeeds {
  readonly isOpen: boolean;
  readonly toggle: (event: Event) => void;
}

function table(scene: LanesScene, words: Words) {
  const { speedUnit, range, axis, ticks } = scene;
  const isTokens = speedUnit.unit === 'tokens';
  const slices = timeSlices(ticks.series, speedUnit, range, axis.ticks);
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">${l10n.t('Time')}</th>
          <th scope="col">${l10n.t('Chunks')}</th>
          <th scope="col">${l10n.t('Longest gap')}</th>
          <th scope="col">${isTokens ? l10n.t('Tokens') : l10n.t('Characters')}</th>
          <th scope="col">${l10n.t('So far')}</th>
        </tr>
      </thead>
      <tbody>
        ${slices.map((slice) => row(slice, scene, words))}
      </tbody>
    </table>
  `;
}

function row(slice: TimeSlice, { axis, speedUnit }: LanesScene, words: Words) {
  const { fromMs, toMs, chunks, longestGapMs, amount, amountSoFar } = slice;
  const sign = speedUnit.perCharacter === null ? '' : `${ESTIMATED_SIGN} `;
  const time = (atMs: number): string => words.axisTime(atMs, axis.stepMs);
  return html`
    <tr>
      <th scope="row">${time(fromMs)} – ${time(toMs)}</th>
      <td>${words.count(chunks)}</td>
      <td>${longestGapMs === null ? EM_DASH : words.exact(longestGapMs)}</td>
      <td>${sign}${words.format.decimal(amount, 1)}</td>
      <td>${sign}${words.format.decimal(amountSoFar, 1)}</td>
    </tr>
  `;
}
