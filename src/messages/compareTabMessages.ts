import type { RaceCurve } from '../core/raceCurve';
import type { SeriesOutlook } from '../core/estimateSeries';
import type { ComparedMetric } from '../core/seriesMetrics';
import type { SeriesReport, SeriesTargetReport } from '../core/seriesReport';
import { CACHE_MODES, type CacheMode, type ErrorKind, type SeriesEnding, type Status } from '../core/vocabulary';
import type { ListedTarget } from './listedTarget';
import { oneOf } from './oneOf';
import { isChartName, isPicture, PICTURE_FORMATS, type PictureFormat } from './pictures';

/** What the Compare tab and the editor say to each other. */

/** What is to be compared, as the person has set it so far. */
export interface ComparePlan {
  readonly targets: readonly string[];
  readonly runs: number;
  readonly warmups: number;
  readonly cache: CacheMode;
  readonly pauseMs: number;
  /** Ends early when the median TTFT of every target is known to this share; `null`: never. */
  readonly within: number | null;
  /** Most tokens of an answer; `null`: as prompt and targets say. */
  readonly maxTokens: number | null;
}

export const PLAN_LIMITS = {
  runs: { min: 1, max: 1000 },
  warmups: { min: 0, max: 100 },
  pauseMs: { min: 0, max: 3_600_000 },
  within: { min: 0.001, max: 1 },
  maxTokens: { min: 1, max: 1_000_000 },
} as const;

/** Everything before the start. */
export interface CompareDraft {
  readonly prompt: { readonly source: string; readonly characters: number; readonly inputTokens: number | null } | null;
  readonly targets: readonly ListedTarget[];
  readonly plan: ComparePlan;
  /** `null` while it is being worked out, and without a prompt. */
  readonly outlook: SeriesOutlook | null;
  /** Why the last try to start came to nothing. */
  readonly problem: string | null;
}

/** One run of the series, without its chunks. */
export interface CompareRun {
  readonly runId: string;
  /** Index into the series' targets. */
  readonly target: number;
  readonly isWarmup: boolean;
  /** From 0, counted apart for warm-ups. */
  readonly round: number;
  readonly status: Status;
  readonly error: { readonly kind: ErrorKind; readonly message: string } | null;
  readonly values: Partial<Record<ComparedMetric, number>>;
  readonly outputTokens: number | null;
  /** `null`: unknown. */
  readonly costUsd: number | null;
}

/** What became of one target so far. */
export interface CompareRow extends Omit<SeriesTargetReport, 'runs' | 'warmups'> {
  /** Runs that the medians are made of: completed ones without cold starts. */
  readonly used: readonly string[];
  /** Its run in the middle by end-to-end latency; `null` without a completed one. */
  readonly medianRun: string | null;
  /** Median cost of a run; `null` with the reason when unknown. */
  readonly costUsd: number | null;
  readonly costReason: string | null;
  /** Some number of it is an estimate, so its speeds are. */
  readonly isEstimated: boolean;
}

/** `interrupted`: the window was closed in the middle of it. */
export type CompareEnding = SeriesEnding | 'interrupted';
export type ComparePhase = 'running' | 'pausing' | 'paused' | 'stopping' | 'ended';

/** The run under way. */
export interface CurrentRun {
  readonly target: number;
  readonly isWarmup: boolean;
  readonly round: number;
  /** Ms since its start; `null` before the first news. */
  readonly elapsedMs: number | null;
  readonly tokens: number | null;
}

/** A series, under way or over. */
export interface ShownSeries {
  readonly id: string;
  readonly startedAt: string;
  readonly promptSource: string;
  readonly plan: SeriesReport['plan'];
  readonly phase: ComparePhase;
  /** `null` until it is over. */
  readonly ending: CompareEnding | null;
  /** Runs planned, warm-ups included. */
  readonly planned: number;
  readonly rows: readonly CompareRow[];
  readonly runs: readonly CompareRun[];
  readonly current: CurrentRun | null;
}

/** What only some runs are asked for, as there may be thousands. */
export interface RunDetails {
  readonly runId: string;
  readonly curve: RaceCurve | null;
  /** The answer; `null` when it was not kept. */
  readonly text: string | null;
  /** Only the beginning of the answer is here. */
  readonly isCut: boolean;
}

