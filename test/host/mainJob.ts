import { expect } from 'vitest';
import type { Workbench } from './workbench';

/** The main job from end to end: select, right-click, read the answer and the numbers, undo. Keeps a picture of the answer. */
export async function expectMainJob(workbench: Workbench, fileName: string, picture: string): Promise<void> {
  const text = () => workbench.visibleText(fileName);
  const before = oneLine(await text());
  await workbench.selectLine(0);
  await workbench.contextMenu('Profile Prompt');
  await workbench.panel.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
  const answer = oneLine(await text()).replace(before, '');
  expect(answer.split(' ').length).toBeGreaterThan(5);
  await expect.poll(() => workbench.statusItem('promptProfiler.status').textContent()).toMatch(/\d tokens\/s/);
  expect(await workbench.panel.locator('.verdict').innerText()).toMatch(/First token after \d/);
  await workbench.panel.locator('.timeline canvas').waitFor();
  await workbench.screenshot(picture);
  await workbench.page.keyboard.press('Control+z');
  await expect.poll(() => workbench.isDirty(fileName)).toBe(false);
  expect(oneLine(await text())).toBe(before);
}

/** Where the editor breaks a line depends on its width. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
