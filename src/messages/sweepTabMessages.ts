import type { LevelProgress } from '../core/sweep/runningSweep';
import type { SweepAmounts, SweepReport } from '../core/sweep/sweepReport';
import type { Arrivals, CapName } from '../core/sweep/sweepWords';
import type { Budgets, SweepForm, SweepKind } from './sweepForm';
import type { ListedTarget, TargetState } from './listedTarget';
import { oneOf } from './oneOf';
import { isChartName, isPicture, PICTURE_FORMATS, type PictureFormat } from './pictures';

/** What the Sweep tab and the editor say to each other. */

/** `editor-model`: a language model of the editor, which cannot be swept. `gone`: no longer among the targets, but swept before. */
export type SweepTargetState = TargetState | 'editor-model' | 'gone';

/** A target to choose. */
export interface SweepTarget extends ListedTarget<SweepTargetState> {
  /** The limits that goodput is held against when the form names none. */
  readonly budgets: Budgets;
  /** Sweeps of it are kept. */
  readonly isSwept: boolean;
}

/** The most that a sweep may use, as far as that is known before its start. */
export interface SweepOutlook extends SweepAmounts {
  /** Why there is no price. */
  readonly costReason: string | null;
  /** Lengths, users or requests per second, as they will be measured. */
  readonly levels: readonly number[];
  /** The longest that it may take; `null` when nobody knows. */
  readonly mostMs: number | null;
  /** A cap that ends it before all of it is made. */
  readonly cap: CapName | null;
}

/** Everything before the start. */
export interface SweepDraft {
  readonly form: SweepForm;
  /** Counts the forms that came from the page: an answer to an earlier one must not overwrite what was typed since. */
  readonly revision: number;
  readonly targets: readonly SweepTarget[];
  readonly prompt: { readonly source: string; readonly characters: number } | null;
  /** `null` while it is being worked out, and as long as the form does not hold together. */
  readonly outlook: SweepOutlook | null;
  /** Why the last try to start came to nothing. */
  readonly problem: string | null;
}

/** What is being done just now. */
export type SweepStep =
  | { readonly type: 'starting' }
  | { readonly type: 'calibrating' }
  | { readonly type: 'fingerprinting' }
  | { readonly type: 'waiting'; readonly forMs: number }
  | {
      readonly type: 'run';
      /** From 0. */
      readonly index: number;
      readonly total: number;
      readonly wantedTokens: number;
      readonly isWarmup: boolean;
      /** `null` before the first news. */
      readonly elapsedMs: number | null;
      readonly tokens: number | null;
    }
  | {
      readonly type: 'level';
      readonly index: number;
      readonly total: number;
      /** Users, or requests per second. */
      readonly level: number;
      /** `null` before the first news. */
      readonly progress: LevelProgress | null;
    };

/** A sweep under way. */
export interface SweepNow {
  readonly kind: SweepKind;
  readonly target: string;
  readonly isStopping: boolean;
  /** `null` until it is known what it costs. */
  readonly planned: SweepAmounts | null;
  readonly caps: SweepReport['caps'];
  /** `null` for lengths. */
  readonly arrivals: Arrivals | null;
  /** Longest that a level may take; 0 for lengths. */
  readonly levelMs: number;
  readonly step: SweepStep;
}

/** The last sweeps of one target, without chunks and texts. One that is under way says so in its `ending`. */
export interface SweepReports {
  readonly length: SweepReport | null;
  readonly load: SweepReport | null;
}

export interface SweepState {
  readonly draft: SweepDraft;
  readonly reports: SweepReports;
  readonly now: SweepNow | null;
  /** The form is in front of the person, not the sweeps of before. */
  readonly isPlanning: boolean;
}

export type ToSweepTab =
  | { readonly type: 'sweepState'; readonly state: SweepState }
  | { readonly type: 'sweepDraft'; readonly draft: SweepDraft }
  | { readonly type: 'sweepPlanning'; readonly isPlanning: boolean }
  | { readonly type: 'sweepReports'; readonly reports: SweepReports }
  | { readonly type: 'sweepNow'; readonly now: SweepNow | null };

/** Wishes without further words. */
export const SWEEP_WISHES = [
  'usePrompt',
  'openPrompt',
  'addTarget',
  'manageTrust',
  'start',
  'stop',
  'copyLength',
  'copyLoad',
  'exportLengthMarkdown',
  'exportLengthJson',
  'exportLengthCsv',
  'exportLengthFigures',
  'exportLengthHtml',
  'exportLoadMarkdown',
  'exportLoadJson',
  'exportLoadCsv',
  'exportLoadFigures',
  'exportLoadHtml',
  'deleteLength',
  'deleteLoad',
] as const;
export type SweepWish = (typeof SWEEP_WISHES)[number];

export type FromSweepTab =
  /** The tab is looked at for the first time and has nothing to show yet. */
  | { readonly type: 'sweepOpen' }
  /** A form, to be read with `readForm`: the start of the editor needs nothing of that. */
  | { readonly type: 'sweepForm'; readonly form: object; readonly revision: number }
  | { readonly type: 'sweepWish'; readonly wish: SweepWish }
  /** What the workload card is asked, to be read like a form. */
  | { readonly type: 'sweepCard'; readonly question: object }
  | SweepPicture;

/** A chart, or all of one kind of sweep, as a file: SVG as text, PNG as base64. */
export interface SweepPicture {
  readonly type: 'sweepSavePicture';
  readonly name: string;
  readonly format: PictureFormat;
  readonly data: string;
}

/** What came from the Sweep tab, checked; `null` for anything that is not one of its messages. */
export function readFromSweepTab(message: object): FromSweepTab | null {
  const { type, form, revision, wish, question, name, format, data } = message as Record<string, unknown>;
  switch (type) {
    case 'sweepOpen':
      return { type };
    case 'sweepForm':
      return typeof form === 'object' && form !== null && typeof revision === 'number'
        ? { type, form, revision }
        : null;
    case 'sweepWish': {
      const known = oneOf(SWEEP_WISHES, wish);
      return known && { type, wish: known };
    }
    case 'sweepCard':
      return typeof question === 'object' && question !== null ? { type, question } : null;
    case 'sweepSavePicture': {
      const known = oneOf(PICTURE_FORMATS, format);
      return known && isChartName(name) && isPicture(data, known) ? { type, name, format: known, data } : null;
    }
    default:
      return null;
  }
}
