import { Ajv } from 'ajv';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/core/runReport';
import { publicSeries } from '../../../src/core/publicSeries';
import { SeriesReportSchema } from '../../../src/core/seriesReport';
import { seriesReportJsonSchema } from '../../../src/report/jsonSchema';
import { failedRun, planOf, promptFrom, runAt, seriesOf } from './seriesBuilders';

const validate = new Ajv({ allErrors: true, strict: false }).compile(seriesReportJsonSchema());
/** Some scatter that no run shares with another. */
const scatter = (index: number): number => ((index * 7) % 11) / 10;

const stopped = (ttftMs: number): RunReport => {
  const run = runAt(ttftMs);
  return { ...run, outcome: { ...run.outcome, status: 'cancelled' } };
};

describe('a series', () => {
  const plan = planOf(['A', 'B'], { runs: 10, warmups: 1 });
  const report = seriesOf(plan, (step, index) =>
    runAt((step.target === 0 ? 100 : 150) + scatter(index), 'AB'[step.target], `run-${String(index)}`),
  );
  const [a, b] = report.targets;

  test('follows its schema', () => {
    validate(JSON.parse(JSON.stringify(report)));
    expect(validate.errors).toBeNull();
    expect(v.is(SeriesReportSchema, report)).toBe(true);
  });

  test('keeps runs and warm-ups apart, and the order of all', () => {
    expect([a?.runs.length, a?.warmups.length]).toEqual([10, 1]);
    expect(report.order.map(({ target }) => target).join('')).toBe(`AB${'ABBA'.repeat(5)}`);
    expect(report.order.map(({ run }) => run)).toEqual(report.order.map((_, index) => `run-${String(index)}`));
    expect(report.order.filter(({ warmup }) => warmup)).toHaveLength(2);
  });

  test('sums up and compares', () => {
    expect(a?.summary.ttftMs).toMatchObject({ n: 10, median: expect.closeTo(100.5, 0) as number });
    expect(b?.summary.tpotMs?.median).toBeCloseTo(20, 6);
    const found = report.comparisons.find(({ metric }) => metric === 'ttftMs');
    expect(found).toMatchObject({ a: 'A', b: 'B', verdict: 'a-faster', ratio: expect.closeTo(1.5, 1) as number });
    const speed = report.comparisons.find(({ metric }) => metric === 'decodeTokensPerSecond');
    expect(speed?.verdict).toBe('no-difference-shown');
  });

  test('does not sum up what is only known to be more than so much', () => {
    expect(a?.runs[0]?.metrics.prefillTokensPerSecond.bound).toBe('lower');
    expect(a?.summary.prefillTokensPerSecond).toBeUndefined();
  });

  test('shows a target as its runs show it, with the model that answered', () => {
    const run = runAt(100);
    const named = seriesOf(planOf(['A']), () => ({ ...run, target: { ...run.target, responseModel: 'm-2' } }));
    expect(named.targets[0]?.target.responseModel).toBe('m-2');
  });

  test('leaves a dead target out of the comparisons, and its failures in the list', () => {
    const half = seriesOf(plan, (step) => (step.target === 0 ? runAt(100) : failedRun('B')), { gaveUp: () => true });
    expect(half.comparisons).toEqual([]);
    expect(half.targets[1]).toMatchObject({ counts: { completed: 0, failed: 10 }, summary: {}, gaveUp: true });
    expect(half.targets[1]?.runs).toHaveLength(10);
  });

  test('that ended early holds what was measured and counts the rest', () => {
    const early = seriesOf(plan, (_, index) => (index < 4 ? runAt(100) : index === 4 ? stopped(90) : null), {
      ending: 'stopped',
    });
    validate(JSON.parse(JSON.stringify(early)));
    expect(validate.errors).toBeNull();
    expect(early.targets[0]?.counts).toMatchObject({ planned: 10, completed: 1, skipped: 9 });
    expect(early.targets[1]?.counts).toMatchObject({ completed: 1, stopped: 1, skipped: 8 });
    expect(early.targets[1]?.summary.ttftMs?.n).toBe(1);
    expect(early.comparisons[0]).toMatchObject({ verdict: 'more-runs-needed', ci95: null });
  });

  test('without any run is a report too', () => {
    const none = seriesOf(plan, () => null, { ending: 'stopped' });
    validate(JSON.parse(JSON.stringify(none)));
    expect(validate.errors).toBeNull();
    expect(none.targets.map(({ target }) => target.name)).toEqual(['A', 'B']);
  });

  test('compares targets with the same prompt only', () => {
    const prompts = ['a', 'b'].map((source) => ({ prompt: promptFrom(source), parameters: {} }));
    const both = seriesOf(planOf(['A', 'B'], { prompts, runs: 5 }), ({ target, prompt, round }) =>
      runAt(100 + 100 * prompt + scatter(round), 'AB'[target]),
    );
    expect(both.targets).toHaveLength(4);
    const ttft = both.comparisons.filter(({ metric }) => metric === 'ttftMs');
    expect(ttft.map(({ prompt, verdict }) => [prompt, verdict])).toEqual([
      [0, 'no-difference-shown'],
      [1, 'no-difference-shown'],
    ]);
  });

  test('shows texts and chunks only when asked', () => {
    const text = JSON.stringify(publicSeries(report, { trace: false, includeText: false }));
    expect(text).not.toContain('"chunks"');
    expect(text).not.toContain('"text"');
    const full = publicSeries(report, { trace: true, includeText: true });
    expect(full.targets[0]?.warmups[0]?.chunks?.[0]?.text).toBe('a');
  });
});

