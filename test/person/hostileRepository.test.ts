import { symlink } from 'node:fs/promises';
import path from 'node:path';
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
    'ask.prompt.md': `---\ntarget: OpenAI\nimages: [leak.png]\nsample: leak.json\n---\nA secret plan.\n`,
    'many.prompt.md': Array.from({ length: 10_000 }, (_, index) => `{{v${String(index)}}}`).join(' '),
    'laughs.prompt.md': `---\na0: &a0 [x, x, x, x]\n${laughs.join('\n')}\n---\nHa.\n`,
    'deep.prompt.md': `---\na: ${'['.repeat(20_000)}\n---\nHa.\n`,
    'long.prompt.md': `---\na: ${'x'.repeat(1_000_000)}\n---\nHa.\n`,
  };
}

/** Ten of the list before in each list. */
const laughs = Array.from({ length: 9 }, (_, index) => {
  const name = `*a${String(index)}`;
  return `a${String(index + 1)}: &a${String(index + 1)} [${Array.from({ length: 10 }, () => name).join(', ')}]`;
});

/** Links that lead out of the repository: to what never ends, and to what is not theirs. */
async function addLinks(folder: string): Promise<void> {
  await symlink('/dev/zero', path.join(folder, 'trap.gguf'));
  await symlink('/etc/hostname', path.join(folder, 'leak.png'));
  await symlink('/etc/hostname', path.join(folder, 'leak.json'));
}

/** Opens a file from the list of files, and profiles it with the button above its first line. */
async function profileFile(name: string): Promise<void> {
  await workbench.openFromList(name);
  await workbench.page
    .locator('.editor-group-container.active .codelens-decoration a', { hasText: 'Profile' })
    .first()
    .click();
}

const panel = () => workbench.panel.locator('body').innerText();

/** What the panel says of the run that has just ended. */
async function told(sentence: RegExp): Promise<void> {
  await expect.poll(status, { timeout: 30_000 }).toMatch(/failed/);
  await workbench.statusItem('promptProfiler.status').click();
  await expect.poll(panel, { timeout: 30_000 }).toMatch(sentence);
}

async function refusedFile(name: string, sentence: RegExp): Promise<void> {
  await profileFile(name);
  await told(sentence);
  expect(attacker.requests).toEqual([]);
}

/** Prompt files that would take for ever, or memory without end. */
const bombs: readonly [string, RegExp][] = [
  ['many.prompt.md', /10000 variables/],
  ['laughs.prompt.md', /aliases of the front matter/],
  ['deep.prompt.md', /nested too deeply|cannot be read as front matter/],
  ['long.prompt.md', /1000 KB long/],
];

async function open(restricted: boolean): Promise<void> {
  attacker = await KeyedServer.start({ key: null });
  workbench = await Workbench.open({
    files: hostileFiles(),
    open: 'prompt.md',
    restricted,
    env: { HOSTILE_TEST_KEY: key },
  });
  await addLinks(workbench.workspace);
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

  test('cannot have its model file loaded', async () => {
    await workbench.command('Prompt Profiler: Select Target');
    await rows().filter({ hasText: 'Model' }).filter({ hasText: 'not trusted' }).first().click();
    await (await workbench.notice(/"Model" is a target of this workspace/)).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  test('leaves the built-in model usable', async () => {
    await workbench.command('Prompt Profiler: Select Target');
    await rows().filter({ hasText: 'Built-in' }).first().click();
    await workbench.selectLine(0);
    await workbench.contextMenu('Profile Prompt');
    await expect.poll(status, { timeout: 30_000 }).toMatch(/Built-in.*tokens\/s/);
    expect(attacker.requests).toEqual([]);
  });

  test.each(bombs)('has %s refused', (name, sentence) => refusedFile(name, sentence));
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

  test('has a prompt file that names its target, and things outside of it, asked about too', async () => {
    await profileFile('ask.prompt.md');
    await told(/leak\.json lies outside of|leak\.png lies outside of/);
    expect(attacker.requests).toEqual([]);
  });

  test.each(bombs)('has %s refused', (name, sentence) => refusedFile(name, sentence));

  test('has a model file that never ends refused in time', async () => {
    await workbench.command('Prompt Profiler: Select Target');
    await rows()
      .filter({ hasText: /^Model/ })
      .first()
      .click();
    await profileFile('one-line.prompt.md');
    await told(/trap\.gguf/);
    expect(attacker.requests).toEqual([]);
  });
});
