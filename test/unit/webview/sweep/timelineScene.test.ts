import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoadRequest } from '../../../../src/core/sweep/loadReport';
import { laneBars } from '../../../../webview/layout/sweep/laneBars';
import { openRequests, OPEN_PHASES } from '../../../../webview/layout/sweep/openRequests';
import { chosenLanes, requestLanes } from '../../../../webview/layout/sweep/requestLanes';
import { dueMs, endMs, requestSpans } from '../../../../webview/layout/sweep/requestSpans';
import { PROBE_BAR_PX, probeScene } from '../../../../webview/layout/sweep/probeScene';
import { timelineScene } from '../../../../webview/layout/sweep/timelineScene';
import { playedProbe } from '../../core/sweep/playedProbe';
import { loadRow } from '../../core/sweep/sweepBuilders';
import { simulatedLevel } from '../../../webview/support/simulatedLevels';

const anyRow = fc
  .record({
    startMs: fc.integer({ min: 0, max: 20_000 }),
    lateMs: fc.integer({ min: 0, max: 40 }),
    ttftMs: fc.option(fc.integer({ min: 1, max: 3000 })),
    decodeMs: fc.integer({ min: 0, max: 5000 }),
    connectMs: fc.option(fc.integer({ min: 0, max: 200 })),
    queueMs: fc.option(fc.integer({ min: 0, max: 4000 })),
    prefillMs: fc.option(fc.integer({ min: 0, max: 4000 })),
  })
  .map(({ decodeMs, ...row }) =>
    loadRow({
      ...row,
      user: null,
      lastMs: row.ttftMs === null ? null : row.ttftMs + decodeMs,
      status: row.ttftMs === null ? 'failed' : 'completed',
    }),
  );
const rows = fc.array(anyRow, { minLength: 1, maxLength: 80 });

describe('the parts of a request', () => {
  test('follow each other without a gap from when it was due to its end, whatever a server reports', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const spans = requestSpans(row);
        if (spans.length === 0) return;
        expect(spans[0]!.startMs).toBe(dueMs(row));
        expect(spans.at(-1)!.endMs).toBe(endMs(row));
        for (const [at, span] of spans.entries()) {
          expect(span.endMs).toBeGreaterThan(span.startMs);
          if (at > 0) expect(span.startMs).toBe(spans[at - 1]!.endMs);
        }
      }),
    );
  });

  test('are what was measured and what the server says, in its place', () => {
    const row = loadRow({
      startMs: 1000,
      lateMs: 5,
      connectMs: 10,
      queueMs: 50,
      prefillMs: 30,
      ttftMs: 100,
      lastMs: 400,
    });
    expect(requestSpans(row)).toEqual([
      { phase: 'late', startMs: 995, endMs: 1000 },
      { phase: 'connect', startMs: 1000, endMs: 1010 },
      { phase: 'queue', startMs: 1010, endMs: 1060 },
      { phase: 'wait', startMs: 1060, endMs: 1070 },
      { phase: 'prefill', startMs: 1070, endMs: 1100 },
      { phase: 'decode', startMs: 1100, endMs: 1400 },
    ]);
  });

  test('of a silent server are the wait and the decode, not a guess', () => {
    expect(requestSpans(loadRow({ connectMs: 0 })).map(({ phase }) => phase)).toEqual(['wait', 'decode']);
  });
});

describe('the rows', () => {
  test('hold every request once, in the order of time, and none overlaps the next', () => {
    fc.assert(
      fc.property(rows, (requests) => {
        const lanes = requestLanes(requests);
        expect(lanes.flat().toSorted((a, b) => a - b)).toEqual(requests.map((_, index) => index));
        for (const lane of lanes)
          for (const [at, index] of lane.entries())
            if (at > 0) expect(dueMs(requests[index]!)).toBeGreaterThanOrEqual(endMs(requests[lane[at - 1]!]!));
      }),
    );
  });

  test('are as many as requests were ever open at once on a schedule, and one for each user of a closed loop', () => {
    const at = (startMs: number, user: number | null = null): LoadRequest =>
      loadRow({ startMs, user, ttftMs: 10, lastMs: 100 });
    expect(requestLanes([at(0), at(50), at(99), at(100), at(150)])).toEqual([[0, 3], [1, 4], [2]]);
    expect(requestLanes([at(0, 2), at(0, 0), at(100, 2), at(100, 0)])).toEqual([
      [1, 3],
      [0, 2],
    ]);
  });

  test('that are too many are thinned, and the worst of each kind stays', () => {
    const requests = Array.from({ length: 400 }, (_, user) =>
      loadRow({
        user,
        ttftMs: user === 17 ? 9000 : 100,
        lastMs: user === 203 ? 60_000 : 1000,
        ...(user === 311 ? { status: 'failed' as const, ttftMs: null, lastMs: null } : {}),
      }),
    );
    const all = requestLanes(requests);
    const kept = chosenLanes(all, requests, 80);
    expect(kept).toHaveLength(80);
    for (const worst of [17, 203, 311]) expect(kept).toContainEqual([worst]);
    expect(kept.flat()).toEqual(kept.flat().toSorted((a, b) => a - b));
    expect(chosenLanes(all.slice(0, 80), requests, 80)).toHaveLength(80);
  });
});

