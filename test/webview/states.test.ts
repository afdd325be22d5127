import { describe, expect, test, vi } from 'vitest';
import { runError } from '../../src/core/runError';
import type { PanelState } from '../../src/messages/panelMessages';
import type { RunTrace } from '../../src/core/runTrace';
import { violationsOn } from './support/accessibility';
import { browserForTests, expectSound } from './support/panelsForTests';
import { progressOf } from './support/progress';
import { headerOf, reportOf, type ReportSetting } from './support/reports';
import * as traces from './support/traces';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** Every state that the Run tab can be in, in every standard theme: sound, readable by everybody, and to be looked at. */

const browser = await browserForTests();

const done = (trace: RunTrace, setting?: ReportSetting): Partial<PanelState> => {
  const report = reportOf(trace, setting);
  return { run: { run: headerOf(report), progress: null, report } };
};
const under = (trace: RunTrace, atMs: number): Partial<PanelState> => ({
  run: { run: headerOf(reportOf(trace)), progress: progressOf(trace, -1, atMs), report: null },
});

/** An answer that says these words. */
function speaking(words: readonly string[], count = 60): RunTrace {
  const chunks = traces.chunksOf(200, [{ channel: 'answer', count, gapMs: 20 }]);
  return traces.traceOf(chunks.map((chunk, index) => ({ ...chunk, text: words[index % words.length] ?? '' })));
}

const brokenOff = (): RunTrace => ({
  ...traces.stoppedTrace(),
  status: 'failed',
  error: runError('reset', 'The connection to https://api.example.com was cut in mid-answer. Run again.'),
});

const LONG = 'a name that does not end '.repeat(8);
const ARABIC = ['مرحبا', ' كيف', ' الحال', ' اليوم'];
const EMOJI = ['👩‍👩‍👧‍👦', ' 🏳️‍🌈', ' é', ' 👍🏽'];
/** 2 MB in 2 000 chunks. */
const BIG = ['0123456789abcdef '.repeat(62)];

interface State {
  readonly state: Partial<PanelState>;
  /** Something that only this state says. */
  readonly says: string;
  readonly width?: number;
}

const STATES: Readonly<Record<string, () => State>> = {
  empty: () => ({ state: {}, says: 'The next run goes to' }),
  starting: () => ({
    state: { run: { run: headerOf(reportOf(traces.busyTrace())), progress: null, report: null } },
    says: 'Starting the run.',
  }),
  waiting: () => ({ state: under(traces.busyTrace(), 200), says: 'Waiting for the first token' }),
  running: () => ({ state: under(traces.busyTrace(), 1250), says: 'First token after' }),
  finished: () => ({ state: done(traces.busyTrace()), says: 'Change the price' }),
  stopped: () => ({ state: done(traces.stoppedTrace(), { cost: null }), says: 'Stopped after' }),
  failed: () => ({
    state: done(traces.refusedKeyTrace(), { localCount: null, cost: null }),
    says: 'The key was not accepted',
  }),
  partial: () => ({ state: done(brokenOff(), { cost: null }), says: 'was cut' }),
  long: () => ({
    state: done(traces.busyTrace(), { targetName: LONG, model: LONG, source: `${LONG}.md` }),
    says: 'First token after',
  }),
  arabic: () => ({
    state: done(speaking(ARABIC), { targetName: 'خادم محلي', model: 'نموذج', source: 'ملف.md:3-9' }),
    says: 'خادم محلي',
  }),
  emoji: () => ({ state: done(speaking(EMOJI), { targetName: '🚀 server', model: '👩‍👩‍👧‍👦' }), says: '🚀 server' }),
  big: () => ({ state: done(speaking(BIG, 2000), { localCount: null }), says: 'First token after' }),
};

for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const)
  describe(`in the ${theme} theme`, () => {
    for (const [name, make] of Object.entries(STATES))
      test(name, async () => {
        const { state, says } = make();
        const panel = await browser.open({ theme, width: 600, height: 900 });
        await panel.hydrate(state);
        expect(await panel.text()).toContain(says);
        expect(await violationsOn(panel)).toEqual([]);
        await panel.picture(`state-${name}-${theme}`);
        await expectSound(panel);
        await panel.close();
      });

    test('with menu, price form and table open', async () => {
      const panel = await browser.open({ theme, width: 600, height: 900 });
      await panel.hydrate(done(traces.busyTrace()));
      await panel.page.getByText('Chart as a table').click();
      await panel.page.getByRole('button', { name: 'Change the price' }).click();
      await panel.page.getByRole('button', { name: 'Export' }).click();
      await panel.page.getByRole('menuitem').first().waitFor();
      expect(await violationsOn(panel)).toEqual([]);
      await panel.picture(`state-open-${theme}`);
      await expectSound(panel);
      await panel.close();
    });
  });

describe('sizes and reloads', () => {
  test('no width at all does no harm, and with the width the chart comes back', async () => {
    const panel = await browser.open({ width: 600, height: 900 });
    await panel.page.evaluate(() => (document.body.style.width = '0'));
    await panel.hydrate(done(traces.busyTrace()));
    await panel.page.evaluate(() => (document.body.style.width = ''));
    await expect
      .poll(() => panel.page.locator('.plot canvas').evaluate((canvas) => canvas.clientWidth))
      .toBeGreaterThan(400);
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test('a page that is loaded again in mid-run shows all of the run since its first byte', async () => {
    const panel = await browser.open({ width: 600, height: 900 });
    const trace = traces.steadyTrace();
    await panel.hydrate(under(trace, 600));
    await panel.page.reload();
    await panel.waitForPosted(({ type }) => type === 'ready');
    await panel.hydrate(under(trace, 1200));
    const chunks = trace.chunks.filter(({ atMs }) => atMs <= 1200).length;
    expect(await panel.page.locator('.plot').getAttribute('aria-label')).toContain(`${chunks} chunks`);
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test('a person who wants calm sees no animation at all', async () => {
    const panel = await browser.open({ reducedMotion: true });
    await panel.hydrate(under(traces.busyTrace(), 1250));
    const moving = () =>
      panel.page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
    expect(await moving()).toBe(0);
    await panel.close();
  });
});
