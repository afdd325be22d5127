import * as l10n from '@vscode/l10n';
import { spanMs, timeAt, xOf } from '../layout/timeRange';
import type { LanesScene } from '../layout/lanesScene';
import type { ChunkSeries } from '../state/chunkSeries';
import type { Words } from './words';

const LONGEST_TEXT = 60;
/** A pointer means what is this near. */
const REACH_PX = 3;

/** What is said of one chunk: its numbers, and its piece of text with invisible characters made visible. */
export function chunkWords(series: ChunkSeries, index: number, words: Words): { numbers: string; text: string } {
  const gapMs = series.gap(index);
  const gap = Number.isNaN(gapMs) ? l10n.t('first chunk') : l10n.t('gap {0}', words.exact(gapMs));
  const tokens = series.tokens === null ? [] : [words.tokens(series.tokensUpTo(index) - series.tokensUpTo(index - 1))];
  const numbers = [l10n.t('at {0}', words.exact(series.at(index))), gap, ...tokens].join(' · ');
  return { numbers, text: shown(series.texts[index] ?? '') };
}

function shown(text: string): string {
  if (text === '') return l10n.t('text was not kept');
  const visible = text.replaceAll('\r', '').replaceAll('\n', '↵').replaceAll('\t', '⇥');
  const characters = Array.from(visible);
  return characters.length > LONGEST_TEXT ? `“${characters.slice(0, LONGEST_TEXT).join('')}…”` : `“${visible}”`;
}

/** The chunk meant by a place on the chart: the one with the longest gap near it, otherwise the nearest in time. */
export function chunkUnder({ ticks, range, plotWidth, pixelRatio }: LanesScene, x: number): number | null {
  if (x < 0 || x > plotWidth || ticks.series.length === 0) return null;
  let best = -1;
  const from = Math.floor((x - REACH_PX) * pixelRatio);
  const to = Math.floor((x + REACH_PX) * pixelRatio);
  for (let column = from; column <= to; column += 1) {
    const index = ticks.worstIndex[column] ?? -1;
    if (index >= 0 && (best < 0 || ticks.series.gap(index) > ticks.series.gap(best))) best = index;
  }
  if (best >= 0) return best;
  const nearest = ticks.series.nearest(timeAt(range, plotWidth, x));
  const away = Math.abs(xOf(range, plotWidth, ticks.series.at(nearest)) - x);
  // In an empty stretch at the ends of the run there is nothing to point at.
  return spanMs(range) > 0 && away > plotWidth / 4 ? null : nearest;
}
