import { describe, expect, test } from 'vitest';
import { askedCard } from '../../../../src/core/sweep/askedCard';
import { predictFrom } from '../../../../src/core/sweep/fitCurve';
import { closedLevels, lengthReport, loadReport, sweepOf, withCard } from '../../../webview/support/sweeps';

const UNASKED = { workload: null, claims: null };
const length = lengthReport();
const load = loadReport(closedLevels(() => ({}), [1, 4, 8]));
const wish = { inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null, requestsPerMonth: null };
const valueOf = (card: ReturnType<typeof askedCard>, metric: string) =>
  card.predictions.find((each) => each.metric === metric)!;

describe('the workload card', () => {
  test('shows what was measured until somebody asks, and is not called asked', () => {
    const card = askedCard({ length, load }, UNASKED);
    expect(card).toMatchObject({ isAsked: false, workload: { inputTokens: 1500, outputTokens: 120 } });
    expect(askedCard({ length, load: null }, UNASKED).workload).toMatchObject({
      inputTokens: 1024,
      outputTokens: 64,
    });
  });

  test('takes up what was stated when the sweep was planned', () => {
    const stated = withCard(length, { ...wish }, [{ metric: 'ttftMs', relation: 'at-most', value: 1 }]);
    const card = askedCard({ length: stated, load: null }, UNASKED);
    expect(card).toMatchObject({ isAsked: true, workload: { inputTokens: 1750 } });
    expect(card.claims).toMatchObject([{ verdict: 'refuted' }]);
  });

  test('predicts by the curve, with its intervals', () => {
    const found = valueOf(askedCard({ length, load: null }, { ...UNASKED, workload: wish }), 'ttftMs');
    const { value, ci95, runInterval } = predictFrom(length.length!.ttft!, 1750);
    expect(found).toMatchObject({ value, runInterval, extrapolates: false });
    expect(found.ci95).toEqual([expect.closeTo(ci95[0]), expect.closeTo(ci95[1])]);
  });

  test('costs a month by the requests that are made in it', () => {
    const card = askedCard({ length, load: null }, { ...UNASKED, workload: { ...wish, requestsPerMonth: 20_000 } });
    expect(valueOf(card, 'usdPerThousand').value).toBeCloseTo(1.625);
    expect(valueOf(card, 'usdPerMonth')).toMatchObject({
      value: expect.closeTo(32.5) as number,
      basis: '20\u202F000 requests a month',
    });
  });

  test('says why there is no cost, for a month too', () => {
    const free = { ...length, price: null };
    const card = askedCard(
      { length: free, load: null },
      { ...UNASKED, workload: { ...wish, requestsPerMonth: 20_000 } },
    );
    expect(valueOf(card, 'usdPerMonth')).toMatchObject({
      value: null,
      basis: expect.stringMatching(/No price/) as string,
    });
  });

  test('holds a claim against the interval, and claims of a month against its own requests', () => {
    const claims = [
      { metric: 'ttftMs', relation: 'at-most', value: 1e6 },
      { metric: 'decodeTokensPerSecond', relation: 'at-least', value: 300 },
      { metric: 'usdPerMonth', relation: 'at-most', value: 30 },
    ] as const;
    const card = askedCard(
      { length, load: null },
      { ...UNASKED, claims, workload: { ...wish, requestsPerMonth: 20_000 } },
    );
    expect(card.claims.map(({ verdict }) => verdict)).toEqual(['supported', 'refuted', 'refuted']);
  });

  test('does not mix two targets: the later one alone counts, and that is said', () => {
    const other = { ...load, startedAt: '2026-11-20T10:00:00.000Z', target: { ...load.target, name: 'hosted' } };
    const card = askedCard({ length, load: other }, { ...UNASKED, workload: wish });
    expect(card.isOfOne).toBe(true);
    expect(valueOf(card, 'ttftMs').basis).not.toMatch(/Curve through/);
    expect(askedCard({ length, load }, UNASKED).isOfOne).toBe(false);
  });

  test('has reasons and no numbers where nothing was measured', () => {
    const card = askedCard({ length: sweepOf({}), load: null }, UNASKED);
    expect(valueOf(card, 'ttftMs').value).toBeNull();
    expect(valueOf(card, 'ttftMs').basis).not.toBe('');
  });
});
