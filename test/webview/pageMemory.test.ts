import { describe, expect, test, vi } from 'vitest';
import type { PanelRun } from '../../src/messages/runTabMessages';
import type { PageSetting, PanelPage } from './support/panelBrowser';
import { panelsForTests } from './support/panelsForTests';
import { progressOf } from './support/progress';
import { headerOf, reportOf } from './support/reports';
import { steadyTrace } from './support/traces';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** A hidden page is thrown away by the editor and made anew: what was in view there is in view again. */

const open = (await panelsForTests())((browser, setting?: PageSetting) => browser.open(setting));

const trace = steadyTrace();
const report = reportOf(trace);
const done: PanelRun = { run: headerOf(report), progress: null, report };

/** The times under the lanes, which say what part of the run is in view. */
const axis = (panel: PanelPage): Promise<unknown> =>
  panel.page.locator('.plot canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

const runView = async (panel: PanelPage) =>
  ((await panel.remembered()) as { run?: { runId: string; range: { startMs: number } | null; chosen: number | null } })
    ?.run;

/** Zoomed in twice, moved along, and a chunk chosen that stays out of view. */
async function lookedAt(run: PanelRun): Promise<{ memory: unknown; picture: unknown }> {
  const panel = await open();
  await panel.hydrate({ run });
  await panel.page.locator('.plot').focus();
  for (const key of ['+', '+', '+', '+', 'Shift+ArrowRight', 'Enter', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
    await panel.page.keyboard.press(key);
  await panel.page.locator('.plot').blur();
  const picture = await axis(panel);
  // The editor is about to throw the page away.
  await panel.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  const memory = await panel.remembered();
  expect((await runView(panel))?.chosen).not.toBeNull();
  expect((await runView(panel))?.range?.startMs).toBeGreaterThan(0);
  return { memory, picture };
}

describe('a page that was made anew', () => {
  test('shows the same part of the same run, with the same chunk chosen, and leads nobody to its text', async () => {
    const { memory, picture } = await lookedAt(done);
    const panel = await open({ remembered: memory });
    await panel.hydrate({ run: done });
    expect(await axis(panel)).toBe(picture);
    const chosen = (await runView(panel))?.chosen;
    const { runId } = done.run;
    const asked = (await panel.posted()).filter(({ type }) => type !== 'ready');
    expect(asked).toEqual([{ type: 'reselect', runId, index: chosen }]);
    await panel.send({ type: 'marked', runId, index: chosen ?? -1, by: 'panel', place: 'there' });
    expect(await axis(panel)).toBe(picture);
  });

  test('shows all of another run', async () => {
    const { memory } = await lookedAt(done);
    const panel = await open({ remembered: memory });
    await panel.hydrate({ run: { ...done, run: { ...done.run, runId: 'another' } } });
    expect(await panel.page.locator('.plot.zoomed').count()).toBe(0);
    expect(await panel.page.locator('.crosshair.marked').count()).toBe(0);
    expect((await panel.posted()).map(({ type }) => type)).toEqual(['ready']);
  });

  test('forgets a memory that is none', async () => {
    const { runId } = done.run;
    for (const remembered of [
      7,
      { tab: 3, run: 'x' },
      { run: { runId, range: { startMs: 9, endMs: 'x' }, chosen: 1e9 } },
      { run: { runId, range: { startMs: 9, endMs: 2 }, chosen: -1 } },
    ]) {
      const panel = await open({ remembered });
      await panel.hydrate({ run: done });
      expect(await panel.page.locator('.plot.zoomed').count()).toBe(0);
      expect((await panel.posted()).map(({ type }) => type)).toEqual(['ready']);
    }
  });
});

test('what was in view of a run under way is in view still when it is over', async () => {
  const panel = await open();
  await panel.hydrate({ run: { run: done.run, progress: progressOf(trace, -1, 1500), report: null } });
  await panel.page.locator('.plot').focus();
  for (const key of ['+', '+', '+']) await panel.page.keyboard.press(key);
  await expect.poll(() => panel.page.locator('.plot.zoomed').count()).toBe(1);
  await panel.send({ type: 'finished', runId: done.run.runId, report });
  await panel.page.getByRole('button', { name: 'Run again' }).waitFor();
  expect(await panel.page.locator('.plot.zoomed').count()).toBe(1);
});
