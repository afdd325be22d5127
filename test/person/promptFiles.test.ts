import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PacedServer } from '../host/pacedServer';
import { Workbench } from '../host/workbench';

const file = 'asked.prompt.md';
const files = {
  [file]: `---
maxTokens: 40
variables:
  style: plain words
---

# System

You are brief.

# User

Explain {{topic}} to {{reader}} in {{style}}.
`,
};
let server: PacedServer;
let workbench: Workbench;

const tokens = () => workbench.statusItem('promptProfiler.tokens');
const box = () => workbench.page.locator('.quick-input-widget');
const lens = (name: RegExp) => workbench.page.locator('.codelens-decoration a', { hasText: name });
const asked = (name: string) => box().getByText(`Value of ${name}`).waitFor();
const answer = async (name: string, text: string) => {
  await asked(name);
  await box().locator('input').fill(text);
  await workbench.page.keyboard.press('Enter');
};

beforeAll(async () => {
  server = await PacedServer.start({ words: ['Done.'], everyMs: 5, holdBefore: 1 });
  workbench = await Workbench.open({ theme: 'dark', files, open: file, settings: server.settings });
});
afterAll(async () => {
  await workbench.close();
  await server.close();
});
afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

describe('a prompt file', () => {
  test('shows its tokens and what can be done with it', async () => {
    await lens(/Profile/).waitFor();
    await expect.poll(() => tokens().innerText(), { timeout: 20_000 }).toMatch(/≈\s\d+ tokens/);
    await tokens().hover();
    const hover = workbench.page.locator('.workbench-hover, .monaco-hover', { hasText: 'input tokens' });
    await hover.waitFor();
    expect(await hover.innerText()).toMatch(
      /tokenizer o200k_base[^]*Variables without a value count as they stand: 2\./,
    );
    await workbench.screenshot('prompt-file-tokens');
  });

  test('asks for its variables, one after another, with a way back', async () => {
    await lens(/Profile/).click();
    await asked('topic');
    await workbench.screenshot('prompt-file-variables');
    await answer('topic', 'a queue');
    await asked('reader');
    await box().getByRole('button', { name: 'Back' }).click();
    await asked('topic');
    expect(await box().locator('input').inputValue()).toBe('a queue');
    await answer('topic', 'a cache');
    await answer('reader', 'a child');
    await expect
      .poll(() => server.prompts.at(-1), { timeout: 20_000 })
      .toBe('Explain a cache to a child in plain words.');
    server.release();
  });

  test('remembers the answers, and Escape sends nothing', async () => {
    const before = server.prompts.length;
    await lens(/Profile/).click();
    await asked('topic');
    expect(await box().locator('input').inputValue()).toBe('a cache');
    await workbench.page.keyboard.press('Enter');
    await asked('reader');
    expect(await box().locator('input').inputValue()).toBe('a child');
    await workbench.page.keyboard.press('Escape');
    await box().waitFor({ state: 'hidden' });
    expect(server.prompts.length).toBe(before);
  });
});
