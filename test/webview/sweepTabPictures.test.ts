import { describe, expect, test, vi } from 'vitest';
import type { SweepState } from '../../src/messages/sweepTabMessages';
import { violationsOn } from './support/accessibility';
import { browserForTests, expectSound } from './support/panelsForTests';
import { openSweepPanel } from './support/sweepTab';
import * as sweeps from './support/sweepStates';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** Pictures of every state of the Sweep tab, to be looked at; what a machine can see in them is checked as well. */

const browser = await browserForTests();

const { lengthReport, loadReport, sweepDraft, sweepNow, sweepState, sweepTarget, LEVEL_NOW } = sweeps;
const THEMES = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
const none = { length: null, load: null };
const load = { kind: 'load', usesPrompt: false } as const;
const running = { ending: 'running' } as const;

const STATES: Record<string, () => SweepState> = {
  'length-form': () => sweepState(),
  'load-form': () => sweepState({ draft: sweepDraft({ form: load, outlook: { ...sweeps.OUTLOOK, mostMs: 600_000 } }) }),
  'rates-form': () =>
    sweepState({
      draft: sweepDraft({ form: { ...load, arrivals: 'bursts', rates: '1, two', capUsd: 1 }, outlook: null }),
    }),
  'no-prompt': () =>
    sweepState({
      draft: sweepDraft({
        prompt: null,
        targets: [sweepTarget('built-in model', { where: '', model: 'latency-1m' })],
        form: { target: 'built-in model' },
        outlook: { ...sweeps.OUTLOOK, usd: 0 },
      }),
    }),
  'editor-model': () =>
    sweepState({
      draft: sweepDraft({
        form: { target: 'Copilot' },
        outlook: null,
        problem: 'Nothing was started: choose a target.',
      }),
    }),
  capped: () =>
    sweepState({
      draft: sweepDraft({
        form: { capUsd: 1 },
        outlook: {
          ...sweeps.OUTLOOK,
          usd: null,
          costReason: 'It runs on your own server: set a price for this target to see a cost.',
          cap: 'usd',
        },
      }),
    }),
  'long-names': () =>
    sweepState({
      draft: sweepDraft({
        targets: ['a', 'b'].map((end) =>
          sweepTarget(`${'very long name '.repeat(13)}${end}`, { model: 'مدل '.repeat(40) }),
        ),
        form: { target: `${'very long name '.repeat(13)}a` },
        prompt: { source: `${'folder/'.repeat(30)}prompt.md`, characters: 9_000_000 },
      }),
    }),
  hundreds: () =>
    sweepState({
      draft: sweepDraft({
        targets: Array.from({ length: 300 }, (_, index) => sweepTarget(`server ${index}`)),
        outlook: null,
      }),
    }),
  preparing: () => sweepState({ isPlanning: false, now: sweepNow({ ...LEVEL_NOW, step: { type: 'fingerprinting' } }) }),
  'length-running': () =>
    sweepState({
      isPlanning: false,
      reports: { ...none, length: lengthReport({ ...running, made: 14 }) },
      now: sweepNow({
        step: { type: 'run', index: 14, total: 32, wantedTokens: 128, isWarmup: false, elapsedMs: 120, tokens: 4 },
      }),
    }),
  'load-running': () =>
    sweepState({
      isPlanning: false,
      reports: { length: lengthReport(), load: loadReport({ ...running, made: 2 }) },
      now: LEVEL_NOW,
    }),
  over: () => sweepState({ isPlanning: false, reports: { length: lengthReport(), load: loadReport() } }),
  stopped: () =>
    sweepState({ isPlanning: false, reports: { ...none, length: lengthReport({ ending: 'stopped', made: 9 }) } }),
  'reached-cap': () =>
    sweepState({
      isPlanning: false,
      reports: {
        ...none,
        load: loadReport({
          ending: 'capped',
          made: 3,
          parts: { reachedCap: 'requests', caps: { requests: 80, tokens: null, usd: null } },
        }),
      },
    }),
  failed: () => sweepState({ isPlanning: false, reports: { ...none, length: sweeps.deadReport() } }),
};

async function picture(name: string, state: SweepState, look: { theme: (typeof THEMES)[number]; width: number }) {
  const panel = await openSweepPanel(browser, state, { ...look, height: 400 });
  await panel.picture(`sweep-${name}-${look.theme}-${look.width}`);
  await expectSound(panel);
  expect(await violationsOn(panel)).toEqual([]);
  await panel.close();
}

for (const [name, state] of Object.entries(STATES))
  describe(name, () => {
    for (const theme of THEMES) test(`${theme}, 940 px`, () => picture(name, state(), { theme, width: 940 }));
    test('light, 320 px', () => picture(name, state(), { theme: 'light', width: 320 }));
  });
