import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/core/engine';
import type { RunReport } from '../../../src/core/runReport';
import type { RunRequest } from '../../../src/core/runRequest';
import type { SeriesUpdate } from '../../../src/core/runningSeries';
import { runSeries } from '../../../src/engine/runSeries';
import { failedRun, planOf, runAt } from '../core/seriesBuilders';

const ignore = (): void => undefined;

/** An engine whose runs end when the test says so, or at once with what `answer` gives. */
function handEngine(answer: (request: RunRequest, index: number) => RunReport | null) {
  const asked: string[] = [];
  const stops: string[] = [];
  const open: { end(report: RunReport): void }[] = [];
  let most = 0;
  const engine: Engine = {
    run(runId, request) {
      let resolve: (report: RunReport) => void = ignore;
      const promise = new Promise<RunReport>((settle) => (resolve = settle));
      const entry = {
        end: (report: RunReport) => {
          open.splice(open.indexOf(entry), 1);
          resolve({ ...report, id: runId });
        },
      };
      open.push(entry);
      most = Math.max(most, open.length);
      asked.push(request.target.name);
      const report = answer(request, asked.length - 1);
      if (report) entry.end(report);
      return {
        runId,
        finished: promise,
        stop: () => {
          stops.push(runId);
          const run = runAt(50, request.target.name);
          entry.end({ ...run, outcome: { ...run.outcome, status: 'cancelled' } });
        },
      };
    },
    dispose: () => Promise.resolve(),
  };
  return { engine, asked, stops, mostAtOnce: () => most };
}

