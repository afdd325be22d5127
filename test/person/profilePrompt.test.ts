import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PacedServer } from '../host/pacedServer';
import { type Theme, Workbench } from '../host/workbench';

const prompt = 'Why does the first token take longer than the others?';
const words = Array.from({ length: 160 }, (_, index) => `word${index}`);
const statusId = 'promptProfiler.status';

describe.each<Theme>(['light', 'dark'])('Profile Prompt on a selection, %s theme', (theme) => {
  let server: PacedServer;
  let workbench: Workbench;
  const text = () => workbench.visibleText('prompt.md');

  beforeAll(async () => {
    server = await PacedServer.start({ words, everyMs: 12, holdAfter: 90 });
    const files = { 'prompt.md': `${prompt}\n\nA line below.\n` };
    workbench = await Workbench.open({ theme, files, open: 'prompt.md', settings: server.settings });
  });
  afterAll(async () => {
    await workbench.close();
    await server.close();
  });

  test('the menu of the selection starts a run whose answer streams in under it', async () => {
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    await expect.poll(text, { timeout: 20_000 }).toContain('word89');
    expect((await text()).indexOf('word0')).toBeGreaterThan((await text()).indexOf(prompt));
    expect(await text()).not.toContain('word90');
  });

  test('while it runs the status bar counts tokens and the panel shows the run so far', async () => {
    await expect.poll(() => workbench.statusItem(statusId).textContent()).toMatch(/90 tokens/);
    await workbench.panel.getByRole('button', { name: 'Stop' }).waitFor();
    await workbench.panel.locator('.timeline canvas').waitFor();
    await workbench.screenshot(`run-running-${theme}`);
  });

  test('when it is over the panel has verdict, timeline and numbers, and the status bar the speed', async () => {
    server.release();
    await workbench.panel.getByRole('button', { name: 'Run again' }).waitFor();
    await expect.poll(text).toContain('word159');
    expect(await workbench.panel.locator('.verdict').innerText()).toMatch(/First token after \d/);
    expect(await workbench.panel.getByRole('row', { name: /TTFT/ }).first().innerText()).toMatch(/\d\s?ms/);
    expect(await workbench.panel.locator('.tokens').innerText()).toContain('160');
    await expect.poll(() => workbench.statusItem(statusId).textContent()).toMatch(/\d tokens\/s/);
    await workbench.screenshot(`run-finished-${theme}`);
  });

  test('the timeline is drawn, not blank', async () => {
    const colours = await workbench.panel.locator('.timeline canvas').evaluate(countColours);
    expect(colours).toBeGreaterThan(5);
  });

  test('the panel shows the same run after the window is loaded again', async () => {
    const verdict = await workbench.panel.locator('.verdict').innerText();
    await workbench.reload();
    await workbench.panel.locator('.verdict').waitFor();
    expect(await workbench.panel.locator('.verdict').innerText()).toBe(verdict);
  });
});

describe('Undo and stop', () => {
  let server: PacedServer;
  let workbench: Workbench;
  const text = () => workbench.visibleText('prompt.md');

  beforeAll(async () => {
    server = await PacedServer.start({ words, everyMs: 5, holdAfter: 40 });
    const files = { 'prompt.md': `${prompt}\n\nA line below.\n` };
    workbench = await Workbench.open({ files, open: 'prompt.md', settings: server.settings });
  });
  afterAll(async () => {
    await workbench.close();
    await server.close();
  });

  test('one undo removes the whole answer', async () => {
    const before = await text();
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    await expect.poll(text, { timeout: 20_000 }).toContain('word39');
    server.release();
    await expect.poll(text).toContain('word159');
    await workbench.panel.getByRole('button', { name: 'Run again' }).waitFor();
    await workbench.page.keyboard.press('Control+z');
    await expect.poll(text).toBe(before);
  });

  test('Escape in the panel stops the run at once and keeps what came', async () => {
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    await expect.poll(text, { timeout: 20_000 }).toContain('word39');
    await workbench.panel.locator('.timeline canvas').click();
    await workbench.page.keyboard.press('Escape');
    await server.abandoned;
    await workbench.panel.getByText('Stopped').first().waitFor();
    expect(await text()).toContain('word39');
  });
});

/** Runs in the page. */
function countColours(element: unknown): number {
  const canvas = element as {
    width: number;
    height: number;
    getContext(kind: '2d'): {
      getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
    };
  };
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(data.buffer);
  return new Set(pixels).size;
}
