import { describe, expect, test, vi } from 'vitest';
import type { PanelRun } from '../../src/messages/runTabMessages';
import type { PanelPage } from './support/panelBrowser';
import { browserForTests } from './support/panelsForTests';
import { progressOf } from './support/progress';
import { headerOf, reportOf } from './support/reports';
import { chunksOf, steadyTrace, traceOf } from './support/traces';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** Whatever a model, a server or a stranger says, it changes nothing but text. */

const browser = await browserForTests();

const HOSTILE = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`;
const CONTROL = '\u0000\u0007\u001b[31m\u202e\u2066\ufeff\u2028\ud800';

function saying(text: string): PanelRun {
  const chunks = chunksOf(100, [{ channel: 'answer', count: 3, gapMs: 20 }]).map((chunk) => ({ ...chunk, text }));
  const report = reportOf(traceOf(chunks, { models: [text.slice(0, 300)] }), {
    targetName: text.slice(0, 300),
    model: text.slice(0, 300),
    source: text.slice(0, 300),
  });
  return { run: headerOf(report), progress: null, report };
}

/** The text of the first chunk as the panel shows it. */
async function shown(panel: PanelPage): Promise<string> {
  await panel.page.locator('.plot').focus();
  await panel.page.keyboard.press('ArrowRight');
  await panel.page.locator('.tip-text').waitFor();
  return panel.page.locator('.tip-text').innerText();
}

async function expectUntouched(panel: PanelPage): Promise<void> {
  expect(await panel.page.locator('img, iframe, object, #panel script, #panel style').count()).toBe(0);
  expect(await panel.page.title()).toBe('Prompt Profiler');
  expect(panel.errors).toEqual([]);
  await panel.close();
}

describe('text of models', () => {
  test('is text wherever it is shown: in the answer, in names, in errors', async () => {
    const panel = await browser.open();
    await panel.hydrate({ run: saying(HOSTILE) });
    expect(await shown(panel)).toContain('<img src=x onerror=');
    await expectUntouched(panel);
  });

  test('a line of a megabyte is cut where it is shown', async () => {
    const panel = await browser.open();
    await panel.hydrate({ run: saying('x'.repeat(1024 * 1024)) });
    expect((await shown(panel)).length).toBeLessThan(100);
    const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectUntouched(panel);
  });

  test('control characters neither break the page nor turn its texts round', async () => {
    const panel = await browser.open();
    await panel.hydrate({ run: saying(CONTROL) });
    await shown(panel);
    expect(await panel.text()).toContain('First token after');
    await expectUntouched(panel);
  });
});

describe('forged messages', () => {
  const whole = { tab: 'run', locale: 'en', targetName: 'a', readingWordsPerMinute: 238 };
  const forged: readonly unknown[] = [
    null,
    7,
    'hydrate',
    {},
    { type: 'evaluate', code: 'document.title="broken"' },
    { type: 'hydrate' },
    { type: 'hydrate', state: null },
    { type: 'hydrate', state: { ...whole, run: 7 } },
    { type: 'hydrate', state: { ...whole, run: { run: null, progress: null, report: null } } },
    { type: 'hydrate', state: { ...whole, run: { run: { runId: 'x' }, progress: { chunks: 'x' }, report: null } } },
    { type: 'started' },
    { type: 'started', run: 'x' },
    { type: 'progress', runId: 'run-1' },
    { type: 'progress', runId: 'run-1', progress: { chunks: [null] } },
    { type: 'finished', runId: 'run-1', report: null },
    { type: 'finished', runId: 'run-1', report: { chunks: 5 } },
    { type: 'marked', runId: 'run-1', index: HOSTILE, by: 'panel', place: HOSTILE },
    { type: 'marked', runId: 'run-1', index: 1e9, by: 'editor', place: 'there' },
    { type: 'priced', runId: 'run-1', cost: 'free', costReason: null, ownPrice: null },
    { type: 'reading', readingWordsPerMinute: 'fast' },
    { type: 'tab', tab: HOSTILE },
    { type: '__proto__', state: whole },
  ];

  test('change nothing of what is on show', async () => {
    const panel = await browser.open();
    const report = reportOf(steadyTrace());
    await panel.hydrate({ run: { run: headerOf(report), progress: null, report } });
    const before = await panel.text();
    for (const message of forged) await panel.send(message as never);
    expect(await panel.text()).toBe(before);
    await expectUntouched(panel);
  });

  test('change nothing of a run under way, which comes to its end', async () => {
    const panel = await browser.open();
    const trace = steadyTrace();
    const report = reportOf(trace);
    await panel.hydrate({ run: { run: headerOf(report), progress: progressOf(trace, -1, 900), report: null } });
    for (const message of forged) await panel.send(message as never);
    await panel.send({ type: 'finished', runId: report.id, report });
    expect(await panel.page.locator('.plot').getAttribute('aria-label')).toContain('180 chunks');
    await expectUntouched(panel);
  });
});
