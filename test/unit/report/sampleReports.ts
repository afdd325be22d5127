import type { RunReport } from '../../../src/core/runReport';
import { runError } from '../../../src/core/runError';
import { NO_MARKS, TARGET, chunk, reportOf, requestOf, steady, timings, traceOf, usage } from '../core/builders';

const marks = { ...NO_MARKS, dnsEnd: 1, connectEnd: 4, tlsEnd: 9, requestSent: 10, streamEnd: 2490 };
const thinking = [chunk(312.4, 'hm', { channel: 'reasoning' }), ...steady(758, 20, 87)];

/** Reports of every kind, for whatever shows or checks them. */
export const SAMPLE_REPORTS: Readonly<Record<string, RunReport>> = {
  full: reportOf(
    traceOf(thinking, {
      marks,
      usage: usage({ inputTotal: 1812, inputCached: 1024, outputTotal: 88, outputReasoning: 24 }),
      timings: timings({ queueMs: 230.1, prefillMs: 61.2 }),
      proxy: 'http://127.0.0.1:3128',
    }),
    {
      localCount: { input: 1809, output: 88, tokenizer: 'o200k_base', isModelsOwn: false },
      costReason: null,
      cost: {
        totalUsd: 0.00214,
        inputUsd: 0.002,
        outputUsd: 0.00014,
        source: 'price-table',
        priceDate: '2026-10-01',
        model: 'qwen',
        inputPerMTok: 1,
        outputPerMTok: 2,
        cachedInputPerMTok: null,
        atLeast: false,
      },
    },
  ),
  estimated: reportOf(traceOf(steady(100, 20, 30)), {
    localCount: { input: 20, output: 30, tokenizer: 'o200k_base', isModelsOwn: false },
  }),
  'held back': reportOf(traceOf(steady(900, 0, 200), { usage: usage({ inputTotal: 9, outputTotal: 200 }) })),
  'one body': reportOf(traceOf([chunk(900)], { streamed: false })),
  empty: reportOf(traceOf([])),
  stopped: reportOf(
    traceOf(steady(100, 20, 5), { status: 'cancelled', finishReason: 'unknown', rawFinishReason: null }),
    {
      costReason: null,
      cost: {
        totalUsd: 0.001,
        inputUsd: 0.001,
        outputUsd: 0,
        source: 'user-price',
        priceDate: null,
        model: null,
        inputPerMTok: 1,
        outputPerMTok: 2,
        cachedInputPerMTok: 0.1,
        atLeast: true,
      },
    },
  ),
  failed: reportOf(
    traceOf([], {
      status: 'failed',
      endMs: 80,
      marks: { ...NO_MARKS, connectEnd: 2, requestSent: 3 },
      error: runError('unauthorized', 'http://127.0.0.1:8000/v1 did not accept the key. Set it.', {
        httpStatus: 401,
        detail: 'no',
      }),
    }),
  ),
  hostile: reportOf(traceOf(steady(100, 20, 5), { models: ['<img src=x>\u001b[31m|'] }), {
    request: requestOf({
      target: { ...TARGET, name: '[a](http://b) | <b>\n# c' },
      prompt: { messages: [{ role: 'user', content: 'secret prompt' }], source: 'a_b*c\u001b[2J.md' },
    }),
    shownTarget: { url: TARGET.url, model: '`m`\u0007' },
  }),
};
