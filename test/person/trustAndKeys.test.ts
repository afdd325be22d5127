import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { filesWith } from '../host/filesWith';
import { KeyedServer } from '../host/keyedServer';
import { Workbench } from '../host/workbench';
import { DrivenServer } from '../inHost/support/drivenServer';

let server: DrivenServer;
let workbench: Workbench;

const dialog = () => workbench.page.locator('.monaco-dialog-box');

const quickInput = () => workbench.page.locator('.quick-input-widget');
const rows = () => quickInput().locator('.quick-input-list .monaco-list-row');
const status = () => workbench.statusItem('promptProfiler.status').innerText();

/** Sends the first line to the target in use. */
async function profile() {
  await workbench.selectLine(0);
  await workbench.contextMenu('Profile Prompt');
}

/** Answers the next request. The end is sent only when the run is seen to be under way, as before it the status bar says the same as after it. */
async function answered(name: string) {
  const exchange = await server.next();
  exchange.send('yes');
  await expect.poll(status).not.toContain(name);
  exchange.end();
  await expect.poll(status).toMatch(new RegExp(`^\\s*${name} · `));
  return exchange;
}

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
    await profile();
    const foreign = rows().filter({ hasText: 'Foreign' });
    await expect.poll(() => foreign.innerText()).toContain('not trusted');
    await expect.poll(() => rows().first().innerText()).toContain('Built-in');
    await choose('Foreign');
    await workbench.notice(/not trusted/);
    await workbench.closeNotices();
    await workbench.statusItem('promptProfiler.status').click();
    await expect.poll(() => workbench.panel.locator('body').innerText(), { timeout: 20_000 }).toMatch(/not trusted/);
    expect(server.requests).toBe(0);
  });

  test('does not keep the built-in model from answering', async () => {
    await workbench.command('Prompt Profiler: Select Target');
    await choose('Built-in');
    await profile();
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

  test('asks for it once, keeps it, and sends it to that server', async () => {
    await profile();
    const input = quickInput().locator('input[type=password]');
    await input.waitFor();
    await input.fill(key);
    await workbench.page.keyboard.press('Enter');
    expect((await answered('Keyed')).authorization).toBe(`Bearer ${key}`);
    await profile();
    expect((await answered('Keyed')).authorization).toBe(`Bearer ${key}`);
  });

  test('asks again when the key was deleted, and does nothing when the question is left', async () => {
    await workbench.command('Prompt Profiler: Delete API Key');
    await choose(server.origin);
    // A run that is ordered before the key is gone would still find it.
    await workbench.notice(/is deleted/);
    await workbench.closeNotices();
    await profile();
    const input = quickInput().locator('input[type=password]');
    await input.waitFor();
    await workbench.page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
    expect(server.requests).toBe(2);
  });
});

describe('A key that the server refuses', () => {
  const [wrong, right] = ['sk-person-test-wrong', 'sk-person-test-right'];
  let keyed: KeyedServer;

  beforeAll(async () => {
    keyed = await KeyedServer.start({ key: right });
    const [name, protocol, keyFrom, vendor] = ['Keyed', 'openai-chat', 'secret', 'generic'];
    const target = { name, protocol, keyFrom, vendor, url: `${keyed.origin}/v1`, model: 'small-1' };
    const settings = { 'promptProfiler.targets': [target], 'promptProfiler.defaultTarget': name };
    workbench = await Workbench.open({ files: { 'prompt.md': 'Say yes.\n' }, open: 'prompt.md', settings });
  });
  afterAll(async () => {
    await workbench.close();
    await keyed.close();
  });

  const input = () => quickInput().locator('input[type=password]');
  const lastKey = () => keyed.requests.filter(({ method }) => method === 'POST').at(-1)?.headers.authorization;

  async function typeKey(key: string) {
    await input().waitFor();
    await workbench.page.keyboard.insertText(key);
    await workbench.page.keyboard.press('Enter');
  }

  test('is set anew from the panel, is in use from then on, and stands in no file', async () => {
    const { panel } = workbench;
    await profile();
    await typeKey(wrong);
    await panel.getByRole('alert').getByText('HTTP 401', { exact: true }).waitFor();
    expect(lastKey()).toBe(`Bearer ${wrong}`);
    await workbench.screenshot('key-refused');
    await panel.getByRole('button', { name: 'Set API key…' }).click();
    await typeKey(right);
    await workbench.notice(new RegExp(`The key for ${keyed.origin} is stored`));
    await workbench.closeNotices();
    await panel.getByRole('button', { name: 'Run again' }).click();
    await expect.poll(status).toMatch(/^\s*Keyed · /);
    await panel.getByRole('alert').waitFor({ state: 'hidden' });
    expect(lastKey()).toBe(`Bearer ${right}`);
    for (const key of [wrong, right]) {
      expect(await filesWith(workbench.profile, key)).toEqual([]);
      expect(await filesWith(workbench.workspace, key)).toEqual([]);
    }
  });
});

