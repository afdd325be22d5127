import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Workbench } from '../host/workbench';

let workbench: Workbench;

const page = () => workbench.page;
const step = (title: string) => page().locator('.gettingStartedContainer .getting-started-step', { hasText: title });
const isDone = (title: string) => step(title).locator('.codicon-getting-started-step-checked').count();

beforeAll(async () => {
  workbench = await Workbench.open({ open: 'one-line.prompt.md' });
});
afterAll(() => workbench.close());
afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

test('the first steps show their pictures and complete themselves', async () => {
  await workbench.command('Prompt Profiler: Show First Steps');
  await step('Profile a sample prompt').waitFor({ timeout: 30_000 });
  expect(await page().locator('.gettingStartedContainer .getting-started-step').count()).toBe(4);
  const names = ['profile-sample', 'read-timeline', 'add-endpoint', 'compare-two'];
  const titles = ['Profile a sample prompt', 'Read the timeline', 'Add your endpoint', 'Compare two'];
  for (const [index, title] of titles.entries()) {
    // The first is open already; a click would close it.
    if (index > 0) await step(title).getByText(title, { exact: true }).click();
    await page().locator('.getting-started-media svg, .getting-started-media iframe').first().waitFor();
    expect(await isDone(title)).toBe(0);
    await workbench.screenshot(`walkthrough-${String(index + 1)}-${names[index] ?? ''}`);
  }

  await step('Profile a sample prompt').getByText('Profile a sample prompt', { exact: true }).click();
  await step('Profile a sample prompt').getByRole('button', { name: 'Open a Sample', exact: true }).click();
  await workbench.lines.first().waitFor();
  await workbench.command('Prompt Profiler: Profile Prompt');
  await workbench.panel.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
  await workbench.command('Prompt Profiler: Open Panel');
  await workbench.command('Prompt Profiler: Show First Steps');
  await expect.poll(() => isDone('Profile a sample prompt'), { timeout: 15_000 }).toBe(1);
  await expect.poll(() => isDone('Read the timeline')).toBe(1);
  expect(await isDone('Add your endpoint')).toBe(0);
});
