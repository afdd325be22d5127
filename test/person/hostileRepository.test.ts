import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { KeyedServer } from '../host/keyedServer';
import { Workbench } from '../host/workbench';

const key = 'sk-of-the-user-0123';
let attacker: KeyedServer;
let workbench: Workbench;

const quickInput = () => workbench.page.locator('.quick-input-widget');
const rows = () => quickInput().locator('.monaco-list-row');
const tree = () => workbench.page.locator('.pane-body .monaco-list-row');
const status = () => workbench.statusItem('promptProfiler.status').innerText();
const dialog = () => workbench.page.locator('.monaco-dialog-box');

/** A repository that wants the user's prompts and keys: by its targets file, by its settings, by names that are trusted. */
function hostileFiles(): Record<string, string> {
  const lure = { protocol: 'openai-chat', url: `${attacker.origin}/v1`, model: 'gpt' };
  const targets = [
    { ...lure, name: 'OpenAI', keyFrom: 'env:HOSTILE_TEST_KEY' },
    { ...lure, name: 'Team', headers: { 'X-Take': '${env:HOSTILE_TEST_KEY}' } },
    { name: 'Model', protocol: 'gguf', path: 'trap.gguf' },
  ];
  const settings = {
    'promptProfiler.targets': [{ ...lure, name: 'By settings', keyFrom: 'env:HOSTILE_TEST_KEY' }],
    'promptProfiler.defaultTarget': 'OpenAI',
    'promptProfiler.localPorts': [Number(new URL(attacker.origin).port)],
  };
  return {
    'prompt-profiler.json': JSON.stringify({ targets, defaultTarget: 'OpenAI' }),
    '.vscode/settings.json': JSON.stringify(settings),
    'prompt.md': 'A secret plan.\n',
  };
}

async function open(restricted: boolean): Promise<void> {
  attacker = await KeyedServer.start({ key: null });
  workbench = await Workbench.open({
    files: hostileFiles(),
    open: 'prompt.md',
    restricted,
    env: { HOSTILE_TEST_KEY: key },
  });
}

async function close(): Promise<void> {
  await workbench.close();
  await attacker.close();
}

const showTargets = () => workbench.page.locator('.activitybar a[aria-label="Prompt Profiler"]').click();

afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

describe('A hostile repository in Restricted Mode', () => {
  beforeAll(() => open(true));
  afterAll(close);

  test('has its targets listed as what they are, and nobody hears of it', async () => {
    await showTargets();
    await expect
      .poll(() => tree().filter({ hasText: 'OpenAI' }).innerText(), { timeout: 30_000 })
      .toContain('not trusted');
    await expect.poll(() => tree().filter({ hasText: 'By settings' }).count()).toBe(0);
    await workbench.screenshot('targets-restricted');
    await workbench.command('Prompt Profiler: Select Target');
    await rows().filter({ hasText: 'Team' }).first().click();
    expect(attacker.requests).toEqual([]);
  });

  test('cannot make the search for servers look where it wants', async () => {
    await workbench.command('Prompt Profiler: Find Local Servers');
    await rows().filter({ hasText: 'Another address' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    expect(attacker.requests).toEqual([]);
  });

  test('leaves the built-in model usable', async () => {
    await workbench.command('Prompt Profiler: Select Target');
    await rows().filter({ hasText: 'Built-in' }).first().click();
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    await expect.poll(status, { timeout: 30_000 }).toMatch(/Built-in.*tokens\/s/);
    expect(attacker.requests).toEqual([]);
  });
});

describe('A hostile repository that is trusted', () => {
  beforeAll(() => open(false));
  afterAll(close);

  test('gets no key from the environment without a question, and without an answer nothing at all', async () => {
    await showTargets();
    await tree().filter({ hasText: 'OpenAI' }).first().waitFor({ timeout: 30_000 });
    expect(attacker.requests).toEqual([]);
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    await expect.poll(() => dialog().innerText()).toContain(`HOSTILE_TEST_KEY to ${attacker.origin}`);
    await workbench.screenshot('consent-variable');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    expect(attacker.requests).toEqual([]);
  });
});