describe('A key that would go over plain http to another machine', () => {
  const key = 'sk-person-test-2';

  beforeAll(async () => {
    // Plain HTTP reaches a proxy like any other request, so a server on this machine can play one far away.
    server = await DrivenServer.start();
    const far = { url: 'http://model.test/v1', keyFrom: 'env:PERSON_TEST_KEY', vendor: 'generic' };
    workbench = await Workbench.open({
      files: { 'prompt.md': 'Say yes.\n' },
      open: 'prompt.md',
      env: { PERSON_TEST_KEY: key },
      settings: {
        'promptProfiler.targets': [server.target('Far', far)],
        'promptProfiler.defaultTarget': 'Far',
        'http.proxy': server.origin,
      },
    });
  });
  afterAll(async () => {
    await workbench.close();
    await server.stop();
  });

  test('is asked for first, and nothing is sent when the answer is no', async () => {
    await profile();
    await expect
      .poll(() => dialog().innerText())
      .toContain('Send the API key to http://model.test without encryption?');
    expect(await dialog().innerText()).toContain('everybody on the way there can read the key and the prompt');
    await workbench.screenshot('consent-plain');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    expect(server.requests).toBe(0);
  });

  test('goes there after a yes, which is not asked for again', async () => {
    await profile();
    await dialog().getByRole('button', { name: 'Send It Unencrypted' }).click();
    for (const isFirst of [true, false]) {
      if (!isFirst) await profile();
      expect((await answered('Far')).authorization).toBe(`Bearer ${key}`);
    }
    expect(await dialog().count()).toBe(0);
  });
});

describe('A server that redirects to another one', () => {
  let other: DrivenServer;

  beforeAll(async () => {
    [server, other] = await Promise.all([DrivenServer.start(), DrivenServer.start()]);
    const target = server.target('Moved', { keyFrom: 'env:PERSON_TEST_KEY', vendor: 'generic' });
    workbench = await Workbench.open({
      files: { 'prompt.md': 'Say yes.\n', 'prompt-profiler.json': JSON.stringify({ targets: [target] }, null, 2) },
      open: 'prompt.md',
      env: { PERSON_TEST_KEY: 'sk-person-test-3' },
      settings: { 'promptProfiler.defaultTarget': 'Moved' },
    });
  });
  afterAll(async () => {
    await workbench.close();
    await Promise.all([server.stop(), other.stop()]);
  });

  test('gets neither key nor prompt to that one, says so, and its notice leads to the address', async () => {
    await profile();
    await dialog().getByRole('button', { name: 'Send It' }).click();
    (await server.next()).redirect(`${other.origin}/v1/chat/completions`);
    const notice = await workbench.notice(/redirects to another address/);
    expect(await notice.innerText()).toContain(other.origin);
    expect(await notice.getByRole('button', { name: 'Manage Trust' }).count()).toBe(0);
    await workbench.screenshot('notice-redirect');
    await notice.getByRole('button', { name: 'Edit Target' }).click();
    await workbench.page.locator('.tab.active[data-resource-name="prompt-profiler.json"]').waitFor();
    expect(other.requests).toBe(0);
  });
});
