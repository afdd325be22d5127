import { describe, expect, test, vi } from 'vitest';
import type { RunTrace } from '../../src/core/runTrace';
import type { PageSetting, PanelPage } from './support/panelBrowser';
import { browserForTests, expectSound } from './support/panelsForTests';
import { progressOf } from './support/progress';
import { headerOf, reportOf, type ReportSetting } from './support/reports';
import * as traces from './support/traces';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** Pictures of every state, to be looked at; what a machine can see in them is checked as well. */

const browser = await browserForTests();

async function finished(trace: RunTrace, page: PageSetting, setting?: ReportSetting): Promise<PanelPage> {
  // Lower than any content, so that a picture of the whole page ends where the content does.
  const panel = await browser.open({ height: 400, ...page });
  const report = reportOf(trace, setting);
  await panel.hydrate({ run: { run: headerOf(report), progress: null, report } });
  return panel;
}

async function running(trace: RunTrace, atMs: number, page: PageSetting): Promise<PanelPage> {
  const panel = await browser.open(page);
  const run = headerOf(reportOf(trace));
  await panel.hydrate({ run: { run, progress: progressOf(trace, -1, atMs), report: null } });
  return panel;
}

const THEMES = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
const WIDTHS = [940, 600, 320] as const;

describe('a finished run', () => {
  for (const theme of THEMES)
    for (const width of WIDTHS)
      test(`${theme}, ${width} px`, async () => {
        const panel = await finished(traces.busyTrace(), { theme, width });
        await panel.picture(`finished-${theme}-${width}`);
        await expectSound(panel);
        await panel.close();
      });
});

describe('a run under way', () => {
  const moments = { waiting: 200, thinking: 600, answering: 1250, stalled: 1640 };
  for (const [moment, atMs] of Object.entries(moments))
    for (const [theme, width] of [
      ['dark', 940],
      ['light', 320],
    ] as const)
      test(`${moment}, ${theme}, ${width} px`, async () => {
        const panel = await running(traces.busyTrace(), atMs, { theme, width });
        await panel.picture(`running-${moment}-${theme}-${width}`);
        await expectSound(panel);
        await panel.close();
      });
});

describe('other runs', () => {
  const cases: Record<string, [RunTrace, ReportSetting?]> = {
    steady: [traces.steadyTrace()],
    local: [traces.localTrace(), { local: true, targetName: 'built-in model', model: 'tiny', localCount: null }],
    'refused-key': [traces.refusedKeyTrace(), { localCount: null, cost: null }],
    unreachable: [traces.unreachableTrace(), { localCount: null, cost: null }],
    stopped: [traces.stoppedTrace(), { cost: null }],
    buffered: [traces.bufferedTrace()],
    'single-token': [traces.singleTokenTrace()],
    huge: [traces.hugeTrace(), { localCount: null }],
    'long-names': [
      traces.steadyTrace(),
      {
        targetName: `${'very long name '.repeat(14)}🙂`,
        model: 'مدل زبان '.repeat(20),
        source: `${'folder/'.repeat(30)}a.md:3-9`,
      },
    ],
  };
  for (const [name, [trace, setting]] of Object.entries(cases))
    for (const [theme, width] of [
      ['dark', 940],
      ['light', 320],
    ] as const)
      test(`${name}, ${theme}, ${width} px`, async () => {
        const panel = await finished(trace, { theme, width }, setting);
        await panel.picture(`${name}-${theme}-${width}`);
        await expectSound(panel);
        await panel.close();
      });

  for (const theme of ['dark', 'light'] as const)
    test(`pointed at, zoomed and with a formula, ${theme}`, async () => {
      const panel = await finished(traces.busyTrace(), { theme, width: 940 });
      await panel.page.locator('.plot').focus();
      for (const key of ['+', '+', ...Array<string>(8).fill('Shift+ArrowRight')]) await panel.page.keyboard.press(key);
      await panel.page.locator('.numbers tbody tr').nth(8).hover();
      await expect.poll(() => panel.page.locator('.numbers tr:hover .tooltip').isVisible()).toBe(true);
      await panel.page.locator('.numbers tbody tr').nth(8).focus();
      await panel.page.locator('.plot').hover({ position: { x: 500, y: 150 } });
      await expect.poll(() => panel.page.locator('.tip').isVisible()).toBe(true);
      await panel.picture(`pointed-${theme}-940`);
      await expectSound(panel);
      await panel.close();
    });

  test('before the first run', async () => {
    const panel = await browser.open({ theme: 'light', width: 600, height: 500 });
    await panel.hydrate({});
    await panel.picture('empty-light-600');
    await expectSound(panel);
    await panel.close();
  });
});
