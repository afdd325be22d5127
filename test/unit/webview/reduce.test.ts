import { describe, expect, test } from 'vitest';
import type { RunProgress } from '../../../src/core/runProgress';
import type { ToPanel } from '../../../src/messages/panelMessages';
import { EMPTY_MODEL, elapsedMs, isRunning, type PanelModel } from '../../../webview/state/panelModel';
import { isToPanel } from '../../../webview/state/isToPanel';
import { reduce } from '../../../webview/state/reduce';
import { progressOf } from '../../webview/support/progress';
import { headerOf, reportOf } from '../../webview/support/reports';
import { localTrace, steadyTrace } from '../../webview/support/traces';

const trace = steadyTrace();
const report = reportOf(trace);
const run = headerOf(report);

const after = (messages: readonly ToPanel[], start: PanelModel = EMPTY_MODEL): PanelModel =>
  messages.reduce((model, message, index) => reduce(model, message, index * 50), start);
const news = (fromMs: number, toMs: number): ToPanel => ({
  type: 'progress',
  runId: run.runId,
  progress: progressOf(trace, fromMs, toMs),
});

describe('what the panel shows', () => {
  test('nothing until the editor has answered', () => {
    expect(EMPTY_MODEL.hydrated).toBe(false);
    expect(
      after([
        {
          type: 'hydrate',
          state: { tab: 'run', run: null, locale: 'de', targetName: 'a', readingWordsPerMinute: 238 },
        },
      ]),
    ).toMatchObject({
      hydrated: true,
      locale: 'de',
      targetName: 'a',
      run: null,
    });
  });

  test('hydrated in mid-run it is the same as having heard all news', () => {
    const heard = after([{ type: 'started', run }, news(-1, 400), news(400, 900)]);
    const late = after([
      {
        type: 'hydrate',
        state: {
          tab: 'run',
          run: { run, progress: progressOf(trace, -1, 900), report: null },
          locale: 'en',
          targetName: 'a',
          readingWordsPerMinute: 238,
        },
      },
    ]);
    expect(late.run!.series.length).toBe(heard.run!.series.length);
    expect(late.run!.series.texts).toEqual(heard.run!.series.texts);
    expect(late.run!.live!.progress).toEqual(heard.run!.live!.progress);
  });

  test('the report has the last word, and later news are not taken in', () => {
    const model = after([
      { type: 'started', run },
      news(-1, 400),
      { type: 'finished', runId: run.runId, report },
      news(400, 900),
    ]);
    expect(isRunning(model.run)).toBe(false);
    expect(model.run!.series.length).toBe(180);
  });

  test('a report without chunks leaves those that came live', () => {
    const bare = { ...report, chunks: undefined };
    const model = after([
      { type: 'started', run },
      news(-1, 5000),
      { type: 'finished', runId: run.runId, report: bare },
    ]);
    expect(model.run!.series.length).toBe(180);
  });

  test('news of another run change nothing', () => {
    const model = after([{ type: 'started', run }, news(-1, 400)]);
    expect(reduce(model, { ...news(400, 900), runId: 'other' } as ToPanel, 99)).toBe(model);
    expect(reduce(model, { type: 'finished', runId: 'other', report }, 99)).toBe(model);
  });

  test('a new run begins with nothing of the one before', () => {
    const model = after([{ type: 'started', run }, news(-1, 900), { type: 'started', run: { ...run, runId: 'next' } }]);
    expect(model.run!.series.length).toBe(0);
    expect(model.run!.live).toBeNull();
  });

  test('the clock goes on between news', () => {
    const model = reduce(after([{ type: 'started', run }]), news(-1, 400), 1000);
    expect(elapsedMs(model.run!, 1030)).toBe(430);
    expect(elapsedMs(model.run!, 990)).toBe(400);
  });

  test('phases of a local model begin where the batch before them ended', () => {
    const local = localTrace();
    const batches = [50, 400, 820, 960].map((atMs, index, all): RunProgress =>
      progressOf(local, all[index - 1] ?? -1, atMs),
    );
    const model = after([
      { type: 'started', run },
      ...batches.map((progress): ToPanel => ({ type: 'progress', runId: run.runId, progress })),
    ]);
    expect(model.run!.live!.seenPhases).toEqual([
      { name: 'load', sinceMs: 0 },
      { name: 'prefill', sinceMs: 400 },
      { name: 'decode', sinceMs: 820 },
    ]);
  });
});

test.each([[null], ['text'], [{}], [{ type: 'unknown' }], [{ type: 4 }]])('%j is no message of ours', (data) => {
  expect(isToPanel(data)).toBe(false);
});
