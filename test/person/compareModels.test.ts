import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PacedServer } from '../host/pacedServer';
import { Workbench } from '../host/workbench';

const words = 'A long prompt moves the first token , while a long answer moves the end .'.split(' ');
const files = { 'prompt.md': 'Why does the first token take longer than the others?\n' };

let servers: PacedServer[];
let workbench: Workbench;

const button = (name: string | RegExp) => workbench.panel.getByRole('button', { name });

/** Two servers, one of which takes twice as long for each word. */
async function open(): Promise<void> {
  servers = await Promise.all([10, 20].map((everyMs) => PacedServer.start({ words, everyMs, holdBefore: -1 })));
  const [quick, slow] = servers.map(({ url }, index) => ({
    ...{
      name: index === 0 ? 'quick' : 'slow',
      protocol: 'openai-chat',
      url,
      model: 'paced-1',
      parameters: { maxTokens: 64 },
    },
  }));
  const settings = { 'promptProfiler.targets': [quick, slow] };
  workbench = await Workbench.open({ theme: 'dark', files, open: 'prompt.md', settings });
}

async function close(): Promise<void> {
  await workbench.close();
  await Promise.all(servers.map((server) => server.close()));
}

afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

describe('Compare Models on a selection', () => {
  beforeAll(open);
  afterAll(close);

  test('leads to the plan with the prompt filled in, then to the runs, then to who is faster', async () => {
    await workbench.selectLine(0);
    await workbench.contextMenu('Compare Models…');
    await workbench.panel.getByRole('checkbox', { name: 'quick' }).waitFor();
    expect(await workbench.panel.locator('.prompt-line').innerText()).toContain('prompt.md:1');
    await workbench.panel.getByRole('checkbox', { name: 'Built-in' }).uncheck();
    await workbench.panel.getByLabel('Runs per target').fill('6');
    await workbench.panel.getByText('It runs on your own server').first().waitFor();
    await workbench.screenshot('compare-plan');
    await button('Compare 2 targets').click();
    await workbench.panel.locator('.dot.done').first().waitFor();
    const status = workbench.statusItem('promptProfiler.status');
    await expect.poll(() => status.innerText(), { interval: 20 }).toMatch(/Comparing: \d+ of 14 runs/);
    await workbench.screenshot('compare-running');
    await button('Compare again').waitFor();
    await expect.poll(() => workbench.panel.locator('.verdict').innerText()).toContain('quick writes fastest');
    expect(await workbench.panel.locator('.chip.slower').first().innerText()).toMatch(/TPOT \d\.\d\d× slower|TTFT/);
    await workbench.panel.locator('.race-line').nth(1).waitFor();
    await workbench.screenshot('compare-over');
  });

  test('a run of it is opened in the Run tab', async () => {
    await workbench.panel.getByRole('button', { name: 'Open run' }).first().click();
    await expect.poll(() => workbench.panel.locator('.verdict').first().innerText()).toContain('First token after');
    expect(await workbench.panel.getByRole('tab', { name: 'Run' }).getAttribute('aria-selected')).toBe('true');
  });

  test('is there again after the window was reloaded, in the tab of before', async () => {
    await workbench.panel.getByRole('tab', { name: 'Compare' }).click();
    await workbench.panel.locator('.result-table').waitFor();
    await workbench.reloadWindow();
    await workbench.panel.locator('.result-table').waitFor({ timeout: 30_000 });
    expect(await workbench.panel.locator('.result-table tbody tr').count()).toBe(2);
    await workbench.panel.locator('.race-line').nth(1).waitFor();
  });

  test('a run of it from before the reload is run again, with the same prompt', async () => {
    await workbench.panel.getByRole('button', { name: 'Open run' }).first().click();
    const before = servers[0]?.prompts.length ?? 0;
    await button('Run again').click();
    await button('Stop').waitFor();
    await button('Run again').waitFor({ timeout: 30_000 });
    expect(servers[0]?.prompts).toHaveLength(before + 1);
    expect(new Set(servers[0]?.prompts).size).toBe(1);
  });
});

describe('Compare Models with the built-in model alone', () => {
  beforeAll(async () => {
    workbench = await Workbench.open({ files, open: 'prompt.md' });
  });
  afterAll(() => workbench.close());

  test('leads to a second target, which is in the list as soon as it is there', async () => {
    await workbench.selectLine(0);
    await workbench.contextMenu('Compare Models…');
    await workbench.panel.getByText('There is only one target.').waitFor();
    await workbench.screenshot('compare-one-target');
    await button('Add a target…').click();
    const vendors = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await vendors.filter({ hasText: 'OpenAI' }).first().waitFor();
    await workbench.page.keyboard.press('Escape');
    const second = { name: 'second', protocol: 'openai-chat', url: 'http://127.0.0.1:9/v1', model: 'm' };
    await writeFile(path.join(workbench.workspace, 'prompt-profiler.json'), JSON.stringify({ targets: [second] }));
    await workbench.panel.getByRole('checkbox', { name: 'second' }).check();
    await button('Compare 2 targets').waitFor();
    expect(await workbench.panel.getByText('There is only one target.').count()).toBe(0);
  });
});
