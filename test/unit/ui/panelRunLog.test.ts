import { describe, expect, test } from 'vitest';
import { PanelRunLog } from '../../../src/ui/panelRunLog';
import { progressOf } from '../../webview/support/progress';
import { headerOf, reportOf } from '../../webview/support/reports';
import { steadyTrace } from '../../webview/support/traces';

const trace = steadyTrace();
const report = reportOf(trace);
const run = headerOf(report);

describe('what the panel would show', () => {
  test('nothing before the first run', () => {
    expect(new PanelRunLog().snapshot()).toBeNull();
  });

  test('in mid-run all chunks since the first byte', () => {
    const log = new PanelRunLog();
    log.take({ type: 'started', run });
    for (let atMs = 100; atMs <= 1000; atMs += 100)
      log.take({ type: 'progress', runId: run.runId, progress: progressOf(trace, atMs - 100, atMs) });
    expect(log.snapshot()).toEqual({ run, progress: progressOf(trace, -1, 1000), report: null });
  });

  test('at the end the report, which holds the chunks itself', () => {
    const log = new PanelRunLog();
    log.take({ type: 'started', run });
    log.take({ type: 'progress', runId: run.runId, progress: progressOf(trace, -1, 900) });
    log.take({ type: 'finished', runId: run.runId, report });
    expect(log.snapshot()).toEqual({ run, progress: null, report });
  });

  test('the run that was started last; news of others are told apart', () => {
    const log = new PanelRunLog();
    log.take({ type: 'started', run });
    const next = { ...run, runId: 'next' };
    expect(log.take({ type: 'started', run: next })).toBe(true);
    expect(log.take({ type: 'finished', runId: run.runId, report })).toBe(false);
    expect(log.snapshot()).toEqual({ run: next, progress: null, report: null });
  });

  test('a report of an earlier window comes with a head made from itself', () => {
    const log = new PanelRunLog();
    log.restore(report);
    expect(log.snapshot()).toEqual({ run, progress: null, report });
  });
});
