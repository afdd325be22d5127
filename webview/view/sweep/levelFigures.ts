import * as l10n from '@vscode/l10n';
import { EM_DASH } from '../../../src/core/format';
import type { Distribution } from '../../../src/core/runReport';
import type { LoadLevel } from '../../../src/core/sweep/loadReport';
import { between } from '../between';
import { METRIC_NAMES } from '../compare/compareWords';
import type { LevelMetric } from '../../state/sweep/levelTimes';
import type { Words } from '../words';
import type { Figure } from './figureTable';
import { errorsText } from './resultWords';

type LevelFigure = Figure<LoadLevel>;

/** Widths from which on a figure has a column: always, in half a window, in a wide panel. Never: only with all others of its level. */
const [ALWAYS, HALF, WIDE, NEVER] = [0, 480, 800, Infinity] as const;

/** What is told of a level, the most important first. */
export const levelFigures = (words: Words): readonly LevelFigure[] => [
  requests(words),
  ...timeFigures('ttftMs', { p50: ALWAYS, p99: HALF }, words),
  ...timeFigures('tpotMs', { p50: ALWAYS, p99: HALF }, words),
  ...timeFigures('e2eMs', { p50: WIDE, p99: WIDE }, words),
  ...speedFigures(words),
  ...rateFigures(words),
  failed(words),
  ...clientFigures(words),
];

const requests = ({ count }: Words): LevelFigure => ({
  name: l10n.t('Answered requests'),
  head: l10n.t({ message: 'n', comment: ['How many requests the figures of a row are made of'] }),
  hint: l10n.t('Measured ones that were answered'),
  fromPx: WIDE,
  cell: ({ counts }) => count(counts.completed),
  text: ({ counts }) => l10n.t('{0} of {1}', count(counts.completed), count(counts.measured)),
});

type Percentile = 'p50' | 'p95' | 'p99';

/** Percentiles of a time; few requests have no p95 or p99, so that the slowest of them stands there. */
function timeFigures(metric: LevelMetric, from: { readonly p50: number; readonly p99: number }, words: Words) {
  const { duration, format } = words;
  const title = METRIC_NAMES[metric];
  const figure = (percentile: Percentile, fromPx: number): LevelFigure => {
    const said = (level: LoadLevel, text: (ms: number) => string): string => far(level[metric], percentile, text);
    return {
      name: `${title} ${percentile}`,
      group: l10n.t('{0}, ms', title),
      head: percentile,
      ...{ fromPx },
      cell: (level) => said(level, (ms) => format.milliseconds(ms, 'card')),
      text: (level) => said(level, duration),
    };
  };
  const interval: LevelFigure = {
    name: l10n.t('95% interval of the median {0}', title),
    ...{ head: null, fromPx: NEVER },
    cell: () => '',
    text: ({ ci95 }) => {
      const ends = ci95[metric];
      return ends ? between(ends, duration) : EM_DASH;
    },
  };
  return [figure('p50', from.p50), figure('p95', NEVER), figure('p99', from.p99), interval];
}

function far(times: Distribution, percentile: Percentile, text: (ms: number) => string): string {
  const value = times[percentile];
  if (value !== null) return text(value);
  return percentile === 'p50' || times.max === null ? EM_DASH : l10n.t('max {0}', text(times.max));
}

interface SpeedWords {
  readonly name: string;
  readonly head: string;
  readonly hint: string;
  readonly fromPx: number;
}

function speedFigures({ format }: Words): LevelFigure[] {
  const speed = (said: SpeedWords, of: (level: LoadLevel) => number | null): LevelFigure => ({
    ...said,
    group: l10n.t('Tokens/s'),
    ...alike((level) => orDash(of(level), (value) => format.perSecond(value, 'card'))),
  });
  return [
    speed(
      {
        name: l10n.t('Tokens/s per user'),
        head: l10n.t('per user'),
        hint: l10n.t('Decode speed of each answer, median'),
        fromPx: HALF,
      },
      (level) => level.perUserTokensPerSecond.p50,
    ),
    speed(
      {
        name: l10n.t('Tokens/s of the system'),
        head: l10n.t('system'),
        hint: l10n.t('Output tokens of all answers together, per second'),
        fromPx: ALWAYS,
      },
      (level) => level.outputTokensPerSecond,
    ),
    speed(
      {
        name: l10n.t('Total tokens/s'),
        head: l10n.t('total'),
        hint: l10n.t('Input and output tokens of all together, per second'),
        fromPx: WIDE,
      },
      (level) => level.totalTokensPerSecond,
    ),
  ];
}

function rateFigures({ format }: Words): LevelFigure[] {
  const perSecond = (value: number): string => format.decimal(value, 2);
  return [
    {
      name: l10n.t('Answers/s'),
      head: l10n.t('Answers/s'),
      fromPx: WIDE,
      ...alike(({ completedPerSecond }) => orDash(completedPerSecond, perSecond)),
    },
    {
      name: l10n.t('Goodput'),
      head: l10n.t('Goodput, /s'),
      hint: l10n.t('Requests per second that meet every budget, and their share'),
      fromPx: HALF,
      cell: ({ goodput }) => (goodput ? perSecond(goodput.requestsPerSecond) : EM_DASH),
      text: ({ goodput }) =>
        goodput
          ? l10n.t('{0}/s, {1}', perSecond(goodput.requestsPerSecond), format.percent(goodput.share))
          : l10n.t('— without budgets'),
    },
    {
      name: l10n.t('Open requests'),
      hint: l10n.t('Requests that were open at the same time, on average'),
      ...{ head: null, fromPx: NEVER },
      cell: () => '',
      text: ({ meanInFlight }) => orDash(meanInFlight, (value) => format.decimal(value, 1)),
    },
  ];
}

const failed = (words: Words): LevelFigure => ({
  name: l10n.t('Failed requests'),
  head: l10n.t('Failed'),
  fromPx: ALWAYS,
  cell: ({ counts }) => words.count(counts.failed),
  text: (level) => (level.errors.length === 0 ? words.count(level.counts.failed) : errorsText(level, words)),
});

/** Whether this machine itself was in the way. */
const clientFigures = ({ duration, format }: Words): LevelFigure[] => [
  {
    name: l10n.t('Lateness of this machine at p99'),
    ...{ head: null, fromPx: NEVER },
    cell: () => '',
    text: ({ client }) => orDash(client.loopDelayP99Ms, duration),
  },
  {
    name: l10n.t('Processor use of this machine'),
    hint: l10n.t('100% is one core.'),
    ...{ head: null, fromPx: NEVER },
    cell: () => '',
    text: ({ client }) => format.percent(client.cpuShare),
  },
];

/** Its name says the unit already. */
const alike = (text: LevelFigure['text']) => ({ cell: text, text });

const orDash = (value: number | null, text: (value: number) => string): string =>
  value === null ? EM_DASH : text(value);
