import * as l10n from '@vscode/l10n';
import { formatFor, type Format } from '../../src/core/format';
import type { Phase } from '../../src/core/runReport';
import type { Channel, PhaseName } from '../../src/core/vocabulary';
import type { TitleWords } from '../layout/laneTitles';
import type { Stall } from '../layout/stallFields';
import { signOf } from './signs';

/** How the panel says numbers and names. The numbers themselves are worded in core, for all surfaces alike. */
export interface Words {
  readonly locale: string;
  readonly format: Format;
  /** For cards and charts: `312 ms`, `2.16 s`. */
  readonly duration: (ms: number) => string;
  /** How long something will go on, in whole seconds: more would be a promise. */
  readonly roughly: (ms: number) => string;
  /** For tables and the text at the crosshair: `312.4 ms`. */
  readonly exact: (ms: number) => string;
  readonly count: (value: number) => string;
  /** How long ago something was: `3 days ago`. */
  readonly ago: (ms: number) => string;
  readonly tokens: (count: number) => string;
  /** A moment on the time axis, given the step between two of them. */
  readonly axisTime: (atMs: number, stepMs: number) => string;
  readonly phaseText: (phase: Phase) => string;
  readonly stallText: (stall: Stall) => string;
}

export const PHASE_WORDS: Readonly<Record<PhaseName, string>> = {
  dns: l10n.t('DNS'),
  connect: l10n.t('connect'),
  tls: l10n.t('TLS'),
  send: l10n.t('send'),
  wait: l10n.t('wait'),
  load: l10n.t('load model'),
  queue: l10n.t('queue'),
  prefill: l10n.t('prefill'),
  thinking: l10n.t('thinking'),
  decode: l10n.t('answer'),
  tail: l10n.t('tail'),
};

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  reasoning: l10n.t('thinking'),
  answer: l10n.t('answer'),
  tool: l10n.t('tool call'),
  refusal: l10n.t('refusal'),
};

export function wordsFor(locale: string): Words {
  const format = formatFor(locale);
  const duration = (ms: number): string => format.duration(ms, 'card');
  return {
    locale,
    format,
    duration,
    roughly: (ms) => duration(Math.max(1, Math.round(ms / 1000)) * 1000),
    exact: (ms) => format.duration(ms, 'table'),
    count: format.count,
    ago: (ms) => ago(locale, ms),
    tokens: (count) =>
      count === 1 ? l10n.t('{0} token', format.count(count)) : l10n.t('{0} tokens', format.count(count)),
    axisTime: (atMs, stepMs) => axisTime(format, atMs, stepMs),
    phaseText: ({ name, startMs, endMs, source }) => {
      const sign = source === 'measured' ? '' : ` ${signOf(source)}`;
      return `${PHASE_WORDS[name]} ${duration(endMs - startMs)}${sign}`;
    },
    stallText: ({ gapMs }) => l10n.t('stall {0}', duration(gapMs)),
  };
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function ago(locale: string, ms: number): string {
  const known = Intl.RelativeTimeFormat.supportedLocalesOf([locale])[0] ?? 'en';
  const [unit, unitMs] = UNITS.find(([, size]) => ms >= size) ?? UNITS[2];
  return new Intl.RelativeTimeFormat(known).format(-Math.max(1, Math.floor(ms / unitMs)), unit);
}

export const titleWords = ({ duration, count, format }: Words): TitleWords => ({
  duration,
  count,
  decimal: format.decimal,
});

/** As many decimals as the step needs and no more, so that neighbours differ and nothing is padded. */
function axisTime(format: Format, atMs: number, stepMs: number): string {
  const inSeconds = stepMs >= 1 && atMs >= 1000;
  const step = inSeconds ? stepMs / 1000 : stepMs;
  const digits = [0, 1, 2].find((count) => Math.abs(step * 10 ** count - Math.round(step * 10 ** count)) < 1e-6) ?? 3;
  return inSeconds ? `${format.decimal(atMs / 1000, digits)} s` : `${format.decimal(atMs, digits)} ms`;
}