describe('a cold start', () => {
  const oneTarget = planOf(['A'], { runs: 8 });

  test('is the first run when it took over three times as long: told, kept, left out of the summary', () => {
    const [a] = seriesOf(oneTarget, (_, index) => runAt(index === 0 ? 310 : 100)).targets;
    expect(a?.runs[0]?.quality).toMatchObject({ grade: 'B' });
    expect(a?.runs[0]?.quality.findings.map(({ code }) => code)).toContain('cold-start');
    expect(a?.counts).toMatchObject({ completed: 8, coldStarts: 1 });
    expect(a?.summary.ttftMs).toMatchObject({ n: 7, max: 100 });
  });

  test.each([
    ['a first run at three times the median', (index: number) => (index === 0 ? 300 : 100)],
    ['a later run, however slow', (index: number) => (index === 1 ? 900 : 100)],
  ])('is not %s', (_, ttft) => {
    const [a] = seriesOf(oneTarget, (__, index) => runAt(ttft(index))).targets;
    expect(a?.counts.coldStarts).toBe(0);
    expect(a?.summary.ttftMs?.n).toBe(8);
  });

  test('in a warm-up is told there, and the measured runs all count', () => {
    const [a] = seriesOf(planOf(['A'], { runs: 5, warmups: 1 }), (_, index) => runAt(index === 0 ? 900 : 100)).targets;
    expect(a?.warmups[0]?.quality.findings.map(({ code }) => code)).toContain('cold-start');
    expect(a?.counts.coldStarts).toBe(0);
  });

  test('that the first run tells itself is told once', () => {
    const [a] = seriesOf(oneTarget, (_, index) => {
      const run = runAt(index === 0 ? 900 : 100);
      const finding = { code: 'cold-start' as const, message: 'The model was loaded first.', affects: [] };
      return index === 0 ? { ...run, quality: { ...run.quality, findings: [finding] } } : run;
    }).targets;
    expect(a?.runs[0]?.quality.findings.map(({ message }) => message)).toEqual(['The model was loaded first.']);
    expect(a?.counts.coldStarts).toBe(1);
  });

  test('of every run is what the target does, and nothing is left out', () => {
    const cold = seriesOf(oneTarget, () => {
      const run = runAt(100);
      const finding = { code: 'cold-start' as const, message: 'The model was loaded first.', affects: [] };
      return { ...run, quality: { ...run.quality, findings: [finding] } };
    });
    expect(cold.targets[0]?.summary.ttftMs?.n).toBe(8);
    expect(cold.targets[0]?.counts.coldStarts).toBe(0);
  });
});

test('drift over the series is told', () => {
  const [a] = seriesOf(planOf(['A'], { runs: 12 }), (_, index) => runAt(100 + 5 * index)).targets;
  expect(a?.drift.find(({ metric }) => metric === 'ttftMs')?.change).toBeCloseTo(55 / 127.5, 6);
  expect(a?.drift.some(({ metric }) => metric === 'tpotMs')).toBe(false);
});
