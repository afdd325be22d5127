import { describe, expect, test, vi } from 'vitest';
import type { PanelRun } from '../../src/messages/runTabMessages';
import type { RunTrace } from '../../src/core/runTrace';
import type { PageSetting, PanelPage } from './support/panelBrowser';
import { panelsForTests } from './support/panelsForTests';
import { progressOf } from './support/progress';
import { PRICE, headerOf, reportOf } from './support/reports';
import { busyTrace, steadyTrace } from './support/traces';

vi.mock('vscode', () => import('./support/vscodeUri'));

const open = (await panelsForTests())((browser, setting?: PageSetting) => browser.open(setting));

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
    for (let step = 0; step < 14; step += 1) {
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
      /samples.*Quality.*Run again.*Compare….*Export.*Timeline.*Zoom in.*Chart as a table.*Time to first token.*Change the price/,
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

describe('choosing a chunk', () => {
  const chosen = (panel: PanelPage) => panel.posted().then((all) => all.filter(({ type }) => type === 'select'));

  test('a click asks the editor for the text, and what became of it is told', async () => {
    const panel = await open();
    const trace = steadyTrace();
    await panel.hydrate({ run: done(trace) });
    const { runId } = runOf(trace);
    const plot = panel.page.locator('.plot');
    await plot.click({ position: { x: 500, y: 150 } });
    const [request] = await chosen(panel);
    if (request?.type !== 'select' || request.index === null) throw new Error('Nothing was chosen.');
    expect(request.runId).toBe(runId);
    await panel.send({ type: 'marked', runId, index: request.index, by: 'panel', place: 'there' });
    await expect.poll(() => panel.page.locator('.tip-place').innerText()).toBe('Highlighted in the editor.');
    await panel.send({ type: 'marked', runId, index: request.index, by: 'panel', place: 'gone' });
    await expect
      .poll(() => panel.page.locator('.tip-place').innerText())
      .toBe('This text is no longer in its document.');
    await expect.poll(() => panel.page.locator('.crosshair.marked').count()).toBe(1);
  });

  test('with the keyboard: arrows, Enter, and Escape to let go', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(steadyTrace()) });
    await panel.page.locator('.plot').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter']) await panel.page.keyboard.press(key);
    await expect.poll(async () => (await chosen(panel)).length).toBe(1);
    await panel.page.keyboard.press('Escape');
    await expect.poll(() => chosen(panel)).toMatchObject([{ index: 2 }, { index: null }]);
    await expect.poll(() => panel.page.locator('.crosshair.marked').count()).toBe(0);
  });

  test('Escape lets go and stops a run under way at once', async () => {
    const panel = await open();
    const trace = steadyTrace();
    await panel.hydrate({ run: { run: runOf(trace), progress: progressOf(trace, -1, 900), report: null } });
    await panel.page.locator('.plot').focus();
    for (const key of ['ArrowRight', 'Enter', 'Escape']) await panel.page.keyboard.press(key);
    await panel.waitForPosted((message) => message.type === 'wish' && message.wish === 'stop');
    expect(await chosen(panel)).toMatchObject([{ index: 0 }, { index: null }]);
  });

  test('a drag chooses nothing', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(steadyTrace()) });
    const box = await panel.page.locator('.plot').boundingBox();
    if (box === null) throw new Error('no plot');
    await panel.page.mouse.move(box.x + 500, box.y + 150);
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + 560, box.y + 150, { steps: 4 });
    await panel.page.mouse.up();
    expect(await chosen(panel)).toEqual([]);
  });

  test('the cursor in the editor marks its chunk, and brings it into view', async () => {
    const panel = await open();
    const trace = steadyTrace();
    await panel.hydrate({ run: done(trace) });
    await panel.page.locator('.plot').focus();
    for (let step = 0; step < 6; step += 1) await panel.page.keyboard.press('+');
    await panel.send({ type: 'marked', runId: runOf(trace).runId, index: 178, by: 'editor', place: 'there' });
    await expect.poll(() => panel.page.locator('.crosshair.marked').count()).toBe(1);
    expect(await chosen(panel)).toEqual([]);
  });
});

