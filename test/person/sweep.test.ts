import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PacedServer } from '../host/pacedServer';
import { Workbench } from '../host/workbench';

const words = 'A long prompt moves the first token .'.split(' ');
const files = { 'prompt.md': 'Why does the first token take longer than the others?\n' };

let server: PacedServer;
let workbench: Workbench;

const button = (name: string | RegExp) => workbench.panel.getByRole('button', { name });

async function open(): Promise<void> {
  server = await PacedServer.start({ words, everyMs: 4, holdBefore: -1, countsWords: true });
  const target = { name: 'paced', protocol: 'openai-chat', url: server.url, model: 'paced-1', contextWindow: 4096 };
  const settings = { 'promptProfiler.targets': [target], 'promptProfiler.defaultTarget': 'paced' };
  workbench = await Workbench.open({ theme: 'dark', files, open: 'prompt.md', settings });
}

async function close(): Promise<void> {
  await workbench.close();
  await server.close();
}

afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

describe('a sweep', () => {
  beforeAll(open);
  afterAll(close);

  test('over prompt length leads from the selection to the form, the runs and the results', async () => {
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile over Prompt Length…');
    await workbench.panel.getByRole('radio', { name: 'paced' }).waitFor();
    expect(await workbench.panel.getByRole('radio', { name: 'paced' }).isChecked()).toBe(true);
    expect(await workbench.panel.locator('.words-links').innerText()).toContain('prompt.md:1');
    await workbench.panel.getByLabel('Prompt lengths, in tokens').fill('64, 128, 256, 512');
    await workbench.panel.getByLabel('Runs per length').fill('4');
    await workbench.panel.getByText('at most 18').waitFor();
    await workbench.screenshot('sweep-form');
    await button('Start').click();
    await button('Over length again…').waitFor({ timeout: 60_000 });
    await workbench.panel.getByText('All of it was measured.').waitFor();
    await workbench.screenshot('sweep-over');
  });

  test('under load is stopped from its tab, and keeps the levels that were measured', async () => {
    await button('Under load…').click();
    await workbench.panel.getByLabel('Users at the same time').fill('1, 2, 3, 4, 5, 6, 7, 8');
    await workbench.panel.getByLabel('Requests measured per level').fill('40');
    await workbench.panel.getByText('First see how the server batches').click();
    await button('Start').click();
    const status = workbench.statusItem('promptProfiler.status');
    await expect.poll(() => status.innerText(), { interval: 20, timeout: 30_000 }).toMatch(/Sweep: level 2 of 8/);
    await workbench.screenshot('sweep-running');
    await button('Stop').click();
    await button('Under load again…').waitFor({ timeout: 60_000 });
    await workbench.panel.getByText('Stopped. What was measured until then is kept.').waitFor();
  });

  test('is there again after the window was reloaded, both kinds of it', async () => {
    await workbench.reloadWindow();
    await workbench.panel.getByText(/Stopped.* What was measured until then is kept\./).waitFor({ timeout: 30_000 });
    await workbench.panel.getByText('All of it was measured.').waitFor();
    await workbench.screenshot('sweep-again');
  });
});
