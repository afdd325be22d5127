import { describe, expect, test } from 'vitest';
import { timingsOf } from '../../../src/protocols/openaiTimings';
import { usageOf } from '../../../src/protocols/openaiUsage';

const base = { prompt_tokens: 26, completion_tokens: 88 };

describe('totals in all their places', () => {
  test.each<[string, object, object]>([
    [
      'OpenAI',
      {
        usage: {
          ...base,
          prompt_tokens_details: { cached_tokens: 20, cache_write_tokens: 3 },
          completion_tokens_details: { reasoning_tokens: 24 },
        },
      },
      { inputTotal: 26, inputCached: 20, inputCacheWrite: 3, outputTotal: 88, outputReasoning: 24 },
    ],
    ['nothing said about caches', { usage: base }, { inputCached: null, inputCacheWrite: null, outputReasoning: null }],
    ['DeepSeek', { usage: { ...base, prompt_cache_hit_tokens: 20 } }, { inputCached: 20 }],
    ['Moonshot', { usage: { ...base, cached_tokens: 20 } }, { inputCached: 20 }],
    ['Mistral', { usage: { ...base, num_cached_tokens: 20 } }, { inputCached: 20 }],
    ['Mistral, otherwise', { usage: { ...base, prompt_token_details: { cached_tokens: 20 } } }, { inputCached: 20 }],
    ['SGLang', { usage: { ...base, reasoning_tokens: 24 } }, { outputReasoning: 24 }],
    [
      'Fireworks',
      { usage: base, perf_metrics: { 'prompt-tokens': '26', 'cached-prompt-tokens': '20' } },
      { inputTotal: 26, inputCached: 20 },
    ],
    ['Groq', { x_groq: { usage: base } }, { inputTotal: 26, outputTotal: 88 }],
    [
      'llama.cpp timings alone',
      { timings: { cache_n: 20, prompt_n: 6, predicted_n: 88 } },
      { inputTotal: 26, inputCached: 20, outputTotal: 88 },
    ],
    [
      'llama.cpp timings beside usage',
      { usage: base, timings: { cache_n: 20, prompt_n: 6, predicted_n: 88 } },
      { inputTotal: 26, inputCached: 20 },
    ],
    [
      'none cached is not unknown',
      { usage: { ...base, prompt_tokens_details: { cached_tokens: 0 } } },
      { inputCached: 0 },
    ],
    [
      'before the first token',
      { usage: { prompt_tokens: 9, completion_tokens: 0 } },
      { inputTotal: 9, outputTotal: 0 },
    ],
    [
      'nonsense is left out',
      { usage: { prompt_tokens: 9, completion_tokens: -4, reasoning_tokens: 'many' } },
      { inputTotal: 9, outputTotal: null, outputReasoning: null },
    ],
  ])('%s', (_, frame, expected) => expect(usageOf({ ...frame })).toMatchObject(expected));

  test.each<[string, object]>([
    ['no usage', {}],
    ['null', { usage: null }],
    ['zeros on every chunk', { usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }],
    ['a number', { usage: 7 }],
  ])('%s says nothing', (_, frame) => expect(usageOf({ ...frame })).toBeNull());
});

describe('reasoning is counted into the output', () => {
  test.each([
    ['by most', { prompt_tokens: 12, completion_tokens: 291, total_tokens: 303, reasoning_tokens: 290 }, 291],
    [
      'by us, where the total says that it is not',
      { prompt_tokens: 12, completion_tokens: 1, total_tokens: 303, reasoning_tokens: 290 },
      291,
    ],
    ['only as far as there is a total to tell', { prompt_tokens: 12, completion_tokens: 1, reasoning_tokens: 290 }, 1],
    [
      'not twice when there is none',
      { prompt_tokens: 12, completion_tokens: 1, total_tokens: 13, reasoning_tokens: 0 },
      1,
    ],
  ])('%s', (_, usage, expected) => expect(usageOf({ usage })?.outputTotal).toBe(expected));
});

describe('server times, in ms', () => {
  const none = { queueMs: null, prefillMs: null, decodeMs: null, loadMs: null, totalMs: null };
  test.each<[string, object, object]>([
    ['llama.cpp', { timings: { prompt_ms: 61.2, predicted_ms: 1800 } }, { ...none, prefillMs: 61.2, decodeMs: 1800 }],
    [
      'Groq',
      { x_groq: { usage: { queue_time: 0.5, prompt_time: 0.25, completion_time: 2, total_time: 2.25 } } },
      { ...none, queueMs: 500, prefillMs: 250, decodeMs: 2000, totalMs: 2250 },
    ],
    [
      'Cerebras',
      { time_info: { queue_time: 0.5, prompt_time: 0.25, completion_time: 2, total_time: 3, created: 7 } },
      { ...none, queueMs: 500, prefillMs: 250, decodeMs: 2000, totalMs: 3000 },
    ],
    [
      'vLLM',
      { metrics: { time_to_first_token_ms: 30, queue_time_ms: 4, generation_time_ms: 50 } },
      { ...none, queueMs: 4, prefillMs: 30, decodeMs: 50 },
    ],
    [
      'SambaNova',
      { usage: { ...base, time_to_first_token: 0.25, total_latency: 2, completion_tokens_per_sec: 50 } },
      { ...none, prefillMs: 250, totalMs: 2000 },
    ],
    [
      'Fireworks, shared',
      { perf_metrics: { 'server-time-to-first-token': '0.25', 'server-processing-time': '2' } },
      { ...none, prefillMs: 250, totalMs: 2000 },
    ],
    [
      'Fireworks, dedicated',
      {
        perf_metrics: {
          'server-time-to-first-token': '0.5',
          'server-processing-time': '2',
          'prefill-queue-duration': '0.125',
          'prefill-duration': '0.25',
          'generation-duration': 1.5,
        },
      },
      { ...none, queueMs: 125, prefillMs: 250, decodeMs: 1500, totalMs: 2000 },
    ],
    [
      'Fireworks, in milliseconds',
      { perf_metrics: { 'server-time-to-first-token': '250', 'server-processing-time': '2000' } },
      { ...none, prefillMs: 250, totalMs: 2000 },
    ],
  ])('%s', (_, frame, expected) => {
    const event = timingsOf({ ...frame });
    expect(event?.timings).toEqual(expected);
    expect(Object.keys(event?.raw ?? {})).toEqual(Object.keys(frame));
  });

  test.each<[string, object]>([
    ['none', {}],
    ['null for several choices', { metrics: null }],
    ['negative ones', { timings: { prompt_ms: -1 } }],
    ['nonsense', { perf_metrics: { 'server-processing-time': 'long' } }],
    ['totals alone', { usage: base }],
    ['an id alone', { x_groq: { id: 'req_1' } }],
  ])('%s say nothing', (_, frame) => expect(timingsOf({ ...frame })).toBeNull());
});