describe('export', () => {
  test('the menu opens, is walked and closed with the keyboard, and each line is a wish', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(busyTrace()) });
    const { page } = panel;
    await page.getByRole('button', { name: 'Export' }).focus();
    const wishes = ['copyMarkdown', 'copyCurl', 'exportJson', 'exportCsv', 'exportHtml'] as const;
    for (const [place, wish] of wishes.entries()) {
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('menuitem');
      for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await panel.waitForPosted((message) => message.type === 'wish' && message.wish === wish);
      await expect.poll(() => page.getByRole('menuitem').count()).toBe(0);
      await page.getByRole('button', { name: 'Export' }).focus();
    }
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(0);
  });

  test('the charts are handed over as PNG and as SVG with the same words', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(busyTrace()) });
    for (const format of ['PNG', 'SVG']) {
      await panel.page.getByRole('button', { name: 'Export' }).click();
      await panel.page.getByRole('menuitem', { name: format }).click();
    }
    const [png, svg] = (await panel.posted()).filter((message) => message.type === 'picture');
    const bytes = Buffer.from(png?.data ?? '', 'base64');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(svg?.data).toMatch(/^<svg [^]*<\/svg>\n$/);
    for (const text of ['stall 262 ms', 'TTFT 312 ms', 'reading, 5.3/s', 'Gaps between chunks'])
      expect(svg?.data).toContain(text);
    const isWellFormed = await panel.page.evaluate(
      (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') === null,
      svg?.data ?? '',
    );
    expect(isWellFormed).toBe(true);
  });
});

describe('price', () => {
  test('is changed in place, taken back and undone', async () => {
    const panel = await open();
    const trace = busyTrace();
    const report = reportOf(trace);
    const { page } = panel;
    await panel.hydrate({ run: done(trace) });
    await page.getByRole('button', { name: 'Change the price' }).click();
    await page.getByLabel('Input, $').fill('2');
    await page.getByLabel('Output, $').fill('10');
    await page.getByLabel('Cached input').fill('');
    await page.keyboard.press('Enter');
    const ownPrice = { inputPerMTok: 2, outputPerMTok: 10 };
    await panel.waitForPosted((message) => message.type === 'price');
    expect((await panel.posted()).at(-1)).toEqual({ type: 'price', runId: report.id, price: ownPrice });
    const cost = { ...PRICE, source: 'user-price' as const, priceDate: null, totalUsd: 0.004664 };
    await panel.send({ type: 'priced', runId: report.id, cost, costReason: null, ownPrice });
    await expect.poll(() => page.locator('.cards').innerText()).toContain('$0.00466');
    expect(await page.locator('.cost').innerText()).toContain('source: user');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect((await panel.posted()).at(-1)).toEqual({ type: 'price', runId: report.id, price: null });
    await page.getByRole('button', { name: 'Forget my price' }).click();
    expect((await panel.posted()).at(-1)).toEqual({ type: 'price', runId: report.id, price: null });
  });

  test('Escape leaves the form and changes nothing', async () => {
    const panel = await open();
    await panel.hydrate({ run: done(busyTrace()) });
    await panel.page.getByRole('button', { name: 'Change the price' }).click();
    await panel.page.getByLabel('Input, $').fill('7');
    await panel.page.keyboard.press('Escape');
    await expect.poll(() => panel.page.getByRole('button', { name: 'Change the price' }).count()).toBe(1);
    expect((await panel.posted()).filter(({ type }) => type === 'price')).toEqual([]);
  });
});

describe('the chart as a table', () => {
  test('holds what the lanes show: every chunk, and the longest gap', async () => {
    const panel = await open();
    const trace = busyTrace();
    await panel.hydrate({ run: done(trace) });
    await panel.page.getByText('Chart as a table').click();
    const rows = panel.page.locator('.slices tbody tr');
    await expect.poll(() => rows.count()).toBeGreaterThan(5);
    const chunks = await rows.locator('td:nth-of-type(1)').allInnerTexts();
    expect(chunks.reduce((sum, text) => sum + Number(text), 0)).toBe(trace.chunks.length);
    expect(await rows.locator('td:nth-of-type(2)').allInnerTexts()).toContain('262.0 ms');
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
