import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { filesWith } from '../host/filesWith';
import { DrivenServer } from '../inHost/support/drivenServer';
import { Workbench } from '../host/workbench';

/** Would be found in any file, log or page that it gets into. */
const CANARY = 'sk-CANARY-7f3a9c51d2e8';
const HEADER_CANARY = 'team-CANARY-51d2e87f3a9c';
let server: DrivenServer;
let workbench: Workbench;

const quickInput = () => workbench.page.locator('.quick-input-widget');
const status = () => workbench.statusItem('promptProfiler.status').innerText();

beforeAll(async () => {
  server = await DrivenServer.start();
  const headers = { 'X-Team': '${env:CANARY_TEST_TEAM}' };
  workbench = await Workbench.open({
    files: { 'prompt.md': 'Say it.\n' },
    open: 'prompt.md',
    env: { CANARY_TEST_TEAM: HEADER_CANARY },
    settings: {
      'promptProfiler.targets': ['Keyed', 'Keyed too'].map((name) =>
        server.target(name, { keyFrom: 'secret', headers }),
      ),
      'promptProfiler.defaultTarget': 'Keyed',
    },
  });
});
afterAll(async () => {
  await workbench.close();
  await server.stop();
});
afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

async function profile() {
  await workbench.selectLine(0);
  await workbench.contextMenu('Profile Prompt');
}

/** All that stands in the window and in the panel. */
async function pages(): Promise<string> {
  const [panel, page] = [workbench.panel.locator('body'), workbench.page.locator('body')];
  return [await panel.innerText(), await panel.innerHTML(), await page.innerText()].join('\n');
}

/** Files below a folder that hold one of the canaries. */
const filesWithCanary = (folder: string): Promise<string[]> => filesWith(folder, 'CANARY-');

test('a key stays out of everything that runs write, also when an answer or an error page repeats it', async () => {
  await profile();
  const input = quickInput().locator('input[type=password]');
  await input.waitFor();
  await input.fill(CANARY);
  await workbench.page.keyboard.press('Enter');

  // An answer that repeats the key, cut in the middle of it, and the header too.
  const first = await server.next();
  expect(first.authorization).toBe(`Bearer ${CANARY}`);
  for (const piece of ['Your key is ', CANARY.slice(0, 7), CANARY.slice(7), ' and your team ', HEADER_CANARY, '. End.'])
    first.send(piece);
  first.end();
  await expect.poll(() => workbench.visibleText('prompt.md'), { timeout: 20_000 }).toContain('End.');
  expect(await workbench.visibleText('prompt.md')).toContain('Your key is ••••');
  await workbench.command('Prompt Profiler: Copy Last Run as Markdown');
  await workbench.page.keyboard.press('Control+s');

  // An error page that repeats it.
  await profile();
  (await server.next()).refuse(401, `Incorrect API key ${CANARY} for ${HEADER_CANARY}`);
  await expect.poll(status, { timeout: 20_000 }).toMatch(/failed/);
  await workbench.command('Prompt Profiler: Copy Diagnostics');

  expect(await pages()).not.toContain('CANARY-');
  expect(await filesWithCanary(workbench.workspace)).toEqual([]);
  // The host was told the second canary in its environment, not in a file; the first in its secret storage, which is the page's.
  expect(await filesWithCanary(workbench.profile)).toEqual([]);
});

/** Answers with the key in turn with refusing it, saying which one, until the server stops. */
async function answerWithKey(): Promise<void> {
  for (let request = 0; ; request += 1) {
    const exchange = await server.next();
    if (request % 2 === 1) exchange.refuse(401, `Incorrect API key ${CANARY} for ${HEADER_CANARY}`);
    else {
      for (const piece of ['Your key is ', CANARY.slice(0, 7), CANARY.slice(7), '.']) exchange.send(piece);
      exchange.end();
    }
  }
}

test('nor do comparisons and sweeps write it into what they keep', async () => {
  const button = (name: string) => workbench.panel.getByRole('button', { name });
  void answerWithKey();
  await workbench.page.keyboard.press('Control+1');
  await workbench.selectLine(0);
  await workbench.contextMenu('Compare Models…');
  await workbench.panel.getByRole('checkbox', { name: 'Built-in' }).uncheck();
  await workbench.panel.getByLabel('Runs per target').fill('3');
  await button('Compare 2 targets').click();
  await button('Compare again').waitFor({ timeout: 30_000 });
  expect(await pages()).not.toContain('CANARY-');

  await workbench.page.keyboard.press('Control+1');
  await workbench.selectLine(0);
  await workbench.contextMenu('Profile over Prompt Length…');
  await workbench.panel.getByRole('radio', { name: /^Keyed driven/ }).check();
  await workbench.panel.getByLabel('Prompt lengths, in tokens').fill('64');
  await button('Start').click();
  await button('Over length again…').waitFor({ timeout: 30_000 });
  expect(await pages()).not.toContain('CANARY-');
  await button('Under load…').click();
  await workbench.panel.getByLabel('Users at the same time').fill('1, 2');
  await workbench.panel.getByLabel('Requests measured per level').fill('3');
  await button('Start').click();
  await button('Under load again…').waitFor({ timeout: 30_000 });
  expect(await pages()).not.toContain('CANARY-');

  // What was kept is really among what is searched.
  expect(await filesWith(workbench.profile, 'prompt-profiler/sweep@1')).not.toEqual([]);
  expect(await filesWith(workbench.profile, 'prompt-profiler/run@1')).not.toEqual([]);
  expect(await filesWithCanary(workbench.workspace)).toEqual([]);
  expect(await filesWithCanary(workbench.profile)).toEqual([]);
});

test('the search for it finds a key that is written', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-canary-'));
  await writeFile(path.join(folder, 'state.bin'), Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(CANARY)]));
  expect(await filesWithCanary(folder)).toHaveLength(1);
  await rm(folder, { recursive: true });
});
