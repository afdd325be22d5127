import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PacedServer } from '../host/pacedServer';
import { type Theme, Workbench } from '../host/workbench';

const prompt = 'Why does the first token take longer than the others?';
const answer = `Before the first token can appear the server has to read the whole prompt. That step is called prefill, and its work
grows with every token that you send. If other requests wait in front of yours, their time is added to it, and so is the time that the network
needs for one round trip. After that the model writes one token at a time. Each of them needs the weights once, and the prompt is already in the
cache, so the gaps between tokens are short and nearly even. A long prompt therefore moves the first token, while a long answer moves the end. When
you compare two servers, look at both numbers: a fast first token says little about the speed of the rest. Measure more than once, because the first
request often finds a cold cache, a cold connection, or a model that must be loaded before it can answer. Done.`;
const words = answer.split(/\s+/);

const files = { 'prompt.md': `${prompt}\n\nA line below.\n` };
let server: PacedServer;
let workbench: Workbench;

const text = () => workbench.visibleText('prompt.md');
const status = () => workbench.statusItem('promptProfiler.status').innerText();
const button = (name: string) => workbench.panel.getByRole('button', { name });

async function open(theme: Theme, everyMs: number, holdBefore: number) {
  server = await PacedServer.start({ words, everyMs, holdBefore });
  workbench = await Workbench.open({ theme, files, open: 'prompt.md', settings: server.settings });
}

async function close() {
  await workbench.close();
  await server.close();
}

afterEach(({ task }) => (task.result?.state === 'fail' ? workbench.screenshot(`failed-${task.id}`) : undefined));

/** Right-click in the selected prompt, as the README tells people to. */
async function profileSelection() {
  await workbench.selectLine(0);
  await workbench.contextMenu('Profile Prompt');
}

describe.each<Theme>(['light', 'dark'])('Profile Prompt on a selection, %s theme', (theme) => {
  beforeAll(() => open(theme, 25, words.length - 1));
  afterAll(close);

  test('a run shows itself in the editor, the status bar and the panel, while it runs and when it is over', async () => {
    await profileSelection();
    await expect.poll(status, { timeout: 20_000, interval: 50 }).toMatch(/\d tokens\/s/);
    await button('Stop').waitFor();
    await workbench.panel.locator('.timeline canvas').waitFor();
    await workbench.screenshot(`run-running-${theme}`);
    const running = await text();
    expect(running.indexOf('Before the first token')).toBeGreaterThan(running.indexOf(prompt));
    expect(running.indexOf('A line below.')).toBeGreaterThan(running.indexOf('Before the first token'));
    server.release();
    await button('Run again').waitFor();
    await expect.poll(text).toContain('Done.');
    expect(await workbench.panel.locator('.verdict').innerText()).toMatch(/First token after \d/);
    expect(await workbench.panel.getByRole('row', { name: /TTFT/ }).first().innerText()).toMatch(/\d\s?ms/);
    expect(await workbench.panel.locator('.tokens').innerText()).toContain(String(words.length));
    await expect.poll(status).toMatch(/\d tokens\/s/);
    expect(await workbench.panel.locator('.timeline canvas').evaluate(countColours)).toBeGreaterThan(5);
    await workbench.screenshot(`run-finished-${theme}`);
  });

  test('the panel shows the same run after the window is loaded again', async () => {
    const verdict = await workbench.panel.locator('.verdict').innerText();
    await workbench.reload();
    await expect.poll(() => workbench.panel.locator('.verdict').innerText(), { timeout: 20_000 }).toBe(verdict);
  });
});

describe('Undo and stop', () => {
  beforeAll(() => open('dark', 5, 40));
  afterAll(close);

  test('one undo removes the whole answer', async () => {
    await profileSelection();
    await expect.poll(text, { timeout: 20_000 }).toContain('other requests');
    server.release();
    await button('Run again').waitFor();
    await expect.poll(text).toContain('Done.');
    expect(await workbench.isDirty('prompt.md')).toBe(true);
    await workbench.page.keyboard.press('Control+z');
    await expect.poll(() => workbench.isDirty('prompt.md')).toBe(false);
    expect(await text()).not.toContain('Done.');
  });

  test('Escape in the panel stops the run at once and keeps what came', async () => {
    await profileSelection();
    await expect.poll(text, { timeout: 20_000 }).toContain('other requests');
    await workbench.panel.locator('.timeline canvas').click();
    await workbench.page.keyboard.press('Escape');
    await server.abandoned;
    await workbench.panel.getByText('Stopped').first().waitFor();
    expect(await text()).toContain('other requests');
  });
});

interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
  };
}

/** Runs in the page: a canvas on which nothing was drawn has one colour. */
function countColours(element: unknown): number {
  const canvas = element as Canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}
