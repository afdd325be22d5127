import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PanelRun } from '../../src/messages/runTabMessages';
import type { RunTrace } from '../../src/core/runTrace';
import { PanelBrowser, type PageSetting, type PanelPage } from './support/panelBrowser';
import { progressOf } from './support/progress';
import { headerOf, reportOf } from './support/reports';
import { busyTrace, chunksOf, steadyTrace, traceOf } from './support/traces';

vi.mock('vscode', () => import('./support/vscodeUri'));

let browser: PanelBrowser;
const opened: PanelPage[] = [];
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterEach(async () => {
  for (const panel of opened.splice(0)) {
    // No test may leave an error or a breach of the policy behind.
    expect(panel.errors).toEqual([]);
    await panel.close();
  }
});
afterAll(() => browser.close());

async function open(setting?: PageSetting): Promise<PanelPage> {
  const panel = await browser.open(setting);
  opened.push(panel);
  return panel;
}

const runOf = (trace: RunTrace): PanelRun['run'] => headerOf(reportOf(trace));
const under = (trace: RunTrace, atMs: number): PanelRun => ({
  run: runOf(trace),
  progress: progressOf(trace, -1, atMs),
  report: null,
});
const done = (trace: RunTrace): PanelRun => {
  const report = reportOf(trace);
  return { run: headerOf(report), progress: null, report };
};

/** What the timeline says of itself to those who do not see it. */
const spoken = (panel: PanelPage) => panel.page.locator('.plot').getAttribute('aria-label');

describe('states', () => {
  test('nothing is drawn before the editor has answered, so that no wrong state flashes up', async () => {
    const panel = await open();
    expect(await panel.text()).toBe('');
  });

  test('without a run it says how to begin, and its buttons are wishes', async () => {
    const panel = await open();
    await panel.hydrate({ targetName: 'my server' });
    expect(await panel.text()).toContain('The next run goes to my server.');
    await panel.page.getByRole('button', { name: 'Open a sample prompt' }).click();
    await panel.page.getByRole('button', { name: 'Choose a target' }).click();
    expect(await panel.posted()).toEqual([
      { type: 'ready' },
      { type: 'wish', wish: 'openSample', runId: null },
      { type: 'wish', wish: 'pickTarget', runId: null },
    ]);
  });

  test('opened in mid-run it shows everything since the first byte', async () => {
    const panel = await open();
    const trace = steadyTrace();
    await panel.hydrate({ run: under(trace, 1000) });
    const chunks = trace.chunks.filter(({ atMs }) => atMs <= 1000).length;
    expect(await spoken(panel)).toContain(`${chunks} chunks`);
    expect(await panel.text()).toContain('182.0 ms');
  });

  test('a run is shown from its start over its news to its report', async () => {
    const panel = await open();
    const trace = steadyTrace();
    const report = reportOf(trace);
    await panel.hydrate({});
    await panel.send({ type: 'started', run: headerOf(report) });
    expect(await panel.text()).toContain('Stop');
    for (let atMs = 50; atMs < trace.endMs; atMs += 50)
      await panel.send({ type: 'progress', runId: report.id, progress: progressOf(trace, atMs - 50, atMs) });
    await panel.page.waitForFunction(() => /\b1[0-9]{2} chunks/.test(document.querySelector('.plot')?.ariaLabel ?? ''));
    await panel.send({ type: 'finished', runId: report.id, report });
    expect(await spoken(panel)).toContain('180 chunks');
    expect(await panel.text()).toContain('Run again');
    expect(await panel.page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
  });

  test('news of another run change nothing', async () => {
    const panel = await open();
    const trace = steadyTrace();
    await panel.hydrate({ run: done(trace) });
    const before = await panel.text();
    const other = { ...reportOf(busyTrace()), id: 'another' };
    await panel.send({ type: 'progress', runId: 'another', progress: progressOf(busyTrace(), -1, 900) });
    await panel.send({ type: 'finished', runId: 'another', report: other });
    expect(await panel.text()).toBe(before);
  });

  test('a failure shows what happened in the words of the server, as text, and what to do', async () => {
    const panel = await open();
    const { refusedKeyTrace } = await import('./support/traces');
    await panel.hydrate({ run: done(refusedKeyTrace()) });
    const alert = panel.page.getByRole('alert');
    expect(await alert.innerText()).toContain('HTTP 401');
    expect(await alert.innerText()).toContain('<b>Check</b> your settings.');
    expect(await alert.locator('blockquote b').count()).toBe(0);
    await alert.getByRole('button', { name: 'Choose another target' }).click();
    await panel.waitForPosted((message) => message.type === 'wish' && message.wish === 'pickTarget');
  });
});

describe('keys', () => {
  test('Escape stops a run, and does nothing when there is none', async () => {
    const panel = await open();
    await panel.hydrate({ run: under(steadyTrace(), 600) });
    await panel.page.keyboard.press('Escape');
    await panel.waitForPosted((message) => message.type === 'wish' && message.wish === 'stop');
    await panel.hydrate({ run: done(steadyTrace()) });
    await panel.page.keyboard.press('Escape');
    expect((await panel.posted()).filter(({ type }) => type === 'wish')).toHaveLength(1);
  });

  test('the tab key reaches every control, and each shows that it has the focus', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(busyTrace()) });
    const seen: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      await panel.page.keyboard.press('Tab');
      const focused = await panel.page.evaluate(() => {
        const outer = document.activeElement;
        const inner = outer?.shadowRoot?.activeElement ?? outer;
        if (outer === null || inner === null || outer === document.body) return null;
        const { outlineStyle } = getComputedStyle(inner);
        const name = outer.getAttribute('aria-label') ?? outer.textContent ?? '';
        return { name: name.trim().split('\n')[0] ?? '', visible: outlineStyle !== 'none' };
      });
      if (focused === null) break;
      expect(focused.visible, focused.name).toBe(true);
      seen.push(focused.name);
    }
    expect(seen.join(' | ')).toMatch(
      /samples.*Quality.*Run again.*Copy Markdown.*Export JSON.*Timeline.*Zoom in.*Time to first token/,
    );
  });

  test('plus and minus zoom, arrows pan, zero shows all', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(steadyTrace()) });
    const plot = panel.page.locator('.plot');
    const picture = () =>
      panel.page.locator('.plot canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const press = async (key: string): Promise<string> => {
      await panel.page.keyboard.press(key);
      await panel.page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      return picture();
    };
    await plot.focus();
    const all = await picture();
    const near = await press('+');
    expect(near).not.toBe(all);
    const moved = await press('ArrowRight');
    expect(moved).not.toBe(near);
    expect(await press('ArrowLeft')).not.toBe(moved);
    expect(await press('0')).toBe(all);
    await press('+');
    expect(await press('-')).toBe(all);
  });

  test('arrows walk the chunks, and each is read out with its time, its gap and its text', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(steadyTrace()) });
    await panel.page.locator('.plot').focus();
    await panel.page.keyboard.press('ArrowRight');
    const said = panel.page.locator('.timeline [aria-live]');
    await expect.poll(() => said.innerText()).toBe('at 182.0 ms · first chunk · 1 token: “The”');
    await panel.page.keyboard.press('ArrowRight');
    await expect.poll(() => said.innerText()).toMatch(/^at 19\d\.\d ms · gap \d+\.\d+ ms · 1 token: “ prefill”$/);
  });

  test('the rows of the table are one tab stop, and the formula of the focused one is shown', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(busyTrace()) });
    const rows = panel.page.locator('.numbers tbody tr');
    await rows.first().focus();
    await panel.page.keyboard.press('ArrowDown');
    await expect.poll(() => rows.nth(1).locator('.tooltip').isVisible()).toBe(true);
    expect(await rows.nth(1).locator('.tooltip').innerText()).toContain(
      'TTFT 312.4 ms − connection 9.20 ms = 303.2 ms',
    );
    expect(await rows.first().locator('.tooltip').isVisible()).toBe(false);
    expect(await panel.page.locator('.numbers tr[tabindex="0"]').count()).toBe(1);
  });
});

