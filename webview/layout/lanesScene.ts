import type { ReadingSpeed } from '../../src/core/readingSpeed';
import type { Phase } from '../../src/core/runReport';
import type { Channel } from '../../src/core/vocabulary';
import type { ChunkSeries } from '../state/chunkSeries';
import { gapTopMs } from './gapScale';
import { PHASE_TEXT_ROWS, laneBoxes, type LaneBoxes } from './laneBoxes';
import { phaseBars, phaseLabels, type PhaseBar, type PhaseLabel } from './phaseBars';
import { speedCurve, speedTop, speedUnit, speedWindowMs, type SpeedPoint, type SpeedUnit } from './speedCurve';
import { stallFields, type Stall, type StallField } from './stallFields';
import { tickColumns, type TickColumns } from './tickColumns';
import { timeAxis, type TimeAxis } from './timeAxis';
import { spanMs, xOf, type TimeRange } from './timeRange';
import { readingLine, writtenCurve, writtenTop, type ReadingLine, type WrittenStep } from './writtenCurve';

/** What the lanes are drawn from. */
export interface LanesInput {
  readonly series: ChunkSeries;
  readonly phases: readonly Phase[];
  readonly stalls: readonly Stall[];
  /** A silence that goes on at this moment, from the last chunk until now; `null` otherwise. */
  readonly silence: TimeRange | null;
  /** Total of the answer, to share out over the chunks when these do not tell their tokens. */
  readonly outputTokens: number | null;
  readonly range: TimeRange;
  /** The speed line ends here. */
  readonly endMs: number;
  readonly width: number;
  /** Pixels of the screen per pixel of layout: ticks are gathered by what the screen can tell apart. */
  readonly pixelRatio: number;
  /** No text came and none will. */
  readonly phasesOnly: boolean;
  readonly reading: ReadingSpeed;
  /** The pace is that of a buffer on the way, so no line is drawn. */
  readonly speedWithheld: boolean;
}

/** How numbers become words and how wide words are; handed in, so that layout needs no browser. */
export interface LaneWords {
  readonly phase: (phase: Phase) => string;
  readonly stall: (stall: Stall) => string;
  readonly measure: (text: string) => number;
}

/** Everything that is to be drawn, in pixels. */
export interface LanesScene {
  readonly boxes: LaneBoxes;
  readonly phasesOnly: boolean;
  readonly range: TimeRange;
  /** Width of the plot, without the column of titles. */
  readonly plotWidth: number;
  readonly axis: TimeAxis;
  readonly bars: readonly PhaseBar[];
  readonly labels: readonly PhaseLabel[];
  readonly ticks: TickColumns;
  /** Columns of ticks per pixel of layout. */
  readonly pixelRatio: number;
  readonly gapTopMs: number;
  readonly stalls: readonly StallField[];
  readonly stallAtMs: ReadonlySet<number>;
  readonly silence: { readonly x: number; readonly width: number } | null;
  readonly speed: readonly SpeedPoint[];
  readonly speedUnit: SpeedUnit;
  readonly speedTop: number;
  readonly speedWindowMs: number;
  readonly speedWithheld: boolean;
  /** Reading speed in the unit of the speed, per second. */
  readonly readingPerSecond: number;
  readonly written: readonly WrittenStep[];
  readonly writtenTop: number;
  readonly readingLine: ReadingLine | null;
}

/** Pixels per text on the time axis. */
const AXIS_TEXT_PX = 76;

/** Numbers to geometry. `before` is the scene of the last frame, of which what still holds is kept. */
export function lanesScene(input: LanesInput, words: LaneWords, before: LanesScene | null): LanesScene {
  const { series, range } = input;
  const boxes = laneBoxes(input.width, input.phasesOnly);
  const plotWidth = Math.max(1, input.width - boxes.gutter);
  const bars = phaseBars(input.phases, range, plotWidth);
  const sameRun = before?.ticks.series === series ? before : null;
  return {
    boxes,
    phasesOnly: input.phasesOnly,
    range,
    plotWidth,
    axis: timeAxis(range, plotWidth, AXIS_TEXT_PX),
    bars,
    labels: phaseLabels(bars, {
      width: plotWidth,
      rows: boxes.phaseTexts.height > 0 ? PHASE_TEXT_ROWS : 0,
      textOf: words.phase,
      measure: words.measure,
    }),
    ticks: tickColumns(before?.ticks ?? null, series, range, Math.floor(plotWidth * input.pixelRatio)),
    pixelRatio: input.pixelRatio,
    // Scales only ever grow within a run, so that what stands there does not shrink and swell.
    gapTopMs: Math.max(gapTopMs(series), sameRun?.gapTopMs ?? 0),
    stalls: stallFields(input.stalls, {
      range,
      width: plotWidth,
      textWidth: (stall) => words.measure(words.stall(stall)),
    }),
    stallAtMs: new Set(input.stalls.map(({ atMs }) => atMs)),
    silence: silenceOf(input, plotWidth),
    ...speedPart(input, plotWidth, sameRun),
  };
}

function silenceOf({ silence, range }: LanesInput, width: number): LanesScene['silence'] {
  if (silence === null) return null;
  const x = Math.max(0, xOf(range, width, silence.startMs));
  const end = Math.min(width, xOf(range, width, silence.endMs));
  return end > x ? { x, width: end - x } : null;
}

function speedPart(input: LanesInput, width: number, before: LanesScene | null) {
  const { series, range, reading, endMs } = input;
  const unit = speedUnit(series, input.outputTokens);
  const windowMs = speedWindowMs(spanMs(range));
  const points = input.speedWithheld ? [] : speedCurve(series, { range, width, windowMs, unit, endMs });
  const grown = before?.speedUnit.unit === unit.unit ? before : null;
  return {
    speed: points,
    speedUnit: unit,
    speedTop: Math.max(speedTop(points, reading[unit.unit]), grown?.speedTop ?? 0),
    speedWindowMs: windowMs,
    speedWithheld: input.speedWithheld,
    readingPerSecond: reading[unit.unit],
    written: writtenCurve(series, { range, width, unit, endMs }),
    writtenTop: Math.max(writtenTop(series, unit), grown?.writtenTop ?? 0),
    readingLine: readingLine(series, { range, width, unit, endMs }, reading),
  };
}

/** Hue of a phase: the parts of the connection share one, the answer has that of its channel. */
export const phaseHue = (phase: Phase, decodes: Channel) => {
  switch (phase.name) {
    case 'dns':
    case 'connect':
    case 'tls':
    case 'send':
      return 'connection';
    case 'decode':
      return decodes === 'reasoning' ? 'thinking' : decodes;
    case 'tail':
      return 'wait';
    default:
      return phase.name;
  }
};
