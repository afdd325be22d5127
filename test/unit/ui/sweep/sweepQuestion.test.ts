import type { Memento } from 'vscode';
import { describe, expect, test } from 'vitest';
import { SweepQuestion } from '../../../../src/ui/sweep/sweepQuestion';
import { lengthReport, loadReport } from '../../../webview/support/sweepStates';

const length = lengthReport();
const load = loadReport();
const both = { length, load };
const workload = { inputTokens: 1750, outputTokens: 500, users: 20, requestsPerSecond: null, requestsPerMonth: null };
const claims = [{ metric: 'ttftMs', relation: 'at-most', value: 1000 }] as const;

function memento(): Memento {
  const kept = new Map<string, unknown>();
  const update = (key: string, value: unknown): Promise<void> =>
    Promise.resolve(void kept.set(key, JSON.parse(JSON.stringify(value))));
  return { keys: () => [...kept.keys()], get: (key: string) => kept.get(key), update } as Memento;
}

describe('the workload card of the panel', () => {
  test('is not in a report before anybody has asked', () => {
    expect(new SweepQuestion(memento()).answeredBy(both)).toBe(both);
  });

  test('is in the report of both kinds, from both, with the verdict on a claim', async () => {
    const question = new SweepQuestion(memento());
    await question.take({ workload, claims });
    const answered = question.answeredBy(both);
    expect(answered.length?.card).toMatchObject({ workload, claims: [{ value: 1000, verdict: 'undecided' }] });
    expect(answered.length?.card?.predictions[0]).toMatchObject({ metric: 'ttftMs', extrapolates: true });
    expect(answered.load?.card).toEqual(answered.length?.card);
    expect(length.card).toBeNull();
  });

  test('is there again in the next window', async () => {
    const kept = memento();
    await new SweepQuestion(kept).take({ workload: null, claims });
    const answered = new SweepQuestion(kept).answeredBy({ length, load: null });
    expect(answered).toMatchObject({ length: { card: { claims: [{ metric: 'ttftMs' }] } }, load: null });
  });

  test('of a target that has another model now is answered by each sweep alone', async () => {
    const question = new SweepQuestion(memento());
    await question.take({ workload: { ...workload, users: null }, claims: [] });
    const other = { ...load, startedAt: '2026-11-20T10:00:00.000Z', target: { ...load.target, model: 'other' } };
    const answered = question.answeredBy({ length, load: other });
    const basisOf = (kind: 'length' | 'load') => answered[kind]?.card?.predictions[0]?.basis;
    expect(basisOf('length')).toMatch(/^Curve through/);
    expect(basisOf('load')).toMatch(/levels of the load sweep$/);
  });

  test.each<[string, object]>([
    ['is no question', []],
    ['has no numbers', { workload: { ...workload, users: 'many' }, claims: null }],
    ['claims without end', { workload: null, claims: Array(51).fill(claims[0]) }],
  ])('takes nothing that %s', async (_, asked) => {
    const kept = memento();
    const question = new SweepQuestion(kept);
    await question.take(asked);
    expect(question.answeredBy(both)).toBe(both);
    expect(kept.keys()).toEqual([]);
  });
});
