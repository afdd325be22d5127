import { expect, test, vi } from 'vitest';
import { differenceFromGolden, inkOf } from './support/golden';
import { browserForTests } from './support/panelsForTests';
import { simulatedLevel } from './support/simulatedLevels';
import { openSweepResults } from './support/sweepPanel';
import { closedLevels, lengthReport, loadReport, withCard } from './support/sweeps';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** The ink of the sweeps' charts for fixed reports, against pictures that somebody has looked at. Without texts, as fonts differ. */

const browser = await browserForTests();

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
      expect(
        await differenceFromGolden(`sweep-${chart}-${theme}-${String(width)}`, await inkOf(panel, chart)),
      ).toBeNull();
      await panel.close();
    });
