import type { Phase } from '../../src/core/runReport';
import { xOf, type TimeRange } from './timeRange';

export interface PhaseBar {
  readonly phase: Phase;
  readonly x: number;
  readonly width: number;
}

export interface PhaseLabel {
  readonly phase: Phase;
  readonly text: string;
  readonly x: number;
  /** 0: inside the bar. 1, 2, …: rows below the bars. */
  readonly row: number;
}

export interface LabelRules {
  readonly width: number;
  readonly rows: number;
  readonly textOf: (phase: Phase) => string;
  readonly measure: (text: string) => number;
}

/** Thinner bars could not be seen. */
const SMALLEST_WIDTH = 1.5;
/** Room on both sides of a text inside of a bar, and between two texts below. */
const INSIDE_ROOM = 14;
const BETWEEN_ROOM = 10;
/** A text under a hair would name nothing that can be seen; the legend has room for it. */
const SMALLEST_NAMED = 4;

/** Bars to scale. A bar too thin to see gets a hair's width and pushes the next one on, so that none covers another. */
export function phaseBars(phases: readonly Phase[], range: TimeRange, width: number): readonly PhaseBar[] {
  const bars: PhaseBar[] = [];
  let taken = 0;
  for (const phase of phases) {
    if (phase.endMs <= range.startMs || phase.startMs >= range.endMs) continue;
    const left = Math.max(xOf(range, width, phase.startMs), taken);
    const right = Math.min(Math.max(xOf(range, width, phase.endMs), left + SMALLEST_WIDTH), width);
    if (right - left < SMALLEST_WIDTH / 2) continue;
    bars.push({ phase, x: left, width: right - left });
    taken = right;
  }
  return bars;
}

/**
 * Texts for the bars: inside when they fit, otherwise in the first row below where nothing is in the way. The longest
 * phases choose first; what finds no room is left to the legend.
 */
export function phaseLabels(bars: readonly PhaseBar[], rules: LabelRules): readonly PhaseLabel[] {
  const rows = Array.from({ length: rules.rows }, () => new Array<{ from: number; to: number }>());
  const labels: PhaseLabel[] = [];
  const named = bars.filter(({ width }) => width >= SMALLEST_NAMED).sort((a, b) => b.width - a.width);
  for (const bar of named) {
    const text = rules.textOf(bar.phase);
    const textWidth = rules.measure(text);
    if (textWidth + INSIDE_ROOM <= bar.width) {
      labels.push({ phase: bar.phase, text, x: bar.x + INSIDE_ROOM / 2, row: 0 });
      continue;
    }
    const x = Math.max(0, Math.min(bar.x, rules.width - textWidth));
    const row = rows.findIndex((taken) =>
      taken.every(({ from, to }) => x + textWidth + BETWEEN_ROOM <= from || x >= to + BETWEEN_ROOM),
    );
    if (row < 0) continue;
    rows[row]?.push({ from: x, to: x + textWidth });
    labels.push({ phase: bar.phase, text, x, row: row + 1 });
  }
  return labels;
}
