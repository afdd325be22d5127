import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inProject } from '../../scripts/lib/project.mjs';
import { Workbench } from '../host/workbench';

/** The editor in Chinese, as far as it is ours: the workbench itself has no words here (see `Workbench`). */

const nobody = { name: 'nobody', protocol: 'openai-chat', url: 'http://127.0.0.1:9/v1', model: 'm' };
const settings = { 'promptProfiler.targets': [nobody, { ...nobody, name: 'bad', protocol: 'openai-caht' }] };
const files = { 'prompt.md': '你好？\n' };

let workbench: Workbench;
let words: Record<string, string>;

const tree = () => workbench.page.locator('.pane-body .monaco-list-row');
const status = () => workbench.statusItem('promptProfiler.status');

beforeAll(async () => {
  words = JSON.parse(await readFile(inProject('package.nls.zh-cn.json'), 'utf8')) as Record<string, string>;
  workbench = await Workbench.open({
    language: 'zh-cn',
    theme: 'highContrastLight',
    files,
    open: 'prompt.md',
    settings,
  });
});
afterAll(() => workbench.close());
afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

test('the view of targets says what is wrong with one of them', async () => {
  await workbench.page.locator('.activitybar a[aria-label="Prompt Profiler"]').click();
  await tree().filter({ hasText: 'nobody' }).first().waitFor({ timeout: 30_000 });
  await expect.poll(() => tree().first().getAttribute('aria-label')).toContain('是否想写 openai-chat');
  expect(await tree().filter({ hasText: 'nobody' }).innerText()).toContain('尚未尝试');
  await workbench.screenshot('chinese-targets');
});

test('a run that fails says why, and what to do, in the panel and in the status bar', async () => {
  await workbench.command(words['command.selectTarget.title'] ?? '');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'nobody' }).first().click();
  await workbench.page.keyboard.press('Control+1');
  await workbench.selectLine(0);
  await workbench.contextMenu(words['command.profilePrompt.title'] ?? '');
  const outcome = workbench.panel.locator('.outcome');
  await expect.poll(() => outcome.innerText(), { timeout: 30_000 }).toContain('没有接受连接的服务器。请启动服务器');
  await expect.poll(() => status().innerText()).toContain('nobody · 失败');
  await status().hover();
  const hover = workbench.page.locator('.workbench-hover, .monaco-hover', { hasText: '下一次运行' });
  await expect.poll(() => hover.innerText()).toContain('没有接受连接的服务器');
  // An address of a server is no page to be opened.
  expect(await hover.locator('a[href^="http"], a[data-href^="http"]').count()).toBe(0);
  await workbench.screenshot('chinese-failed');
});
