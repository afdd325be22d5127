import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { USUAL_PORTS } from '../../src/engine/findLocalServers';
import { KeyedServer } from '../host/keyedServer';
import { Workbench } from '../host/workbench';

const key = 'sk-first-minutes-1';
let server: KeyedServer;
let workbench: Workbench;

const quickInput = () => workbench.page.locator('.quick-input-widget');
const rows = () => quickInput().locator('.monaco-list-row');
const input = () => quickInput().locator('.quick-input-header input').first();
const port = () => new URL(server.origin).port;
const status = () => workbench.statusItem('promptProfiler.status').innerText();

/** Everything that a person would have to set up by hand is missing; a server with a key has just been started. */
async function fresh(): Promise<void> {
  server = await KeyedServer.start({ key, ports: USUAL_PORTS });
  workbench = await Workbench.open({ files: { 'prompt.md': 'Count to five.\n' }, open: 'prompt.md' });
}

async function close(): Promise<void> {
  await workbench.close();
  await server.close();
}

afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

async function expectProfile(): Promise<void> {
  await expect.poll(() => workbench.visibleText('prompt.md'), { timeout: 30_000 }).toContain('Count to five.');
  await workbench.panel.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 30_000 });
  await expect.poll(status, { timeout: 15_000 }).toMatch(/vLLM small-1.*tokens\/s/);
  // One short test call, and the prompt itself.
  expect(server.prompts).toBe(2);
}

describe('From a bare profile to the first profile of a local server with a key', () => {
  beforeAll(fresh);
  afterAll(close);

  test('takes at most six clicks and one paste', async () => {
    let clicks = 0;
    const click = async (place: Locator) => {
      await place.first().click();
      clicks += 1;
    };
    await click(workbench.page.locator('.activitybar a[aria-label="Prompt Profiler"]'));
    const welcome = workbench.page.locator('.welcome-view-content');
    await welcome.getByText('Find Local Servers').waitFor();
    await workbench.screenshot('targets-welcome');
    await click(welcome.getByText('Find Local Servers'));
    await rows().filter({ hasText: port() }).waitFor();
    await workbench.screenshot('find-local-servers');
    await click(rows().filter({ hasText: port() }));
    await quickInput().locator('input[type=password]').waitFor();
    await workbench.page.keyboard.insertText(key);
    await workbench.page.keyboard.press('Enter');
    await click(rows().filter({ hasText: 'small-1' }));
    await click(rows().filter({ hasText: 'Save in your settings' }));
    const notice = await workbench.notice(/"vLLM small-1" works/);
    await click(notice.getByText('Profile Prompt'));
    await expectProfile();
    expect(clicks).toBeLessThanOrEqual(6);
    await workbench.screenshot('targets-view');
  });
});

describe('The same with the keyboard alone', () => {
  beforeAll(fresh);
  afterAll(close);

  test('goes from the palette to the profile', async () => {
    const { keyboard } = workbench.page;
    const press = (name: string) => keyboard.press(name);
    for (let attempt = 0; attempt < 20; attempt++) {
      await press('F1');
      await keyboard.type('Find Local Servers');
      const found = rows().filter({ hasText: 'Find Local Servers' }).first();
      if (
        await found.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        )
      )
        break;
      await press('Escape');
    }
    await press('Enter');
    await rows().filter({ hasText: port() }).first().waitFor();
    await keyboard.type(port());
    await expect.poll(() => rows().first().innerText()).toContain(port());
    await press('Enter');
    await quickInput().locator('input[type=password]').waitFor();
    await keyboard.type(key);
    await press('Enter');
    await rows().filter({ hasText: 'small-1' }).waitFor();
    await press('Enter');
    await rows().filter({ hasText: 'Save in your settings' }).waitFor();
    await press('Enter');
    await expect.poll(() => server.prompts, { timeout: 30_000 }).toBe(1);
    await expect.poll(() => input().isVisible()).toBe(false);
    await press('Control+1');
    await press('Control+Alt+p');
    await expectProfile();
  });
});
