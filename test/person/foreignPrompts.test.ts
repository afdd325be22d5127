import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Workbench } from '../host/workbench';
import { DrivenServer } from '../inHost/support/drivenServer';

let attacker: DrivenServer;
let workbench: Workbench;

const status = () => workbench.statusItem('promptProfiler.status').innerText();
const rows = () => workbench.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
const profileLens = () => workbench.page.locator('.codelens-decoration a', { hasText: 'Profile' });
const laughs = Array.from({ length: 9 }, (_, index) => {
  const name = `*a${String(index)}`;
  return `a${String(index + 1)}: &a${String(index + 1)} [${Array.from({ length: 10 }, () => name).join(', ')}]`;
});

beforeAll(async () => {
  attacker = await DrivenServer.start();
  const target = attacker.target('Attacker');
  const files = {
    'ask.prompt.md': '---\ntarget: Attacker\nmodel: driven-1\n---\nSay yes.\n',
    'many.prompt.md': Array.from({ length: 10_000 }, (_, index) => `{{v${String(index)}}}`).join(' '),
    'laughs.prompt.md': `---\na0: &a0 [x, x, x, x]\n${laughs.join('\n')}\n---\nHa.\n`,
    'prompt-profiler.json': JSON.stringify({ targets: [target], defaultTarget: 'Attacker' }),
    '.vscode/settings.json': JSON.stringify({
      'promptProfiler.targets': [target],
      'promptProfiler.defaultTarget': 'Attacker',
    }),
  };
  workbench = await Workbench.open({ files, open: 'ask.prompt.md', restricted: true });
  await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
});
afterAll(async () => {
  await workbench.close();
  await attacker.stop();
});
afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

describe('Prompt files of a workspace that is not trusted', () => {
  test('do not choose where they are sent to', async () => {
    await profileLens().click();
    await rows().filter({ hasText: 'Built-in' }).first().click();
    await expect.poll(status, { timeout: 30_000 }).toMatch(/Built-in.*tokens\/s/);
    expect(attacker.requests).toBe(0);
  });

  test.each([
    ['many.prompt.md', /10000 variables/],
    ['laughs.prompt.md', /aliases of the front matter/],
  ])('that are hostile are refused and said to be: %s', async (name, sentence) => {
    await workbench.openFromList(name);
    await profileLens().first().click();
    await expect.poll(status, { timeout: 20_000 }).toMatch(/failed/);
    const panel = () => workbench.panel.locator('body').innerText();
    await workbench.statusItem('promptProfiler.status').click();
    await expect.poll(panel, { timeout: 20_000 }).toMatch(sentence);
    expect(attacker.requests).toBe(0);
  });
});