export interface CompareState {
  readonly draft: CompareDraft;
  readonly series: ShownSeries | null;
  /** The plan is in front of the person, not the series of before. */
  readonly isPlanning: boolean;
}

export type ToCompareTab =
  | { readonly type: 'compareState'; readonly state: CompareState }
  | { readonly type: 'compareDraft'; readonly draft: CompareDraft }
  | { readonly type: 'comparePlanning' }
  | { readonly type: 'compareSeries'; readonly series: ShownSeries }
  | { readonly type: 'comparePhase'; readonly phase: ComparePhase; readonly ending: CompareEnding | null }
  | { readonly type: 'compareCurrent'; readonly current: CurrentRun }
  | { readonly type: 'compareRunDone'; readonly run: CompareRun; readonly row: CompareRow }
  | { readonly type: 'compareDetails'; readonly details: readonly RunDetails[] };

/** Wishes without further words. */
export const COMPARE_WISHES = [
  'usePrompt',
  'openPrompt',
  'addTarget',
  'editTargets',
  'manageTrust',
  'start',
  'again',
  'pause',
  'resume',
  'stop',
  'copyMarkdown',
  'exportJson',
  'exportMarkdown',
  'exportCsv',
  'exportHtml',
] as const;
export type CompareWish = (typeof COMPARE_WISHES)[number];

export type FromCompareTab =
  /** The tab is looked at for the first time and has nothing to show yet. */
  | { readonly type: 'compareOpen' }
  | { readonly type: 'comparePlan'; readonly plan: ComparePlan }
  | { readonly type: 'compareWish'; readonly wish: CompareWish }
  /** Show this run in the Run tab. */
  | { readonly type: 'compareShowRun'; readonly runId: string }
  | { readonly type: 'compareAsk'; readonly runIds: readonly string[] }
  | ComparePicture;

/** One chart or all of them, to be saved: SVG as text, PNG as base64. */
export interface ComparePicture {
  readonly type: 'compareSavePicture';
  readonly name: string;
  readonly format: PictureFormat;
  readonly data: string;
}

/** What came from the Compare tab, checked; `null` for anything that is not one of its messages. */
export function readFromCompareTab(message: object): FromCompareTab | null {
  const { type, plan, wish, runId, runIds, name, format, data } = message as Record<string, unknown>;
  switch (type) {
    case 'compareOpen':
      return { type };
    case 'comparePlan': {
      const read = readPlan(plan);
      return read && { type, plan: read };
    }
    case 'compareWish': {
      const known = oneOf(COMPARE_WISHES, wish);
      return known && { type, wish: known };
    }
    case 'compareShowRun':
      return typeof runId === 'string' ? { type, runId } : null;
    case 'compareAsk':
      return isTexts(runIds) ? { type, runIds } : null;
    case 'compareSavePicture': {
      const known = oneOf(PICTURE_FORMATS, format);
      return isChartName(name) && known && isPicture(data, known) ? { type, name, format: known, data } : null;
    }
    default:
      return null;
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** A plan whose numbers are brought within their limits; `null` for anything else. */
export function readPlan(value: unknown): ComparePlan | null {
  if (typeof value !== 'object' || value === null) return null;
  const { targets, runs, warmups, cache, pauseMs, within, maxTokens } = value as Record<string, unknown>;
  const mode = oneOf(CACHE_MODES, cache);
  if (!isTexts(targets) || mode === null) return null;
  const least = { runs: whole(runs, 'runs'), warmups: whole(warmups, 'warmups'), pauseMs: whole(pauseMs, 'pauseMs') };
  if (least.runs === null || least.warmups === null || least.pauseMs === null) return null;
  return {
    targets: [...new Set(targets)],
    runs: least.runs,
    warmups: least.warmups,
    cache: mode,
    pauseMs: least.pauseMs,
    within: limited(within, 'within'),
    maxTokens: whole(maxTokens, 'maxTokens'),
  };
}

type Limited = keyof typeof PLAN_LIMITS;

function limited(value: unknown, name: Limited): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  const { min, max } = PLAN_LIMITS[name];
  return Math.min(max, Math.max(min, value));
}

function whole(value: unknown, name: Limited): number | null {
  const number = limited(value, name);
  return number === null ? null : Math.round(number);
}
