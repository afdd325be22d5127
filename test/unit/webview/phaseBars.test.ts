import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../src/core/runReport';
import { PHASE_NAMES } from '../../../src/core/vocabulary';
import { phaseBars, phaseLabels, type LabelRules } from '../../../webview/layout/phaseBars';

/** Phases one after the other, each as long as told. */
function phasesOf(lengths: readonly number[]): readonly Phase[] {
  let startMs = 0;
  return lengths.map((length, index) => {
    const phase = { name: PHASE_NAMES[index % 11]!, startMs, endMs: startMs + length, source: 'measured' as const };
    startMs += length;
    return phase;
  });
}

const rules = (width: number): LabelRules => ({
  width,
  rows: 2,
  textOf: ({ name }) => `${name} 100 ms`,
  measure: (text) => text.length * 7,
});
const lengths = fc.array(fc.double({ min: 0.001, max: 3000, noNaN: true }), { minLength: 1, maxLength: 11 });
const range = (phases: readonly Phase[]) => ({ startMs: 0, endMs: phases.at(-1)!.endMs });

describe('bars of phases', () => {
  test('are to scale where there is room', () => {
    const bars = phaseBars(phasesOf([100, 300, 600]), { startMs: 0, endMs: 1000 }, 500);
    expect(bars.map(({ x, width }) => [x, width])).toEqual([
      [0, 50],
      [50, 150],
      [200, 300],
    ]);
  });

  test('never cover each other and never leave the chart', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 60, max: 1200 }), (all, width) => {
        const phases = phasesOf(all);
        let end = 0;
        for (const bar of phaseBars(phases, range(phases), width)) {
          expect(bar.x).toBeGreaterThanOrEqual(end - 1e-9);
          expect(bar.width).toBeGreaterThan(0);
          end = bar.x + bar.width;
        }
        expect(end).toBeLessThanOrEqual(width + 1e-9);
      }),
    );
  });

  test('a phase too short to see still gets a hair, and one outside of the view gets nothing', () => {
    const phases = phasesOf([0.01, 999.99, 1000]);
    expect(phaseBars(phases, { startMs: 0, endMs: 1000 }, 500).map(({ width }) => width)).toEqual([1.5, 498.5]);
    expect(phaseBars(phases, { startMs: 500, endMs: 900 }, 500)).toHaveLength(1);
  });
});

describe('texts of phases', () => {
  test('never cover each other and stay inside of the chart', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 200, max: 1200 }), (all, width) => {
        const phases = phasesOf(all);
        const bars = phaseBars(phases, range(phases), width);
        const labels = phaseLabels(bars, rules(width));
        for (const row of [1, 2]) {
          const spans = labels
            .filter((label) => label.row === row)
            .map(({ x, text }) => [x, x + text.length * 7] as const)
            .sort((a, b) => a[0] - b[0]);
          spans.forEach(([from, to], index) => {
            expect(from).toBeGreaterThanOrEqual(index === 0 ? 0 : spans[index - 1]![1]);
            expect(to).toBeLessThanOrEqual(width + 1e-9);
          });
        }
      }),
    );
  });

  test('stand inside of a bar that has room for them, below a smaller one, and nowhere for a hair', () => {
    const bars = phaseBars(phasesOf([0.5, 40, 959.5]), { startMs: 0, endMs: 1000 }, 600);
    const labels = phaseLabels(bars, rules(600));
    expect(labels.map(({ phase, row }) => [phase.name, row])).toEqual([
      ['tls', 0],
      ['connect', 1],
    ]);
  });
});
