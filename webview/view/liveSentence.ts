import type { VerdictPart } from '../../src/core/verdict';
import type { PhaseName } from '../../src/core/vocabulary';
import { workShare } from '../../src/core/workShare';
import { stallThresholdMs } from '../layout/gapScale';
import { elapsedMs, type ShownRun } from '../state/panelModel';
import type { Words } from './words';

const WAITING: Partial<Record<PhaseName, string>> = {
  dns: 'Looking up the address',
  connect: 'Connecting',
  tls: 'Securing the connection',
  send: 'Sending the prompt',
  load: 'Loading the model',
  prefill: 'Reading the prompt',
};

const plain = (text: string): VerdictPart => ({ text, strong: false });
const strong = (text: string): VerdictPart => ({ text, strong: true });

/** What is going on, as one sentence that only changes when something does. */
export function liveSentence(run: ShownRun, words: Words, nowMs: number): readonly VerdictPart[] {
  const passedMs = elapsedMs(run, nowMs);
  const { live, series } = run;
  if (live === null) return [plain('Starting the run.')];
  const { progress } = live;
  if (series.length === 0) {
    const what = WAITING[progress.phase] ?? 'Waiting for the first token';
    const share = progress.work && `${words.format.percent(workShare(progress.work))} done, `;
    return [plain(`${what}, ${share ?? ''}`), strong(words.duration(passedMs)), plain(' so far.')];
  }
  const first = [plain('First token after '), strong(words.duration(series.at(0))), plain('. ')];
  const silentMs = passedMs - series.at(series.length - 1);
  if (silentMs > stallThresholdMs(series))
    return [...first, plain('Nothing has come for '), strong(words.duration(silentMs)), plain('.')];
  const does = progress.phase === 'thinking' ? 'Thinking' : 'Writing';
  const speed = progress.decodeTokensPerSecond;
  if (speed === null) return [...first, plain(`${does}.`)];
  return [...first, plain(`${does} at `), strong(words.format.tokenSpeed(speed, 'card')), plain('.')];
}
