import * as l10n from '@vscode/l10n';
import type { Format } from '../core/format';
import { ESTIMATED_SIGN } from '../core/format';
import { SILENCE_TOLD_AFTER_MS, type RunProgress } from '../core/runProgress';
import type { RunReport } from '../core/runReport';
import type { PhaseName } from '../core/vocabulary';
import { workShare } from '../core/workShare';
import type { SeriesStatus } from './compare/seriesStatus';
import type { SweepStatus } from './sweep/sweepStatus';

/** A run under way, as the status bar knows it. */
export interface LiveRun {
  readonly progress: RunProgress | null;
  /** Ms since the last news, by the clock of the one who shows it. */
  readonly sinceMs: number;
}

export interface StatusState {
  readonly targetName: string;
  /** In order of their start. */
  readonly running: readonly LiveRun[];
  readonly last: RunReport | null;
}

const LONGEST_NAME = 32;

const BEFORE_FIRST_TOKEN: Readonly<Record<PhaseName, string>> = {
  dns: l10n.t('looking up the host'),
  connect: l10n.t('connecting'),
  tls: l10n.t('connecting'),
  send: l10n.t('sending'),
  wait: l10n.t('waiting'),
  load: l10n.t('loading the model'),
  queue: l10n.t('queued'),
  prefill: l10n.t('reading the prompt'),
  thinking: l10n.t('thinking'),
  decode: l10n.t('answering'),
  tail: l10n.t('ending'),
};

/** What the status bar says. Nothing in it is made up: what is not known is left out. */
export function statusText({ targetName, running, last }: StatusState, format: Format): string {
  const latest = running.at(-1);
  if (!latest) return idleText(targetName, last, format);
  const several = running.length > 1 ? `${l10n.t('{0} runs', running.length)} · ` : '';
  return `$(loading~spin) ${several}${runningText(latest, format)}`;
}

/** How far a comparison is. */
export function seriesStatusText({ made, total, targetName, phase }: SeriesStatus): string {
  if (phase === 'paused') return `$(debug-pause) ${l10n.t('Comparison paused after {0} of {1} runs', made, total)}`;
  if (phase === 'stopping') return `$(loading~spin) ${l10n.t('Stopping the comparison')}`;
  const far = l10n.t('Comparing: {0} of {1} runs', made, total);
  return `$(loading~spin) ${far}${targetName === null ? '' : ` · ${shorten(targetName)}`}`;
}

/** How far a sweep is. */
export function sweepStatusText({ kind, place, step, isStopping, targetName }: SweepStatus): string {
  const name = shorten(targetName);
  if (isStopping) return `$(loading~spin) ${l10n.t('Stopping the sweep')}`;
  if (step === 'waiting') return `$(watch) ${l10n.t('Sweep: waiting, as the server asked to')} · ${name}`;
  if (place === null) return `$(loading~spin) ${l10n.t('Sweep: preparing')} · ${name}`;
  const [at, total] = [place.index + 1, place.total];
  const far =
    kind === 'length' ? l10n.t('Sweep: run {0} of {1}', at, total) : l10n.t('Sweep: level {0} of {1}', at, total);
  return `$(loading~spin) ${far} · ${name}`;
}

function idleText(targetName: string, last: RunReport | null, format: Format): string {
  const name = shorten(targetName);
  // What became of a run on another target would be read as if it were of this one.
  if (last?.target.name !== targetName) return `$(pulse) ${name}`;
  if (last.outcome.status === 'failed') return `$(error) ${name} · ${l10n.t('failed')}`;
  const { ttftMs, decodeTokensPerSecond } = last.metrics;
  const parts = [
    ttftMs.value === null ? null : format.duration(ttftMs.value, 'card'),
    decodeTokensPerSecond.value === null
      ? null
      : `${sign(last.tokens.output)}${format.tokenSpeed(decodeTokensPerSecond.value, 'card')}`,
  ].filter((part) => part !== null);
  return `$(pulse) ${[name, ...parts].join(' · ')}`;
}

function runningText({ progress, sinceMs }: LiveRun, format: Format): string {
  if (progress === null) return waiting(l10n.t('starting'), sinceMs, format);
  const { phase, silentMs, tokens, decodeTokensPerSecond } = progress;
  if (silentMs === null) return waiting(beforeFirstToken(progress, format), progress.elapsedMs + sinceMs, format);
  const silence = silentMs + sinceMs;
  const about = tokens ? sign(tokens) : '';
  const shown = tokens && `${about}${format.count(tokens.count)}`;
  const count = shown && (tokens.count === 1 ? l10n.t('{0} token', shown) : l10n.t('{0} tokens', shown));
  const speed = decodeTokensPerSecond === null ? null : `${about}${format.tokenSpeed(decodeTokensPerSecond, 'card')}`;
  const pace =
    silence >= SILENCE_TOLD_AFTER_MS ? l10n.t('stalled {0} s', format.count(Math.floor(silence / 1000))) : speed;
  const parts = [phase === 'thinking' ? l10n.t('thinking') : null, pace, count].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : BEFORE_FIRST_TOKEN[phase];
}

const beforeFirstToken = ({ phase, work }: RunProgress, format: Format): string =>
  work ? `${BEFORE_FIRST_TOKEN[phase]} · ${format.percent(workShare(work))}` : BEFORE_FIRST_TOKEN[phase];

/** Tenths of a second, but none of a longer wait: a number that jumps in its last digit is not read. */
function waiting(what: string, ms: number, format: Format): string {
  if (ms < 100) return what;
  const shown =
    ms < 10_000
      ? `${format.decimal(Math.floor(ms / 100) / 10, 1)} s`
      : format.duration(Math.floor(ms / 1000) * 1000, 'card');
  return `${what} · ${shown}`;
}

const sign = ({ source }: { source: string | null }): string => (source === 'estimated' ? `${ESTIMATED_SIGN} ` : '');

/** The editor draws `$(name)` as an icon; a target's name is only a name. */
function shorten(name: string): string {
  const plain = name.replaceAll('$(', '$ (');
  return plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME - 1)}…` : plain;
}
