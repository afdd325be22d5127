import { describe, expect, test } from 'vitest';
import { deriveTokens, type LocalCount } from '../../../src/core/deriveTokens';
import type { RunTrace } from '../../../src/core/runTrace';
import { chunk, steady, traceOf, usage } from './builders';

const own: LocalCount = { input: 20, output: 5, tokenizer: 'own', isModelsOwn: true };
const other: LocalCount = { input: 21, output: 6, tokenizer: 'o200k_base', isModelsOwn: false };
const full = usage({ inputTotal: 26, inputCached: 20, outputTotal: 88, outputReasoning: 24 });
const cancelled: Partial<RunTrace> = { status: 'cancelled', finishReason: 'unknown' };

describe('output tokens come from the best source there is', () => {
  test.each<[string, Partial<RunTrace>, LocalCount | null, object]>([
    ['the totals of the server', { usage: full }, other, { total: 88, reasoning: 24, answer: 64, source: 'reported' }],
    [
      'a server that says nothing about reasoning',
      { usage: usage({ outputTotal: 88 }) },
      other,
      { total: 88, reasoning: null, answer: null, source: 'reported' },
    ],
    ['the own tokenizer of the model', {}, own, { total: 5, reasoning: 0, answer: 5, source: 'counted' }],
    ['another tokenizer', {}, other, { total: 6, reasoning: 0, answer: 6, source: 'estimated' }],
    ['nothing', {}, null, { total: null, reasoning: null, answer: null, source: null }],
    [
      'a blank zero of the server beside text',
      { usage: usage({ outputTotal: 0 }) },
      other,
      { total: 6, source: 'estimated' },
    ],
    [
      'a stopped run does not trust early totals',
      { ...cancelled, usage: full },
      other,
      { total: 6, source: 'estimated' },
    ],
    [
      'a stopped run whose totals had come after all',
      { ...cancelled, finishReason: 'stop', usage: full },
      other,
      { total: 88, source: 'reported' },
    ],
  ])('%s', (_, parts, local, expected) => {
    expect(deriveTokens(traceOf(steady(10, 10, 4), parts), local, null).output).toMatchObject(expected);
  });

  test('exact numbers per chunk win in a stopped run', () => {
    const trace = traceOf(
      [chunk(1, 'a', { channel: 'reasoning', tokens: 3 }), chunk(2, 'b', { tokens: 4 })],
      cancelled,
    );
    expect(deriveTokens(trace, other, null).output).toEqual({ total: 7, reasoning: 3, answer: 4, source: 'reported' });
  });

  test('numbers of only some chunks are no total', () => {
    const trace = traceOf([chunk(1, 'a', { tokens: 3 }), chunk(2, 'b')], cancelled);
    expect(deriveTokens(trace, other, null).output).toMatchObject({ total: 6, source: 'estimated' });
  });

  test('a model in a process of our own is counted, not reported', () => {
    const phases = [{ name: 'prefill', startMs: 0, endMs: 5, source: 'measured' }] as const;
    const tokens = deriveTokens(traceOf(steady(10, 10, 4, 1), { phases: [...phases], usage: full }), null, null);
    expect([tokens.input.source, tokens.output.source]).toEqual(['counted', 'counted']);
  });

  test('reasoning without its own tokens cannot be told from the answer by a local count', () => {
    const trace = traceOf([chunk(1, 'a', { channel: 'reasoning' }), chunk(2, 'b')]);
    expect(deriveTokens(trace, other, null).output).toMatchObject({ total: 6, reasoning: null, answer: null });
  });
});

describe('input tokens', () => {
  test('of the server stand also when the run was stopped', () => {
    const tokens = deriveTokens(traceOf(steady(10, 10, 4), { ...cancelled, usage: full }), other, null);
    expect(tokens.input).toEqual({ total: 26, cached: 20, cacheWrite: null, source: 'reported' });
  });
  test('are estimated by another tokenizer', () => {
    expect(deriveTokens(traceOf([]), other, null).input).toMatchObject({ total: 21, source: 'estimated' });
  });
  test('are unknown without any', () => {
    expect(deriveTokens(traceOf([]), null, null).input).toMatchObject({ total: null, source: null });
  });
});

test('the local count and the context window stand beside the numbers', () => {
  const tokens = deriveTokens(traceOf([], { usage: full }), other, 32_768);
  expect(tokens.localCount).toEqual({ input: 21, output: 6, tokenizer: 'o200k_base' });
  expect(tokens.contextWindow).toBe(32_768);
});
