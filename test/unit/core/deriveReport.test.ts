import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { publicReport } from '../../../src/core/publicReport';
import { RunReportSchema } from '../../../src/core/runReport';
import { runError } from '../../../src/core/runError';
import { TARGET, chunk, reportOf, requestOf, steady, timings, traceOf, usage } from './builders';

const trace = traceOf([chunk(90, 'hm', { channel: 'reasoning' }), chunk(100, 'Blue, '), chunk(120, '因为😀')], {
  usage: usage({ inputTotal: 9, outputTotal: 12 }),
  timings: timings({ prefillMs: 50 }),
  timingsRaw: { timings: { prompt_ms: 50 } },
  models: ['qwen-2.5'],
});
const report = reportOf(trace);

test('holds what was sent and what came', () => {
  expect(report.prompt).toMatchObject({ characters: 20, messages: 1, text: 'Why is the sky blue?' });
  expect(report.output).toEqual({ characters: 9, text: 'Blue, 因为😀' });
  expect(report.chunks?.map(({ text, characters }) => [text, characters])).toEqual([
    ['hm', 2],
    ['Blue, ', 6],
    ['因为😀', 3],
  ]);
  expect(report.target).toEqual({
    name: 'local server',
    protocol: 'openai-chat',
    url: TARGET.url,
    model: 'qwen',
    responseModel: 'qwen-2.5',
  });
  expect(report.server).toEqual({ reported: timings({ prefillMs: 50 }), raw: { timings: { prompt_ms: 50 } } });
});

test('several messages keep their roles', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Why?' },
  ] as const;
  const { prompt } = reportOf(trace, { request: requestOf({ prompt: { messages: [...messages], source: 'a' } }) });
  expect(prompt).toMatchObject({ characters: 13, messages: 2, text: 'system:\nBe brief.\n\nuser:\nWhy?' });
});

test('parameters of the run go before those of the target', () => {
  const request = requestOf({
    target: { ...TARGET, parameters: { maxTokens: 9, temperature: 0 }, budgets: { ttftMs: 2000 }, contextWindow: 4096 },
    parameters: { maxTokens: 256 },
    cache: 'cold',
  });
  const made = reportOf(trace, { request });
  expect(made.parameters).toEqual({ maxTokens: 256, temperature: 0, cache: 'cold' });
  expect(made.budgets).toEqual({ ttftMs: 2000 });
  expect(made.tokens.contextWindow).toBe(4096);
});

test('neither the key nor the value of a header ever enters', () => {
  const request = requestOf({
    apiKey: 'sk-very-secret-key',
    target: { ...TARGET, headers: { 'x-team': 'header-secret' }, keyFrom: 'secret' },
  });
  const text = JSON.stringify(reportOf(trace, { request }));
  expect(text).not.toContain('very-secret');
  expect(text).not.toContain('header-secret');
});

const shapes = {
  complete: report,
  empty: reportOf(traceOf([])),
  failed: reportOf(traceOf([], { status: 'failed', error: runError('refused', 'nobody listens'), timings: null })),
  stopped: reportOf(
    traceOf(steady(9, 9, 200), { status: 'cancelled', finishReason: 'unknown', rawFinishReason: null }),
  ),
  'held back': reportOf(traceOf(steady(900, 0, 200))),
  'in one body': reportOf(traceOf([chunk(9)], { streamed: false })),
  retried: reportOf(
    traceOf(steady(90, 9, 5), { attempts: [{ startMs: 0, endMs: 9, httpStatus: 400, cause: 'retried', detail: 'x' }] }),
  ),
};
test.each(Object.entries(shapes))('a report that is %s keeps its own schema and survives JSON', (_, made) => {
  expect(v.is(RunReportSchema, made)).toBe(true);
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
});

describe('what leaves the program', () => {
  const texts = ['sky blue', 'Blue', '因为'];
  test.each([
    [{ trace: false, includeText: false }, false, 0],
    [{ trace: true, includeText: false }, true, 0],
    [{ trace: false, includeText: true }, false, 3],
    [{ trace: true, includeText: true }, true, 3],
  ])('%j', (parts, hasChunks, textCount) => {
    const made = publicReport(report, parts);
    const json = JSON.stringify(made);
    expect('chunks' in made).toBe(hasChunks);
    expect(texts.filter((text) => json.includes(text))).toHaveLength(textCount);
    expect(v.is(RunReportSchema, made)).toBe(true);
  });

  test('the report itself stays whole', () => {
    const before = JSON.stringify(report);
    publicReport(report, { trace: false, includeText: false });
    expect(JSON.stringify(report)).toBe(before);
  });
});
