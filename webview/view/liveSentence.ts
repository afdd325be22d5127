import * as l10n from '@vscode/l10n';
import { sentenceOf, type VerdictPart } from '../../src/core/verdict';
import type { PhaseName } from '../../src/core/vocabulary';
import { workShare } from '../../src/core/workShare';
import { stallThresholdMs } from '../layout/gapScale';
import { elapsedMs, type ShownRun } from '../state/panelModel';
import type { Words } from './words';

const WAITING: Partial<Record<PhaseName, string>> = {
  dns: l10n.t('Looking up the address'),
  connect: l10n.t('Connecting'),
  tls: l10n.t('Securing the connection'),
  send: l10n.t('Sending the prompt'),
  load: l10n.t('Loading the model'),
  prefill: l10n.t('Reading the prompt'),
};

/** What is going on, as one sentence that only changes when something does. */
export function liveSentence(run: ShownRun, words: Words, nowMs: number): readonly VerdictPart[] {
  const passedMs = elapsedMs(run, nowMs);
  const { live, series } = run;
  if (live === null) return sentenceOf(l10n.t('Starting the run.'));
  const { progress } = live;
  if (series.length === 0) {
    const what = { text: WAITING[progress.phase] ?? l10n.t('Waiting for the first token'), strong: false };
    const passed = words.duration(passedMs);
    if (!progress.work) return sentenceOf(l10n.t('{0}, {1} so far.'), what, passed);
    const share = { text: words.format.percent(workShare(progress.work)), strong: false };
    return sentenceOf(l10n.t('{0}, {2} done, {1} so far.'), what, passed, share);
  }
  const first = sentenceOf(l10n.t('First token after {0}. '), words.duration(series.at(0)));
  const silentMs = passedMs - series.at(series.length - 1);
  if (silentMs > stallThresholdMs(series))
    return [...first, ...sentenceOf(l10n.t('Nothing has come for {0}.'), words.duration(silentMs))];
  const thinks = progress.phase === 'thinking';
  const speed = progress.decodeTokensPerSecond;
  if (speed === null) return [...first, ...sentenceOf(thinks ? l10n.t('Thinking.') : l10n.t('Writing.'))];
  const does = thinks ? l10n.t('Thinking at {0}.') : l10n.t('Writing at {0}.');
  return [...first, ...sentenceOf(does, words.format.tokenSpeed(speed, 'card'))];
}
