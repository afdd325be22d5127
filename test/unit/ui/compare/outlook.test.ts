import { describe, expect, test, vi } from 'vitest';
import type { TargetEntry } from '../../../../src/config/targetList';
import type { PriceQuestion } from '../../../../src/messages/accountingMessages';
import { outlookOf, type OutlookParts } from '../../../../src/ui/compare/outlook';
import type { TargetOutcome } from '../../../../src/ui/targetNumbers';
import { PLAN } from '../../../webview/support/comparisons';
import { reportOf } from '../../../webview/support/reports';
import { steadyTrace } from '../../../webview/support/traces';

vi.mock('vscode', () => ({
  workspace: { getConfiguration: () => ({ get: (_: string, without: unknown) => without }) },
}));

const NOW = '2026-11-20T12:00:00.000Z';
const DAY_MS = 86_400_000;
const entry = {
  target: { name: 'hosted', protocol: 'openai-chat', url: 'https://a.example/v1', model: 'm' },
  ...{ usable: true, origin: 'user', file: null },
} as TargetEntry;
const ordered = { prompt: { messages: [{ role: 'user' as const, content: 'Hi' }], source: 'a.md' }, parameters: {} };
const plan = { ...PLAN, targets: ['hosted'], runs: 1, warmups: 0, maxTokens: 100 };

const before: TargetOutcome = {
  ...{ ttftMs: 100, decodeTokensPerSecond: 50, e2eMs: 2000, outputTokens: 80 },
  ...{ isEstimated: false, at: '2026-11-18T12:00:00.000Z', error: null, of: '' },
};

/** Ten tokens in, a thousandth of a dollar for each token out. */
const parts = (more: Partial<OutlookParts> = {}): OutlookParts => ({
  accountant: {
    count: () => Promise.resolve({ tokens: 10, isExact: true, tokenizer: 'x' } as never),
    price: ({ outputTokens }: PriceQuestion) =>
      Promise.resolve({ cost: { totalUsd: (outputTokens ?? 0) / 1000 }, costReason: null } as never),
  },
  past: [],
  lastOf: () => null,
  now: NOW,
  ...more,
});

describe('what a plan may cost and take', () => {
  test('nothing is invented where nothing is known', async () => {
    const outlook = await outlookOf({ ...plan, maxTokens: null }, ordered, [entry], parts());
    expect(outlook).toMatchObject({ mostUsd: null, ms: null, withoutTime: ['hosted'], aged: [] });
    expect(outlook.withoutCost).toMatchObject([{ name: 'hosted', likelyUsd: null }]);
  });

  test('the last run of an earlier window tells how long, with its age', async () => {
    const outlook = await outlookOf(plan, ordered, [entry], parts({ lastOf: () => before }));
    expect(outlook).toMatchObject({ ms: 2000, mostUsd: 0.1, aged: [{ name: 'hosted', ageMs: 2 * DAY_MS }] });
  });

  test('without a limit, an answer as long as before is what is likely, beside the bound that is missing', async () => {
    const outlook = await outlookOf({ ...plan, maxTokens: null }, ordered, [entry], parts({ lastOf: () => before }));
    expect(outlook).toMatchObject({ mostUsd: null, withoutCost: [{ name: 'hosted', likelyUsd: 0.08 }] });
  });

  test('numbers that an older version has kept tell nothing that they do not hold', async () => {
    const older = { ...before, e2eMs: undefined, outputTokens: undefined };
    const outlook = await outlookOf({ ...plan, maxTokens: null }, ordered, [entry], parts({ lastOf: () => older }));
    expect(outlook).toMatchObject({ ms: null, withoutTime: ['hosted'], aged: [] });
    expect(outlook.withoutCost).toMatchObject([{ likelyUsd: null }]);
  });

  test.each([
    ['just now', '2026-11-20T11:50:00.000Z', []],
    ['two days ago', '2026-11-18T12:00:00.000Z', [{ name: 'hosted', ageMs: 2 * DAY_MS }]],
  ])(
    'runs that are known as a whole go first, and their age is told when it was not %s',
    async (_, startedAt, aged) => {
      const run = { ...reportOf(steadyTrace(), { targetName: 'hosted', model: 'm' }), startedAt };
      const outlook = await outlookOf(plan, ordered, [entry], parts({ past: [run], lastOf: () => before }));
      expect(outlook.ms).toBe(run.metrics.e2eMs.value);
      expect(outlook.aged).toEqual(aged);
    },
  );
});
