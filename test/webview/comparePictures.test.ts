import { describe, expect, test, vi } from 'vitest';
import type { CompareState, RunDetails } from '../../src/messages/compareTabMessages';
import { openComparePanel } from './support/comparePanel';
import { inProject } from '../../scripts/lib/project.mjs';
import { detailsOf, FOUR, logOf, PLAN, stateOf, target } from './support/comparisons';
import { browserForTests, expectSound } from './support/panelsForTests';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** Pictures of every state of the Compare tab, to be looked at; what a machine can see in them is checked as well. */

const browser = await browserForTests();

async function picture(
  name: string,
  state: CompareState,
  details: readonly RunDetails[],
  look: { theme: (typeof THEMES)[number]; width: number },
) {
  const panel = await openComparePanel(browser, state, { ...look, height: 400, details });
  await panel.picture(`compare-${name}-${look.theme}-${look.width}`);
  await expectSound(panel);
  await panel.close();
}

const THEMES = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
const WIDTHS = [940, 600, 320] as const;
const LOOKS = [
  { theme: 'dark', width: 940 },
  { theme: 'light', width: 320 },
] as const;

describe('a comparison that is over', () => {
  const log = logOf();
  for (const theme of THEMES)
    for (const width of WIDTHS)
      test(`${theme}, ${width} px`, () => picture('over', stateOf(log), detailsOf(log), { theme, width }));
});

describe('planning', () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    target(`server ${index}`, { state: index % 9 === 0 ? 'no-key' : 'ready', missing: 'KEY' }),
  );
  const cases: Record<string, CompareState> = {
    plan: stateOf(null),
    'no-prompt': stateOf(
      null,
      {},
      { prompt: null, outlook: null, problem: 'The prompt is empty. Write something, or select some text.' },
    ),
    'one-target': stateOf(
      null,
      {},
      {
        targets: [target('built-in model', { where: '', model: 'latency-1m' })],
        plan: { ...PLAN, targets: ['built-in model'] },
        outlook: { requests: 11, mostUsd: 0, withoutCost: [], ms: null, withoutTime: ['built-in model'], aged: [] },
      },
    ),
    hundreds: stateOf(null, {}, { targets: many, outlook: null }),
    'long-names': stateOf(
      null,
      {},
      {
        targets: ['a', 'b'].map((end) => target(`${'very long name '.repeat(13)}${end}`, { model: 'مدل '.repeat(40) })),
        plan: { ...PLAN, targets: [] },
        outlook: null,
      },
    ),
  };
  for (const [name, state] of Object.entries(cases))
    for (const look of LOOKS) test(`${name}, ${look.theme}`, () => picture(name, state, [], look));
});

describe('series in other states', () => {
  const dead = FOUR.map((racer, index) => (index === 2 ? { ...racer, fails: () => true } : racer));
  const cases: Record<string, () => [CompareState, RunDetails[]]> = {
    begun: () => {
      const log = logOf({ made: 2 });
      return [
        stateOf(log, {
          phase: 'running',
          ending: null,
          current: { target: 2, isWarmup: true, round: 0, elapsedMs: 700, tokens: 12 },
        }),
        detailsOf(log),
      ];
    },
    running: () => {
      const log = logOf({ made: 38 });
      return [
        stateOf(log, {
          phase: 'running',
          ending: null,
          current: { target: 1, isWarmup: false, round: 8, elapsedMs: 700, tokens: 12 },
        }),
        detailsOf(log),
      ];
    },
    paused: () => {
      const log = logOf({ made: 30 });
      return [stateOf(log, { phase: 'paused', ending: null }), detailsOf(log)];
    },
    stopped: () => {
      const log = logOf({ made: 45 });
      return [stateOf(log, { ending: 'stopped' }), detailsOf(log)];
    },
    'dead-target': () => {
      const log = logOf({ racers: dead });
      return [stateOf(log), detailsOf(log)];
    },
    'all-failed': () => {
      const log = logOf({ racers: FOUR.map((racer) => ({ ...racer, fails: () => true })) });
      return [stateOf(log), []];
    },
    'few-runs': () => {
      const log = logOf({ runs: 3 });
      return [stateOf(log), detailsOf(log)];
    },
    twenty: () => {
      const racers = Array.from({ length: 20 }, (_, at) => ({
        name: `server ${at + 1}`,
        ttftMs: 120 + 31 * at,
        gapMs: 8 + ((at * 7) % 20),
        usd: at % 5 === 4 ? null : 0.0005 * ((at * 3) % 11),
      }));
      const log = logOf({ racers, runs: 8 });
      return [stateOf(log), detailsOf(log)];
    },
    'far-apart': () => {
      const log = logOf({
        racers: [
          { name: 'quick', ttftMs: 20, gapMs: 2, usd: 0.0001 },
          { name: 'slow', ttftMs: 4000, gapMs: 90, usd: 0.09 },
        ],
        runs: 10,
      });
      return [stateOf(log), detailsOf(log)];
    },
    'long-series-names': () => {
      const log = logOf({
        racers: [
          { name: `${'very long name '.repeat(13)}🙂`, usd: 0.01 },
          { name: 'مدل زبان '.repeat(22), ttftMs: 260, usd: 0.02 },
        ],
        runs: 8,
      });
      return [stateOf(log), detailsOf(log)];
    },
  };
  for (const [name, make] of Object.entries(cases))
    for (const look of LOOKS)
      test(`${name}, ${look.theme}`, () => {
        const [state, details] = make();
        return picture(name, state, details, look);
      });
});

test('the plan of another time is not drawn in a panel without width', async () => {
  const panel = await openComparePanel(browser, stateOf(logOf({ runs: 5 })), { width: 1 });
  await panel.page.setViewportSize({ width: 600, height: 400 });
  await expect.poll(() => panel.page.locator('.result-table').count()).toBe(1);
  expect(panel.errors).toEqual([]);
  await panel.close();
});

test('what the README shows', async () => {
  const log = logOf();
  const panel = await openComparePanel(browser, stateOf(log), { theme: 'dark', height: 960, details: detailsOf(log) });
  await expect.poll(() => panel.page.locator('.race-line').count()).toBe(4);
  await panel.page.screenshot({ path: inProject('artifacts', 'panel', 'compare-readme-dark.png') });
  await panel.close();
});
