import { expect, test } from 'vitest';
import { serveByModel } from '../../support/modelServer.mjs';
import { scenarios } from '../../support/scenarios.mjs';
import { due, now } from '../../support/schedule.mjs';

/** The truth server must itself be true: its schedules are what every accuracy figure is held against. */

const words = (count: number, first = 'word'): { messages: { content: string }[] } => ({
  messages: [{ content: [first, ...Array.from({ length: count - 1 }, (_, index) => String(index))].join(' ') }],
});

test('the model is loaded once', () => {
  const params = { key: 'cold', loadMs: '300' };
  expect(serveByModel(params, words(1), 0)).toMatchObject({ loadMs: 300, firstMs: 300 });
  expect(serveByModel(params, words(1), 1000)).toMatchObject({ loadMs: 0, firstMs: 0 });
});

test('a request waits for the one before it', () => {
  const params = { key: 'busy', tokens: '10', gapMs: '5', prefillMs: '1' };
  expect(serveByModel(params, words(20), 100)).toMatchObject({ queueMs: 0, firstMs: 20 });
  expect(serveByModel(params, words(20), 110)).toMatchObject({ queueMs: 60, firstMs: 80 });
  expect(serveByModel(params, words(20), 1000)).toMatchObject({ queueMs: 0, firstMs: 20 });
});

test('a longer prompt is read longer', () => {
  const params = { key: 'prefill', prefillMs: '2' };
  expect(serveByModel(params, words(10), 0)).toMatchObject({ promptTokens: 10, prefillMs: 20 });
  expect(serveByModel(params, words(100), 100)).toMatchObject({ promptTokens: 100, prefillMs: 200 });
});

test('what a prompt has in common with an earlier one is not read again', () => {
  const params = { key: 'prefix', prefillMs: '2', cache: '1' };
  serveByModel(params, words(10), 0);
  expect(serveByModel(params, words(30), 100)).toMatchObject({ cachedTokens: 10, prefillMs: 40 });
  expect(serveByModel(params, words(30, 'other'), 500)).toMatchObject({ cachedTokens: 0, prefillMs: 60 });
});

const request = {
  body: JSON.stringify({ stream_options: { include_usage: true } }),
  headers: {},
  path: '/',
  indexOnConnection: 0,
};
type Step = { readonly atMs: number; readonly label?: string; readonly bytes?: Buffer };
const stepsOf = async (scenario: string, params: Record<string, string>, label: string): Promise<Step[]> => {
  const steps: Step[] = [...((await scenarios[scenario]?.(params, request)) ?? [])];
  return steps.filter((step) => step.label === label);
};
const times = (steps: readonly Step[]): number[] => steps.map(({ atMs }) => atMs);

test('chunks of a burst go out together, at the pace of single ones', async () => {
  const steps = await stepsOf('steady', { tokens: '6', gapMs: '10', firstMs: '20', burstOf: '3' }, 'token');
  expect(times(steps)).toEqual([20, 20, 20, 50, 50, 50]);
});

test('bursts of varying size keep the pace, too', async () => {
  const steps = await stepsOf('steady', { tokens: '200', gapMs: '10', firstMs: '20', burstUpTo: '5' }, 'token');
  const moments = times(steps);
  const sizes = [...new Set(moments)].map((moment) => moments.filter((each) => each === moment).length);
  expect(new Set(sizes)).toEqual(new Set([1, 2, 3, 4, 5]));
  for (const moment of new Set(moments)) expect(moment).toBe(20 + 10 * moments.indexOf(moment));
});

test('jitter makes chunks late, each by another part of it, and never early', async () => {
  const steps = await stepsOf('steady', { tokens: '100', gapMs: '10', firstMs: '20', jitterMs: '8' }, 'token');
  const late = times(steps).map((moment, index) => moment - 20 - 10 * index);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late)).toBeLessThan(8);
  expect(new Set(late.map((each) => each.toFixed(3))).size).toBeGreaterThan(80);
});

test('whoever waits is woken in the order of the moments, however they came, and never early', async () => {
  const start = now();
  const woken: number[] = [];
  const waits = [30, 5, 17, 0, 5.5, 12].map(async (ms) => {
    await due(start + BigInt(ms * 1e6));
    expect(now() - start).toBeGreaterThanOrEqual(BigInt(ms * 1e6));
    woken.push(ms);
  });
  await Promise.all(waits);
  expect(woken).toEqual([0, 5, 5.5, 12, 17, 30]);
});

test('a stall delays all that follows', async () => {
  const params = { tokens: '4', gapMs: '10', firstMs: '20', stallAfter: '2', stallMs: '500' };
  expect(times(await stepsOf('steady', params, 'token'))).toEqual([20, 30, 540, 550]);
  expect(times(await stepsOf('steady', params, 'done'))).toEqual([550]);
});

test('a clock lets go of what was held back', async () => {
  const params = { tokens: '30', gapMs: '100', firstMs: '20', flushMs: '1000', role: '0' };
  expect(times(await stepsOf('buffered', params, 'burst'))).toEqual([1000, 2000, 3000]);
});

test('totals that grow with each chunk', async () => {
  const steps = await stepsOf('steady', { tokens: '10', perChunk: '4', continuous: '1' }, 'token');
  const totals = steps.map(({ bytes }) => /"completion_tokens":(\d+)/.exec(String(bytes))?.[1]);
  expect(totals).toEqual(['4', '8', '10']);
});