describe('the bars of a row', () => {
  const range = { startMs: 0, endMs: 20_000 };

  test('are to scale, do not overlap, and hold every request in view, even when thousands share a pixel', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 5, max: 900 }), (requests, width) => {
        for (const lane of requestLanes(requests)) {
          const bars = laneBars(lane, requests, range, width);
          const shown = lane.filter((index) => dueMs(requests[index]!) <= range.endMs);
          expect(bars.flatMap((bar) => [...bar.requests])).toEqual(shown);
          for (const [at, { x, width: barWidth, requests: own }] of bars.entries()) {
            const [from, to] = [own[0]!, own.at(-1)!].map((index) => requests[index]!);
            expect(x).toBeCloseTo(Math.max(0, (dueMs(from!) / 20_000) * width), 6);
            expect(x + barWidth).toBeCloseTo(Math.min(width, Math.max(0, (endMs(to!) / 20_000) * width)), 6);
            if (at > 0) expect(x).toBeGreaterThanOrEqual(bars[at - 1]!.x + bars[at - 1]!.width - 1e-6);
          }
        }
      }),
    );
  });

  test('join what is too short to be told apart, and come apart again when one looks closer', () => {
    const requests = Array.from({ length: 100 }, (_, index) =>
      loadRow({ startMs: 10 * index, user: 0, ttftMs: 3, lastMs: 10 }),
    );
    const [lane] = requestLanes(requests);
    expect(laneBars(lane!, requests, range, 900)).toHaveLength(1);
    expect(laneBars(lane!, requests, { startMs: 0, endMs: 1000 }, 900)).toHaveLength(100);
  });
});

describe('open requests', () => {
  test('are counted exactly: their area is the time that requests were open', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 10, max: 400 }), (requests, width) => {
        const range = { startMs: -100, endMs: 30_000 };
        const { columns } = openRequests(requests, range, width);
        const area = OPEN_PHASES.reduce((sum, phase) => sum + columns[phase].reduce((all, value) => all + value, 0), 0);
        const openMs = requests.reduce((sum, row) => sum + endMs(row) - row.startMs, 0);
        expect((area * 30_100) / width).toBeCloseTo(openMs, 3);
      }),
    );
  });
});

describe('the timeline of a level', () => {
  const level = simulatedLevel({ users: 8 });

  test('has its lanes under each other, none over another, within its height', () => {
    for (const width of [320, 900]) {
      const { open, rows: bars, text, height } = timelineScene(level, null, width)!;
      expect(bars.box.y).toBeGreaterThan(open.box.y + open.box.height);
      expect(text!.box.y).toBeGreaterThan(bars.box.y + bars.box.height);
      expect(height).toBeGreaterThanOrEqual(text!.box.y + text!.box.height);
      expect(bars.lanes).toHaveLength(8);
      for (const [at, { y }] of bars.lanes.entries())
        if (at > 0) expect(y).toBeGreaterThanOrEqual(bars.lanes[at - 1]!.y + bars.barPx);
    }
  });

  test('shows a part of the level when asked, and all of it when that part is of another level', () => {
    const span = { startMs: 1000, endMs: 2000 };
    expect(timelineScene(level, span, 900)!.range).toEqual(span);
    const scene = timelineScene(level, { startMs: 1e7, endMs: 2e7 }, 900)!;
    expect(scene.range).toEqual(scene.whole);
  });

  test('of thousands of requests stays within its room and says how many rows there are', () => {
    const many = simulatedLevel({ users: 300, slots: 64, wanted: 2000, inputTokens: 100, outputTokens: 20 });
    const { rows: bars, height } = timelineScene(many, null, 900)!;
    expect(bars.of).toBe(300);
    expect(bars.lanes.length).toBeLessThanOrEqual(80);
    expect(height).toBeLessThan(600);
  });

  test('is not drawn without a request', () =>
    expect(timelineScene({ requests: [], windowMs: null, binMs: 100, charactersByBin: [] }, null, 900)).toBeNull());
});

describe('the probe of how a server batches', () => {
  const { requests } = playedProbe({ kind: 'continuous', slots: 4, prefillMsPerToken: 0.1, decodeMs: 10 });

  test('is its first one, each request a bar to scale with what it was sent for', () => {
    const { rows: bars, plot } = probeScene([...requests, ...requests], 900)!;
    expect(bars.map(({ role }) => role)).toEqual(['long', 'short', 'equal', 'equal', 'equal', 'steady', 'reader']);
    const whole = Math.max(...requests.map(endMs));
    for (const [index, { parts }] of bars.entries()) {
      expect(parts[0]!.x).toBeCloseTo(plot.x + (requests[index]!.startMs / whole) * plot.width);
      expect(parts.at(-1)!.x + parts.at(-1)!.width).toBeCloseTo(
        plot.x + (endMs(requests[index]!) / whole) * plot.width,
      );
    }
  });

  test('has its rows under each other, narrow or wide, and none for what was not answered', () => {
    for (const width of [320, 900]) {
      const { rows: bars, height } = probeScene(requests, width)!;
      for (const [at, { y }] of bars.entries()) {
        if (at > 0) expect(y).toBeGreaterThanOrEqual(bars[at - 1]!.y + PROBE_BAR_PX);
        expect(y + PROBE_BAR_PX).toBeLessThanOrEqual(height);
      }
    }
    expect(
      probeScene(
        requests.map((request) => ({ ...request, ttftMs: null })),
        900,
      ),
    ).toBeNull();
  });
});
