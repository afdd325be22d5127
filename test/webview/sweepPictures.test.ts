import { describe, test, vi } from 'vitest';
import { inProject } from '../../scripts/lib/project.mjs';
import type { SweepReports } from '../../src/messages/sweepTabMessages';
import { browserForTests, expectSound } from './support/panelsForTests';
import { openSweepResults, type ResultSetting } from './support/sweepPanel';
import { closedLevels, fingerprint, lengthReport, loadReport, withCard } from './support/sweeps';
import { simulatedLevel } from './support/simulatedLevels';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** Pictures of what the Sweep tab shows of its reports, to be looked at; what a machine can see in them is checked as well. */

const browser = await browserForTests();

const THEMES = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
const WIDTHS = [940, 600, 320] as const;

async function picture(
  name: string,
  reports: Partial<SweepReports>,
  setting: ResultSetting & { theme: (typeof THEMES)[number]; width: number },
) {
  const panel = await openSweepResults(browser, reports, { height: 400, ...setting });
  await panel.picture(`sweep-results-${name}-${setting.theme}-${String(setting.width)}`);
  await expectSound(panel);
  await panel.close();
}

const WORKLOAD = { inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null };
const CLAIMS = [
  { metric: 'ttftMs', relation: 'at-most', value: 1000 },
  { metric: 'decodeTokensPerSecond', relation: 'at-least', value: 300 },
  { metric: 'e2eMs', relation: 'at-most', value: 6700 },
] as const;

const lengths = () =>
  lengthReport({
    slow: (tokens, round) => (tokens === 2048 && round === 3 ? 1.9 : 1),
    fails: (tokens, round) => tokens === 4096 && round === 1,
  });
const levels = () => closedLevels();

describe('both sweeps over', () => {
  const reports = (): SweepReports => ({
    length: withCard(lengths(), WORKLOAD, CLAIMS),
    load: withCard(loadReport(levels(), { batching: fingerprint('continuous') }), { ...WORKLOAD, users: 6 }, CLAIMS),
  });
  for (const theme of THEMES)
    for (const width of WIDTHS)
      test(`${theme}, ${String(width)} px`, () => picture('both', reports(), { theme, width }));
});

describe('other states', () => {
  const cases: Record<string, () => [Partial<SweepReports>, ResultSetting?]> = {
    logarithmic: () => [{ length: lengths() }, { pressed: ['Logarithmic'] }],
    'length-begun': () => [{ length: lengthReport({ made: 4 }, { ending: 'running' }) }],
    'two-lengths': () => [{ length: lengthReport({ lengths: [256, 1024] }) }],
    'far-outlier': () => [
      { length: lengthReport({ slow: (tokens, round) => (tokens === 512 && round === 2 ? 60 : 1) }) },
    ],
    cached: () => [{ length: lengthReport({ cachedShare: 0.4 }) }],
    'load-begun': () => [
      {
        load: loadReport(
          closedLevels(() => ({}), [1, 2]),
          {},
          { ending: 'running' },
        ),
      },
    ],
    'gave-way': () => [
      {
        load: loadReport([
          ...closedLevels(() => ({}), [1, 4, 8]),
          simulatedLevel({ users: 16, client: { loopDelayP99Ms: 420, cpuShare: 0.97 } }),
          simulatedLevel({
            users: 32,
            ending: 'failing',
            fails: (index) => (index > 32 && index % 3 === 0 ? 'overloaded' : null),
          }),
          simulatedLevel({ users: 64, ending: 'saturated' }),
        ]),
      },
      { pressed: ['E2E', '32 users'] },
    ],
    schedule: () => [
      {
        load: loadReport(
          [0.5, 1, 2, 4].map((perSecond) => simulatedLevel({ users: 64, perSecond, wanted: 60, tells: true })),
        ),
      },
      { pressed: ['4 requests/s'] },
    ],
    'static-batching': () => [
      {
        load: loadReport(
          closedLevels(() => ({ kind: 'static', slots: 4 }), [1, 4, 8]),
          { batching: fingerprint('static') },
        ),
      },
    ],
    thousands: () => [
      {
        load: loadReport([simulatedLevel({ users: 400, slots: 64, wanted: 3000, inputTokens: 200, outputTokens: 40 })]),
      },
    ],
  };
  for (const [name, make] of Object.entries(cases))
    for (const look of [
      { theme: 'dark', width: 940 },
      { theme: 'light', width: 320 },
    ] as const)
      test(`${name}, ${look.theme}`, () => {
        const [reports, setting] = make();
        return picture(name, reports, { ...setting, ...look });
      });
});

describe('all figures of a row', () => {
  for (const [theme, width] of [
    ['dark', 940],
    ['high-contrast', 600],
    ['light', 320],
  ] as const)
    test(`${theme}, ${String(width)} px`, async () => {
      const reports = { length: lengths(), load: loadReport(levels()) };
      const panel = await openSweepResults(browser, reports, { height: 400, theme, width });
      for (const name of ['8 users', '2\u202f048 tokens'])
        await panel.page.getByRole('button', { name: `All figures of ${name}` }).click();
      await panel.page.locator('.all-figures').nth(1).waitFor();
      await panel.picture(`sweep-results-figures-${theme}-${String(width)}`);
      await expectSound(panel);
      await panel.close();
    });
});

test('what the README shows', async () => {
  const panel = await openSweepResults(
    browser,
    { length: withCard(lengths(), WORKLOAD, CLAIMS), load: withCard(loadReport(levels()), WORKLOAD, CLAIMS) },
    { theme: 'dark', height: 1330 },
  );
  await panel.page.screenshot({ path: inProject('artifacts', 'panel', 'sweep-readme-dark.png') });
  await expectSound(panel);
  await panel.close();
});
