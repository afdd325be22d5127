import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { differenceFromGolden } from './support/golden';
import { PanelBrowser } from './support/panelBrowser';
import { simulatedLevel } from './support/simulatedLevels';
import { openSweepResults } from './support/sweepPanel';
import { closedLevels, lengthReport, loadReport, withCard } from './support/sweeps';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** The ink of the sweeps' charts for fixed reports, against pictures that somebody has looked at. Without texts, as fonts differ. */

let browser: PanelBrowser;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterAll(() => browser.close());

const WORKLOAD = { inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null };
const reports = {
  length: withCard(lengthReport({ slow: (tokens, round) => (tokens === 2048 && round === 3 ? 1.9 : 1) }), WORKLOAD, []),
  load: loadReport([...closedLevels(() => ({ tells: true })), simulatedLevel({ users: 64, ending: 'saturated' })]),
};

for (const [theme, width] of [
  ['dark', 940],
  ['light', 400],
  ['high-contrast', 940],
] as const)
  for (const chart of ['ttft', 'tpot', 'tradeoff', 'ttfts', 'timeline'] as const)
    test(`${chart}, ${theme}, ${String(width)} px`, async () => {
      const panel = await openSweepResults(browser, reports, {
        theme,
        width,
        withoutTexts: true,
        pressed: ['8 users'],
      });
      const ink = panel.page.locator(`svg[data-chart="${chart}"]`);
      await ink.waitFor();
      await ink.evaluate((svg) => {
        for (const text of svg.querySelectorAll('text')) text.remove();
        // At the corner of the page it lies on whole pixels, however tall the texts above it are.
        Object.assign((svg as SVGSVGElement).style, { position: 'fixed', top: '0', left: '0', visibility: 'visible' });
        document.body.style.visibility = 'hidden';
      });
      expect(await differenceFromGolden(`sweep-${chart}-${theme}-${String(width)}`, await ink.screenshot())).toBeNull();
      await panel.close();
    });