const tools = (engine: Engine) => {
  let ids = 0;
  return { engine, newId: () => `id-${String(++ids)}`, now: () => '2026-11-20T09:00:00.000Z' };
};
/** Lets everything that is due happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a series', () => {
  test('makes its runs one at a time, in the order of the plan', async () => {
    const hand = handEngine(({ target }) => runAt(100, target.name));
    const report = await runSeries(tools(hand.engine), planOf(['A', 'B'], { runs: 3, warmups: 1 }), ignore).finished;
    expect(hand.asked.join('')).toBe('ABABBAAB');
    expect(hand.mostAtOnce()).toBe(1);
    expect(report).toMatchObject({ id: 'id-1', ending: 'completed', startedAt: '2026-11-20T09:00:00.000Z' });
    expect(report.order.map(({ run }) => run)).toEqual(report.order.map((_, index) => `id-${String(index + 2)}`));
  });

  test('tells of each run when it starts and when it ends', async () => {
    const updates: SeriesUpdate[] = [];
    const hand = handEngine(() => runAt(100));
    await runSeries(tools(hand.engine), planOf(['A'], { runs: 2 }), (update) => updates.push(update)).finished;
    expect(updates.map(({ type }) => type)).toEqual(['run-started', 'run-finished', 'run-started', 'run-finished']);
    expect(updates[2]).toMatchObject({ index: 1, total: 2, step: { round: 1 } });
  });

  test('does not ask a target again after three failures in a row; the others go on', async () => {
    const hand = handEngine(({ target }) => (target.name === 'B' ? failedRun('B') : runAt(100, target.name)));
    const report = await runSeries(tools(hand.engine), planOf(['A', 'B', 'C'], { runs: 6 }), ignore).finished;
    expect(
      report.targets.map(({ counts, gaveUp }) => [counts.completed, counts.failed, counts.skipped, gaveUp]),
    ).toEqual([
      [6, 0, 0, false],
      [0, 3, 3, true],
      [6, 0, 0, false],
    ]);
    expect(report.ending).toBe('completed');
  });

  test('goes on with a target that fails now and then', async () => {
    const hand = handEngine((_, index) => (index % 3 === 2 ? runAt(100) : failedRun()));
    const report = await runSeries(tools(hand.engine), planOf(['A'], { runs: 9 }), ignore).finished;
    expect(report.targets[0]?.counts).toMatchObject({ completed: 3, failed: 6, skipped: 0 });
  });

  test('ends early when the medians are known well enough, but not before ten runs', async () => {
    const hand = handEngine(({ target }) => runAt(100, target.name));
    const plan = planOf(['A', 'B'], { runs: 50, stopWhen: { metric: 'ttftMs', within: 0.02 } });
    const report = await runSeries(tools(hand.engine), plan, ignore).finished;
    expect(report.ending).toBe('precise');
    expect(report.targets.map(({ runs }) => runs.length)).toEqual([10, 10]);
    expect(report.targets[0]?.counts.skipped).toBe(40);
  });

  test('ends early only after every second round, when all had their turn both early and late', async () => {
    const hand = handEngine(({ target }, index) => (index === 0 ? failedRun() : runAt(100, target.name)));
    const plan = planOf(['A', 'B'], { runs: 50, stopWhen: { metric: 'ttftMs', within: 0.02 } });
    const report = await runSeries(tools(hand.engine), plan, ignore).finished;
    // With its first run failed, A has its ten after the eleventh round.
    expect(report.targets.map(({ runs }) => runs.length)).toEqual([12, 12]);
  });

  test('does not end early while one target is not known well enough', async () => {
    const hand = handEngine(({ target }, index) =>
      runAt(target.name === 'A' ? 100 : 100 + (index % 5) * 30, target.name),
    );
    const plan = planOf(['A', 'B'], { runs: 14, stopWhen: { metric: 'ttftMs', within: 0.02 } });
    expect((await runSeries(tools(hand.engine), plan, ignore).finished).ending).toBe('completed');
  });

  test('of 16 targets, one dead and one stalling, stopped midway, reports everything measured so far', async () => {
    const names = Array.from({ length: 16 }, (_, index) => `T${String(index)}`);
    const isStalling = (request: RunRequest, index: number): boolean => request.target.name === 'T9' && index > 100;
    let stalls = ignore;
    const stalling = new Promise<void>((resolve) => (stalls = resolve));
    const hand = handEngine((request, index) => {
      if (request.target.name === 'T3') return failedRun('T3');
      if (!isStalling(request, index)) return runAt(100, request.target.name);
      stalls();
      return null;
    });
    const series = runSeries(tools(hand.engine), planOf(names, { runs: 20 }), ignore);
    await stalling;
    series.stop();
    series.stop();
    const report = await series.finished;
    expect(report.ending).toBe('stopped');
    expect(hand.stops).toHaveLength(1);
    expect(report.targets.flatMap(({ runs }) => runs)).toHaveLength(hand.asked.length);
    expect(report.targets[3]).toMatchObject({ gaveUp: true, counts: { failed: 3 } });
    expect(report.targets[9]?.counts).toMatchObject({ stopped: 1 });
    for (const { counts } of report.targets)
      expect(counts.completed + counts.failed + counts.stopped + counts.skipped).toBe(20);
  });
});

describe('a pause', () => {
  test('lets the run under way end and begins no other until it is over', async () => {
    const hand = handEngine(() => runAt(100));
    const plan = planOf(['A'], { runs: 4 });
    const series = runSeries(tools(hand.engine), plan, ({ type }) => {
      if (type === 'run-finished' && hand.asked.length === 2) series.pause();
    });
    await settled();
    expect(hand.asked).toHaveLength(2);
    await settled();
    expect(hand.asked).toHaveLength(2);
    series.resume();
    expect((await series.finished).targets[0]?.runs).toHaveLength(4);
  });

  test('ends with a stop', async () => {
    const hand = handEngine(() => runAt(100));
    const series = runSeries(tools(hand.engine), planOf(['A'], { runs: 4 }), ignore);
    series.pause();
    await settled();
    series.stop();
    expect(await series.finished).toMatchObject({ ending: 'stopped', targets: [{ counts: { skipped: 4 } }] });
    expect(hand.asked).toEqual([]);
  });

  test('between runs is cut short by a stop', async () => {
    const hand = handEngine(() => runAt(100));
    const series = runSeries(tools(hand.engine), planOf(['A'], { runs: 4, pauseMs: 3_600_000 }), ({ type }) => {
      if (type === 'run-finished') setImmediate(() => series.stop());
    });
    expect((await series.finished).targets[0]?.counts).toMatchObject({ completed: 1, skipped: 3 });
  });
});

test('a stop before the first run leaves a report without runs', async () => {
  const hand = handEngine(() => runAt(100));
  const series = runSeries(tools(hand.engine), planOf(['A', 'B']), ignore);
  series.stop();
  expect(await series.finished).toMatchObject({ ending: 'stopped', order: [], comparisons: [] });
});
