import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Workbench } from '../host/workbench';
import { DrivenServer } from '../inHost/support/drivenServer';

let server: DrivenServer;
let workbench: Workbench;

const quickInput = () => workbench.page.locator('.quick-input-widget');
const rows = () => quickInput().locator('.quick-input-list .monaco-list-row');
const status = () => workbench.statusItem('promptProfiler.status').innerText();

/** Chooses from the list that is open. */
async function choose(name: string) {
  await rows().filter({ hasText: name }).first().click();
}

afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

describe('A workspace that is not trusted', () => {
  beforeAll(async () => {
    server = await DrivenServer.start();
    const files = {
      'prompt.md': 'Who reads this?\n',
      'prompt-profiler.json': JSON.stringify({ targets: [server.target('Foreign')] }),
    };
    workbench = await Workbench.open({ files, open: 'prompt.md', restricted: true });
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  });
  afterAll(async () => {
    await workbench.close();
    await server.stop();
  });

  test('has its targets listed with a lock, and nothing is sent to them', async () => {
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    const foreign = rows().filter({ hasText: 'Foreign' });
    await expect.poll(() => foreign.innerText()).toContain('not trusted');
    expect(await rows().first().innerText()).toContain('Built-in');
    await choose('Foreign');
    await expect.poll(status).toMatch(/failed/);
    await workbench.statusItem('promptProfiler.status').click();
    await expect.poll(() => workbench.panel.locator('body').innerText(), { timeout: 20_000 }).toMatch(/not trusted/);
    expect(server.requests).toBe(0);
  });

  test('does not keep the built-in model from answering', async () => {
    await workbench.command('Prompt Profiler: Select Target');
    await choose('Built-in');
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    await expect.poll(status, { timeout: 30_000 }).toMatch(/Built-in.*tokens\/s/);
    expect(server.requests).toBe(0);
  });
});

describe('A target that needs a key', () => {
  const key = 'sk-person-test-1';

  beforeAll(async () => {
    server = await DrivenServer.start();
    const settings = {
      'promptProfiler.targets': [server.target('Keyed', { keyFrom: 'secret' })],
      'promptProfiler.defaultTarget': 'Keyed',
    };
    workbench = await Workbench.open({ files: { 'prompt.md': 'Say yes.\n' }, open: 'prompt.md', settings });
  });
  afterAll(async () => {
    await workbench.close();
    await server.stop();
  });

  async function profile() {
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
  }

  async function answered() {
    const exchange = await server.next();
    exchange.send('yes');
    exchange.end();
    await expect.poll(status).toMatch(/^\s*Keyed/);
    return exchange;
  }

  test('asks for it once, keeps it, and sends it to that server', async () => {
    await profile();
    const input = quickInput().locator('input[type=password]');
    await input.waitFor();
    await input.fill(key);
    await workbench.page.keyboard.press('Enter');
    expect((await answered()).authorization).toBe(`Bearer ${key}`);
    await profile();
    expect((await answered()).authorization).toBe(`Bearer ${key}`);
  });

  test('asks again when the key was deleted, and does nothing when the question is left', async () => {
    await workbench.command('Prompt Profiler: Delete API Key');
    await choose(server.origin);
    await profile();
    const input = quickInput().locator('input[type=password]');
    await input.waitFor();
    await workbench.page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
    expect(server.requests).toBe(2);
  });
});