describe('pointer', () => {
  test('the wheel zooms where the pointer is, a double click shows all, pointing shows the chunk', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(steadyTrace()) });
    const plot = panel.page.locator('.plot');
    const box = await plot.boundingBox();
    if (box === null) throw new Error('no plot');
    await panel.page.mouse.move(box.x + box.width / 2, box.y + 120);
    await expect.poll(() => panel.page.locator('.tip-numbers').innerText()).toMatch(/^at .* · gap .* · 1 token$/);
    await panel.page.mouse.wheel(0, -400);
    await expect.poll(() => plot.getAttribute('class')).toContain('zoomed');
    await panel.page.mouse.dblclick(box.x + box.width / 2, box.y + 120);
    await expect.poll(() => plot.getAttribute('class')).not.toContain('zoomed');
  });
});

describe('text of models', () => {
  const HOSTILE = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`;

  test('is text wherever it is shown: in the answer, in names, in errors', async () => {
    const panel = await open();
    const chunks = chunksOf(100, [{ channel: 'answer', count: 3, gapMs: 20 }]).map((chunk) => ({
      ...chunk,
      text: HOSTILE,
    }));
    const report = reportOf(traceOf(chunks, { models: [HOSTILE] }), {
      targetName: HOSTILE,
      model: HOSTILE,
      source: HOSTILE,
    });
    await panel.hydrate({ run: { run: headerOf(report), progress: null, report } });
    await panel.page.locator('.plot').focus();
    await panel.page.keyboard.press('ArrowRight');
    await expect.poll(() => panel.page.locator('.tip-text').innerText()).toContain('<img src=x onerror=');
    expect(await panel.page.locator('img, #panel script').count()).toBe(0);
    expect(await panel.page.title()).toBe('Prompt Profiler');
  });
});

describe('theme and motion', () => {
  test('a change of the theme repaints the chart', async () => {
    const panel = await open({ theme: 'dark' });
    await panel.hydrate({ run: done(steadyTrace()) });
    const picture = () =>
      panel.page.locator('.plot canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const dark = await picture();
    await panel.page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-charts-green', '#ff00ff');
    });
    await expect.poll(picture).not.toBe(dark);
  });

  test('a run under way keeps its clock going without news', async () => {
    const panel = await open({ reducedMotion: true });
    await panel.hydrate({ run: under(steadyTrace(), 100) });
    const first = await panel.page.locator('.card .value').first().innerText();
    await expect.poll(() => panel.page.locator('.card .value').first().innerText()).not.toBe(first);
  });
});
