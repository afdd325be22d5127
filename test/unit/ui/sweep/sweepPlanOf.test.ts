import { describe, expect, test } from 'vitest';
import { FIRST_FORM, type SweepForm } from '../../../../src/messages/sweepForm';
import { sweepOutlook } from '../../../../src/ui/sweep/sweepOutlook';
import { sweepPlanOf } from '../../../../src/ui/sweep/sweepPlanOf';
import { TARGET } from '../../core/builders';

const prompt = {
  prompt: {
    messages: [
      { role: 'system' as const, content: 'Be brief.' },
      { role: 'user' as const, content: 'Why?' },
    ],
    source: 'a.prompt.md',
  },
  parameters: { temperature: 0, maxTokens: 9 },
};
const parts = { target: TARGET, apiKey: 'secret', prompt, lengthPart: null };
const planOf = (form: Partial<SweepForm>, more = {}) => sweepPlanOf({ ...FIRST_FORM, ...form }, { ...parts, ...more });

describe('the plan of a form', () => {
  test('over lengths takes the words of the prompt, and its wishes but for the length of the answer', () => {
    expect(planOf({ lengths: '512,64', runs: 4, warmups: 0, lengthAnswerTokens: 16, capRequests: 30 })).toMatchObject({
      type: 'length',
      apiKey: 'secret',
      text: { own: 'Be brief.\n\nWhy?', source: 'a.prompt.md' },
      parameters: { temperature: 0 },
      lengths: [64, 512],
      maxTokens: 16,
      caps: { requests: 30, tokens: null, usd: null },
      ...{ runs: 4, warmups: 0 },
    });
  });

  test('without lengths goes in powers of two up to the context window', () => {
    expect(planOf({}, { target: { ...TARGET, contextWindow: 1200 } })).toMatchObject({
      lengths: [128, 256, 512, 1024],
    });
  });

  test.each<[string, Partial<SweepForm>, object]>([
    ['the built-in text was chosen', { usesPrompt: false }, {}],
    ['there is no prompt', {}, { prompt: null }],
    ['the prompt holds nothing', {}, { prompt: { ...prompt, prompt: { messages: [], source: 'a' } } }],
  ])('takes the built-in words when %s', (_, form, more) => {
    expect(planOf(form, more)?.text).toEqual({ own: null, source: 'built-in text' });
  });

  test('under load takes users or rates, with times in ms', () => {
    const form = { kind: 'load', levelSeconds: 30, thinkSeconds: 0.5, users: '4, 2', rates: '0.5' } as const;
    const shape = { type: 'load', levelMs: 30_000, thinkMs: 500 };
    expect(planOf(form)).toMatchObject({ ...shape, levels: [2, 4] });
    expect(planOf({ ...form, arrivals: 'poisson' })).toMatchObject({ ...shape, levels: [0.5] });
  });

  test('holds requests against the budgets of the form, or else of the target', () => {
    const target = { ...TARGET, budgets: { ttftMs: 300 } };
    expect(planOf({ kind: 'load' }, { target })?.target.budgets).toEqual({ ttftMs: 300 });
    expect(planOf({ kind: 'load', e2eBudgetMs: 900 }, { target })?.target.budgets).toEqual({ e2eMs: 900 });
  });

  test('is none as long as the form does not hold together', () => {
    expect(planOf({ lengths: 'long' })).toBeNull();
    expect(planOf({ kind: 'load', users: '' })).toBeNull();
  });
});

describe('the outlook', () => {
  const price = { source: 'user-price', priceDate: null, model: 'm', inputPerMTok: 1, outputPerMTok: 2 } as const;
  const outlookOf = (form: Partial<SweepForm>, known: typeof price | null = price) =>
    sweepOutlook(planOf(form)!, () => Promise.resolve({ price: known, reason: known ? null : 'No price.' }));

  test('prices all input in full and every answer to its limit', async () => {
    const outlook = await outlookOf({ lengths: '100', runs: 9, warmups: 1, lengthAnswerTokens: 10 });
    expect(outlook).toEqual({
      ...{ requests: 10, tokens: 1050 + 100, costReason: null, levels: [100], mostMs: null, cap: null },
      usd: (1050 + 200) / 1e6,
    });
  });

  test('says why there is no price, and that a cap on money then lets nothing through', async () => {
    expect(await outlookOf({}, null)).toMatchObject({ usd: null, costReason: 'No price.', cap: null });
    expect(await outlookOf({ capUsd: 5 }, null)).toMatchObject({ usd: null, cap: 'usd' });
  });

  test('under load knows how long it takes at most, and which cap ends it', async () => {
    const form = { kind: 'load', users: '1,2,4', levelSeconds: 60, capRequests: 10 } as const;
    expect(await outlookOf(form)).toMatchObject({ mostMs: 180_000, cap: 'requests', levels: [1, 2, 4] });
  });
});
