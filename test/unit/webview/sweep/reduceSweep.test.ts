import { describe, expect, test } from 'vitest';
import type { ToPanel } from '../../../../src/messages/panelMessages';
import { isToPanel } from '../../../../webview/state/isToPanel';
import { reduceSweep } from '../../../../webview/state/sweep/reduceSweep';
import { EMPTY_SWEEP, type SweepModel } from '../../../../webview/state/sweep/sweepModel';
import { timeLeft } from '../../../../webview/state/sweep/timeLeft';
import {
  lengthReport,
  LEVEL_NOW,
  loadReport,
  sweepDraft,
  sweepNow,
  sweepState,
} from '../../../webview/support/sweepStates';

const after = (messages: readonly ToPanel[], start: SweepModel = EMPTY_SWEEP): SweepModel =>
  messages.reduce(reduceSweep, start);
const open: ToPanel = { type: 'sweepState', state: sweepState() };
const length = lengthReport();
const load = loadReport();

describe('what the Sweep tab shows', () => {
  test('nothing until the editor has answered', () => {
    expect(after([{ type: 'sweepNow', now: LEVEL_NOW }])).toBe(EMPTY_SWEEP);
  });

  test('the whole state, and then what has changed', () => {
    const model = after([
      open,
      { type: 'sweepDraft', draft: sweepDraft({ problem: 'No.' }) },
      { type: 'sweepPlanning', isPlanning: false },
      { type: 'sweepReports', reports: { length, load: null } },
      { type: 'sweepNow', now: LEVEL_NOW },
    ]);
    expect(model).toMatchObject({ isPlanning: false, now: LEVEL_NOW, reports: { length, load: null } });
    expect(model.draft?.problem).toBe('No.');
    expect(after([{ type: 'sweepNow', now: null }], model).now).toBeNull();
  });

  test('an answer to an earlier form does not overwrite what was typed since', () => {
    const [typed, answered] = ['12', '128'].map((lengths) => ({ form: { ...sweepDraft().form, lengths } }));
    const model = { ...after([open]), draft: { ...sweepDraft(answered), revision: 2, outlook: null } };
    const late: ToPanel = { type: 'sweepDraft', draft: { ...sweepDraft(typed), revision: 1, problem: 'No.' } };
    expect(after([late], model).draft).toMatchObject({
      form: { lengths: '128' },
      revision: 2,
      outlook: null,
      problem: 'No.',
    });
    const own: ToPanel = { type: 'sweepDraft', draft: { ...sweepDraft(answered), revision: 2 } };
    expect(after([late, own], model).draft).toEqual(own.type === 'sweepDraft' && own.draft);
  });

  test('messages to other tabs mean nothing to it', () => {
    const model = after([open]);
    expect(after([{ type: 'comparePlanning' }], model)).toBe(model);
  });

  test('the level that was looked at goes with its sweep, the workload stays', () => {
    const workload = {
      inputTokens: 1750,
      outputTokens: 500,
      users: 20,
      requestsPerSecond: null,
      requestsPerMonth: null,
    };
    const shown = after([open, { type: 'sweepReports', reports: { length: null, load } }]);
    const chosen = { ...shown, choices: { ...shown.choices, level: 3, workload } };
    const grown = after([{ type: 'sweepReports', reports: { length, load } }], chosen);
    expect(grown.choices).toMatchObject({ level: 3, workload });
    const next = after([{ type: 'sweepReports', reports: { length, load: { ...load, id: 'next' } } }], chosen);
    expect(next.choices).toMatchObject({ level: null, workload });
  });
});

describe('the time that is left', () => {
  const step = { type: 'run', index: 31, total: 32, wantedTokens: 4096, isWarmup: false } as const;
  const running = (made: number) => ({ length: lengthReport({ ending: 'running', made }), load: null });

  test('is known when each length that is to come was measured', () => {
    const last = timeLeft(sweepNow({ step: { ...step, elapsedMs: null, tokens: null } }), running(31));
    const median = running(31).length.length!.points.at(-1)!.e2eMs!.median;
    expect(last).toEqual({ about: median });
    const later = timeLeft(sweepNow({ step: { ...step, elapsedMs: 100, tokens: 1 } }), running(31));
    expect(later).toEqual({ about: median - 100 });
  });

  test('is unknown as long as one of them was not, and before the first run', () => {
    const early = { ...step, index: 4, elapsedMs: null, tokens: null };
    expect(timeLeft(sweepNow({ step: early }), running(4))).toBeNull();
    expect(timeLeft(sweepNow({ step: early }), { length: null, load: null })).toBeNull();
    expect(timeLeft(sweepNow(), running(4))).toBeNull();
  });

  test('is at most what the levels may take', () => {
    expect(timeLeft(LEVEL_NOW, { length: null, load: null })).toEqual({ atMost: 90_000 + 2 * 120_000 });
    expect(timeLeft({ ...LEVEL_NOW, isStopping: true }, { length: null, load: null })).toBeNull();
  });
});

test.each<[string, unknown, boolean]>([
  ['a state', open, true],
  [
    'a state without a draft',
    { type: 'sweepState', state: { reports: { length: null, load: null }, now: null } },
    false,
  ],
  ['reports', { type: 'sweepReports', reports: { length, load: null } }, true],
  ['a report that is none', { type: 'sweepReports', reports: { length: {}, load: null } }, false],
  ['nothing under way', { type: 'sweepNow', now: null }, true],
  ['something without a step', { type: 'sweepNow', now: { target: 'a' } }, false],
  ['a draft without a form', { type: 'sweepDraft', draft: { targets: [] } }, false],
  ['half a plan', { type: 'sweepPlanning' }, false],
])('%s is let into the page, or not', (_, data, isLetIn) => expect(isToPanel(data)).toBe(isLetIn));
