import * as l10n from '@vscode/l10n';
import { METRIC_CATALOGUE } from '../../src/core/metricCatalogue';
import type { MetricKey } from '../../src/core/runReport';
import type { ShownRun } from '../state/panelModel';
import type { NumberRow } from './numbers';
import type { Words } from './words';

const AT_THE_END = '…';

/** The table of a run under way: every line has its place; what is known so far stands in it. */
export function liveRows(run: ShownRun, words: Words): readonly NumberRow[] {
  const known = knownSoFar(run);
  return METRIC_CATALOGUE.map(({ key, title, meaning }) => {
    const ms = known[key];
    return {
      key,
      title,
      meaning,
      formula: ms === undefined ? l10n.t('Known when the run is over.') : l10n.t('So far; the run goes on.'),
      value: ms === undefined ? AT_THE_END : words.exact(ms),
      sources: ms === undefined ? [] : ['measured'],
      isAbsent: ms === undefined,
    };
  });
}

/** Times of which the borders have passed, in ms. */
function knownSoFar({ series, live }: ShownRun): Partial<Record<MetricKey, number>> {
  const marks = live?.progress.marks;
  const connectMs = marks?.tlsEnd ?? marks?.connectEnd ?? undefined;
  if (series.length === 0) return { connectMs };
  const firstMs = series.at(0);
  const known: Partial<Record<MetricKey, number>> = {
    connectMs,
    ttftMs: firstMs,
    ttftWarmMs: connectMs === undefined ? undefined : firstMs - connectMs,
    decodeMs: series.at(series.length - 1) - firstMs,
  };
  const answer = series.firstAnswer;
  if (answer === null) return known;
  const answerMs = series.at(answer);
  return { ...known, ttfoMs: answerMs, thinkingMs: answer > 0 ? answerMs - firstMs : undefined };
}
