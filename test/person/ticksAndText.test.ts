import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PacedServer } from '../host/pacedServer';
import { Workbench } from '../host/workbench';

const words =
  `Each tick of the timeline is a piece of this text. Whoever chooses the one sees the other, in both directions,
and the shades tell where the model let the reader wait.`.split(/\s+/);

let server: PacedServer;
let workbench: Workbench;

beforeAll(async () => {
  server = await PacedServer.start({ words, everyMs: 15, holdBefore: words.length - 1 });
  const files = { 'prompt.md': 'Tell me of ticks.\n' };
  workbench = await Workbench.open({ theme: 'dark', files, open: 'prompt.md', settings: server.settings });
});
afterAll(async () => {
  await workbench.close();
  await server.close();
});
afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

describe('ticks and text', () => {
  test('a run is made to look at', async () => {
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    // All but the last word has come: the server waits before it.
    await expect.poll(() => workbench.visibleText('prompt.md'), { timeout: 60_000 }).toContain('the reader');
    server.release();
    await workbench.panel.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
  });

  test('a chosen tick highlights its text, and the keyboard stays in the panel', async () => {
    const plot = workbench.panel.locator('.plot');
    await plot.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter']) await plot.press(key);
    await expect.poll(() => workbench.panel.locator('.tip-place').innerText()).toBe('Highlighted in the editor.');
    expect(await plot.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await workbench.screenshot('tick-chosen');
    await plot.press('Escape');
    await expect.poll(() => workbench.panel.locator('.crosshair.marked').count()).toBe(0);
  });

  test('what was chosen and in view is so again after the panel was hidden, and after a reload', async () => {
    const plot = () => workbench.panel.locator('.plot');
    await plot().focus();
    for (const key of ['+', '+', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter']) await plot().press(key);
    await expect.poll(() => workbench.panel.locator('.tip-place').innerText()).toBe('Highlighted in the editor.');
    const isAsBefore = async () => {
      await expect.poll(() => workbench.panel.locator('.plot.zoomed').count(), { timeout: 30_000 }).toBe(1);
      await expect.poll(() => workbench.panel.locator('.crosshair.marked').count()).toBe(1);
    };
    // Another editor in the panel's group hides it.
    await workbench.command('File: New Untitled Text File');
    await workbench.page.locator('.tab', { hasText: 'Prompt Profiler' }).click();
    await isAsBefore();
    await workbench.reloadWindow();
    await isAsBefore();
  });

  test('the run of before the reload is run again', async () => {
    const before = server.prompts.length;
    await workbench.panel.getByRole('button', { name: 'Run again' }).click();
    await workbench.panel.getByRole('button', { name: 'Stop' }).waitFor();
    await expect.poll(() => server.prompts.slice(before)).toEqual(['Tell me of ticks.']);
    server.release();
    await workbench.panel.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
  });

  test('a click into the answer marks its tick', async () => {
    await workbench.page
      .locator('.view-line', { hasText: 'Each tick' })
      .first()
      .click({ position: { x: 40, y: 8 } });
    await expect.poll(() => workbench.panel.locator('.crosshair.marked').count()).toBe(1);
  });

  test('the answer is shaded on wish, with a legend, and no longer when it is enough', async () => {
    const legend = workbench.statusItem('promptProfiler.heat');
    const toggle = workbench.panel.getByRole('button', { name: 'Shade the answer' });
    await toggle.click();
    await expect.poll(() => legend.innerText()).toMatch(/median \d/);
    await workbench.screenshot('token-heat');
    await toggle.click();
    await expect.poll(() => legend.isVisible()).toBe(false);
  });
});
