import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { RunTrace } from '../../src/core/runTrace';
import { bundleFile } from '../../scripts/lib/words.mjs';
import { openComparePanel } from './support/comparePanel';
import { detailsOf, logOf, stateOf } from './support/comparisons';
import type { PanelPage } from './support/panelBrowser';
import { browserForTests } from './support/panelsForTests';
import { progressOf } from './support/progress';
import { headerOf, reportOf } from './support/reports';
import { simulatedLevel } from './support/simulatedLevels';
import { openSweepResults } from './support/sweepPanel';
import { openSweepPanel } from './support/sweepTab';
import * as sweeps from './support/sweeps';
import { LEVEL_NOW, loadReport, sweepDraft, sweepState } from './support/sweepStates';
import * as traces from './support/traces';

vi.mock('vscode', async () => ({
  ...(await import('./support/vscodeUri')),
  env: { language: 'zh-cn' },
  l10n: { bundle: JSON.parse(readFileSync(bundleFile, 'utf8')) as unknown },
}));

/** The panel in Chinese: of English, only names, units and terms of the field are left. */

const browser = await browserForTests();

/** Two English words one after the other are a phrase that nobody translated. */
const PHRASE = /\b[a-z]{2,} [a-z]{2,}\b/giu;

/** Names of this test's targets, of files and machines, and what a server said itself. */
const NAMES =
  /local vLLM|Prompt Profiler|linux x64|vscode|Node \d|prompt\.md|built-in model|qwen[\w.-]*|o200k_base|Nov|AM|PM|UTC|server \d+/u;

async function phrases(panel: PanelPage, ...own: readonly string[]): Promise<readonly string[]> {
  const texts = await panel.page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent === null || parent.closest('script, style, bdi, blockquote, .tip-text, pre') !== null) continue;
      found.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title]'))
      for (const name of ['aria-label', 'title']) found.push(element.getAttribute(name) ?? '');
    return found;
  });
  const all = own.reduce((rest, name) => rest.replaceAll(name, ''), texts.join('\n'));
  return (all.replaceAll(new RegExp(NAMES, 'gu'), '').match(PHRASE) ?? []).filter((phrase) => !NAMES.test(phrase));
}

const finished: Record<string, RunTrace> = {
  busy: traces.busyTrace(),
  steady: traces.steadyTrace(),
  stopped: traces.stoppedTrace(),
  buffered: traces.bufferedTrace(),
  'single-token': traces.singleTokenTrace(),
};

for (const [name, trace] of Object.entries(finished))
  test(`a run that is over: ${name}`, async () => {
    const panel = await browser.open({ theme: 'light', height: 400 });
    const report = reportOf(trace);
    await panel.hydrate({ locale: 'zh-cn', run: { run: headerOf(report), progress: null, report } });
    await panel.picture(`chinese-${name}`);
    expect(await panel.page.getAttribute('html', 'lang')).toBe('zh-cn');
    expect(await phrases(panel)).toEqual([]);
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

test('no run, and a run under way', async () => {
  const panel = await browser.open();
  await panel.hydrate({ locale: 'zh-cn' });
  expect(await panel.text()).toContain('尚无运行');
  expect(await phrases(panel)).toEqual([]);
  const run = headerOf(reportOf(traces.busyTrace()));
  for (const atMs of [200, 600, 1250, 1640]) {
    await panel.hydrate({
      locale: 'zh-cn',
      run: { run, progress: progressOf(traces.busyTrace(), -1, atMs), report: null },
    });
    expect(await phrases(panel)).toEqual([]);
  }
  await panel.close();
});

test('a comparison', async () => {
  const log = logOf();
  const panel = await openComparePanel(browser, stateOf(log), { theme: 'light', height: 400, details: detailsOf(log) });
  await panel.picture('chinese-comparison');
  expect(await phrases(panel)).toEqual([]);
  await panel.close();
});

test('a sweep before its start, and under way', async () => {
  for (const kind of ['length', 'load'] as const) {
    const panel = await openSweepPanel(browser, sweepState({ draft: sweepDraft({ form: { kind } }) }), {
      theme: 'light',
    });
    await panel.picture(`chinese-sweep-${kind}`);
    expect(await phrases(panel, 'Copilot', 'hosted A', 'hosted B', 'of the team')).toEqual([]);
    await panel.close();
  }
  const reports = { length: null, load: loadReport({ ending: 'stopped', made: 3 }) };
  for (const now of [LEVEL_NOW, null]) {
    const panel = await openSweepPanel(browser, sweepState({ isPlanning: false, now, reports }), { theme: 'light' });
    expect(await phrases(panel)).toEqual([]);
    await panel.close();
  }
});

test('what sweeps have found, with everything that there is to say of it', async () => {
  const workload = { inputTokens: 1750, outputTokens: 500, users: 6, requestsPerSecond: null };
  const claims = [{ metric: 'ttftMs', relation: 'at-most', value: 1000 }] as const;
  const length = sweeps.lengthReport({
    slow: (tokens, round) => (tokens === 512 && round === 2 ? 60 : 1),
    fails: (tokens, round) => tokens === 4096 && round === 1,
    cachedShare: 0.3,
  });
  const levels = [
    ...sweeps.closedLevels(() => ({ tells: true }), [1, 4, 8]),
    simulatedLevel({ users: 16, client: { loopDelayP99Ms: 420, cpuShare: 0.97 } }),
    simulatedLevel({ users: 32, ending: 'failing', fails: (index) => (index % 3 === 2 ? 'overloaded' : null) }),
  ];
  const load = sweeps.loadReport(levels, { batching: sweeps.fingerprint('static') });
  const panel = await openSweepResults(
    browser,
    { length: sweeps.withCard(length, workload, claims), load: sweeps.withCard(load, workload, claims) },
    { theme: 'light' },
  );
  expect(await phrases(panel, 'The server closed the connection.')).toEqual([]);
  await panel.picture('chinese-sweep-results');
  await panel.close();
});
