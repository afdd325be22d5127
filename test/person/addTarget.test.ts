import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { KeyedServer } from '../host/keyedServer';
import { Workbench } from '../host/workbench';

const key = 'sk-person-canary-1';
let server: KeyedServer;
let workbench: Workbench;

const quickInput = () => workbench.page.locator('.quick-input-widget');
const title = () => quickInput().locator('.quick-input-title');
const input = () => quickInput().locator('.quick-input-header input').first();
const rows = () => quickInput().locator('.monaco-list-row');
const message = () => quickInput().locator('.quick-input-message');
const pick = (text: string) => rows().filter({ hasText: text }).first().click();
const enter = () => workbench.page.keyboard.press('Enter');
const back = () => quickInput().getByRole('button', { name: 'Back' }).click();

/** A question is there when its step is. */
const question = (step: number) => expect.poll(() => title().innerText(), { timeout: 40_000 }).toContain(`(${step}/`);

afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

describe('Add Target…', () => {
  beforeAll(async () => {
    server = await KeyedServer.start({ key });
    workbench = await Workbench.open({ files: { 'prompt.md': 'Say yes.\n' }, open: 'prompt.md' });
  });
  afterAll(async () => {
    await workbench.close();
    await server.close();
  });

  test('leads from the vendor to a target that has answered, with a way back, and keeps the key out of the settings', async () => {
    await workbench.command('Prompt Profiler: Add Target');
    await question(1);
    await workbench.screenshot('add-target-1-vendor');
    await input().fill('vllm');
    await enter();

    await question(2);
    expect(await input().inputValue()).toBe('http://127.0.0.1:8000/v1');
    await input().fill('127.0.0.1:8000');
    await enter();
    await expect.poll(() => message().innerText()).toContain('begins with http');
    await input().fill('http://127.0.0.1:9');
    await enter();
    await expect.poll(() => message().innerText()).toContain('Nothing accepts connections');
    await workbench.screenshot('add-target-2-address');
    await input().fill(server.origin);
    await enter();

    await question(3);
    await back();
    await question(2);
    expect(await input().inputValue()).toBe(`${server.origin}/v1`);
    await enter();
    await question(3);
    expect(await input().getAttribute('type')).toBe('password');
    await input().fill('sk-wrong');
    await enter();

    await question(4);
    await expect.poll(() => rows().last().innerText()).toContain('does not take this key');
    await workbench.screenshot('add-target-4-refused');
    await back();
    await question(3);
    await input().fill(key);
    await enter();

    await question(4);
    await expect.poll(() => rows().count()).toBe(2);
    await input().fill('typed-by-hand');
    await expect.poll(() => rows().first().innerText()).toContain('Use "typed-by-hand"');
    await input().fill('');
    await workbench.screenshot('add-target-4-model');
    await pick('small-1');

    await question(5);
    await workbench.screenshot('add-target-5-save');
    expect(server.prompts).toBe(0);
    await pick('Save in your settings');
    await workbench.notice(/"vLLM small-1" works: first token after \d/);
    await workbench.screenshot('add-target-6-report');
    expect(server.prompts).toBe(1);
    await expect.poll(() => workbench.statusItem('promptProfiler.status').innerText()).toContain('vLLM small-1');
    const settings = await workbench.userSettings();
    expect(JSON.parse(settings)['promptProfiler.targets']).toEqual([
      {
        name: 'vLLM small-1',
        protocol: 'openai-chat',
        url: `${server.origin}/v1`,
        model: 'small-1',
        vendor: 'vllm',
        keyFrom: 'secret',
      },
    ]);
    expect(settings).not.toContain(key);
  });

  test('knows the key of that address the next time, and saves into the file of the folder', async () => {
    await workbench.command('Prompt Profiler: Add Target');
    await question(1);
    await enter();
    await question(2);
    await input().fill(server.origin);
    await enter();
    await question(3);
    await pick('The key that is stored');
    await question(4);
    await pick('large-1');
    await question(5);
    await pick('Save in prompt-profiler.json');
    await workbench.notice(/large-1" works/);
    const text = await readFile(path.join(workbench.workspace, 'prompt-profiler.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ targets: [{ model: 'large-1', keyFrom: 'secret' }] });
    expect(text).not.toContain(key);
  });

  test('keeps nothing when it is left in the middle', async () => {
    const before = await workbench.userSettings();
    const { prompts } = server;
    // The list of notifications is still open, and Escape would close that first.
    await workbench.page.keyboard.press('Escape');
    await workbench.command('Prompt Profiler: Add Target');
    await question(1);
    await enter();
    await question(2);
    await input().fill(server.origin);
    await enter();
    await question(3);
    await quickInput().locator('input:focus').waitFor();
    await workbench.page.keyboard.press('Escape');
    await quickInput().waitFor({ state: 'hidden' });
    expect(await workbench.userSettings()).toBe(before);
    expect(server.prompts).toBe(prompts);
  });

  test('is told with Set API Key where its key is, when it was added without one', async () => {
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('Prompt Profiler: Add Target');
    await question(1);
    await enter();
    await question(2);
    await input().fill('http://localhost:9/v1');
    await enter();
    await expect.poll(() => message().innerText()).toContain('Enter once more');
    await enter();
    await question(3);
    await enter();
    await question(4);
    await input().fill('keyless-1');
    await pick('Use "keyless-1"');
    await question(5);
    await pick('Save in your settings');
    await workbench.notice(/is saved, but the test call failed\. Nothing accepts connections/);
    await workbench.screenshot('add-target-7-failed');
    await workbench.page.keyboard.press('Escape');
    await workbench.command('Prompt Profiler: Set API Key');
    await pick('keyless-1');
    await quickInput().locator('input[type=password]').fill(key);
    await enter();
    await workbench.notice('The key for http://localhost:9 is stored.');
    const settings = JSON.parse(await workbench.userSettings()) as Record<string, unknown>;
    expect(settings['promptProfiler.targets']).toContainEqual({
      name: 'keyless-1',
      protocol: 'openai-chat',
      url: 'http://localhost:9/v1',
      model: 'keyless-1',
      keyFrom: 'secret',
    });
    expect(JSON.stringify(settings)).not.toContain(key);
  });
});
