import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import { ESTIMATED_SIGN } from '../../src/core/format';
import type { LiveTokens } from '../../src/core/runProgress';
import type { Source } from '../../src/core/vocabulary';
import { elapsedMs, type ShownRun } from '../state/panelModel';
import type { Card } from './cards';
import { sourceParts } from './provenance';
import type { Words } from './words';

/** The five cards of a run under way. Each keeps the place that its final number will have. */
export function liveCards(run: ShownRun, words: Words, nowMs: number): readonly Card[] {
  const passed = words.duration(elapsedMs(run, nowMs));
  const { series } = run;
  const begun = series.length > 0;
  const tokens = run.live?.progress.tokens ?? null;
  return [
    begun
      ? { title: 'TTFT', value: words.duration(series.at(0)), note: sourceParts(['measured']) }
      : { title: 'TTFT', value: passed, note: l10n.t('waiting, so far') },
    tpotCard(run, tokens, words),
    { title: l10n.t('End to end'), value: passed, note: l10n.t('so far') },
    {
      title: l10n.t('Tokens in → out'),
      value: tokens === null ? '… → …' : `… → ${estimate(tokens)}${words.count(tokens.count)}`,
      note: tokens === null ? l10n.t('not known yet') : soFar([tokens.source]),
    },
    { title: l10n.t('Cost'), value: '…', note: l10n.t('known at the end') },
  ];
}

const soFar = (sources: readonly Source[]) => html`${sourceParts(sources)} · ${l10n.t('so far')}`;

const estimate = ({ source }: LiveTokens): string => (source === 'estimated' ? `${ESTIMATED_SIGN} ` : '');

function tpotCard({ series }: ShownRun, tokens: LiveTokens | null, words: Words): Card {
  const title = 'TPOT';
  // As in the final number, what the first chunk held does not count; one when it does not say.
  const firstTokens = series.tokens === null ? 1 : Math.max(1, series.tokensUpTo(0));
  const after = (tokens?.count ?? 0) - firstTokens;
  if (tokens === null || after <= 0 || series.length < 2) return { title, value: '…', note: l10n.t('not known yet') };
  const decodeMs = series.at(series.length - 1) - series.at(0);
  return {
    title,
    value: `${estimate(tokens)}${words.duration(decodeMs / after)}`,
    note: soFar(tokens.source === 'measured' ? ['measured'] : ['measured', tokens.source]),
  };
}
