import { delta, finish, sse } from './replay';
import type { RecordedStream } from './streams';

const model = { model: 'm' };
const DONE = '[DONE]';
const usageOf = (prompt: number, completion: number, rest: object = {}) => ({
  usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion, ...rest },
});

/** Streams of hosted clouds that add fields of their own to OpenAI's chat. */
export const HOSTED_STREAMS: readonly RecordedStream[] = [
  {
    name: 'Perplexity: growing usage, the role each time, the whole message beside its piece, sources again and again',
    text: sse(
      ...[
        { text: 'Hi', whole: 'Hi', tokens: 1 },
        { text: ' you two', whole: 'Hi you two', tokens: 4 },
      ].map(({ text, whole, tokens }) => ({
        ...model,
        object: 'chat.completion.chunk',
        citations: ['https://example.org'],
        choices: [
          {
            index: 0,
            delta: { role: 'assistant', content: text },
            message: { role: 'assistant', content: whole },
            finish_reason: null,
          },
        ],
        ...usageOf(9, tokens),
      })),
      {
        ...model,
        object: 'chat.completion.done',
        choices: [
          {
            index: 0,
            delta: { role: 'assistant', content: '' },
            message: { role: 'assistant', content: 'Hi you two' },
            finish_reason: 'stop',
          },
        ],
        ...usageOf(9, 4, { cost: { input_tokens_cost: 0.001, total_cost: 0.005 } }),
      },
      DONE,
    ),
    events: [
      'model m',
      'answer "Hi" 1',
      'usage',
      'answer " you two" 3',
      'usage',
      'timings',
      'usage',
      'finish stop',
      'end',
    ],
  },
  {
    name: 'OpenRouter: reasoning in one field or the other, never twice; encrypted details; cost; an empty finish',
    text: `: OPENROUTER PROCESSING\n\n${sse(
      delta(
        {
          role: 'assistant',
          content: '',
          reasoning: 'Hm',
          reasoning_details: [{ type: 'reasoning.text', text: 'Hm', index: 0 }],
        },
        { ...model, provider: 'Foo' },
      ),
      delta({ content: '', reasoning: null, reasoning_details: [{ type: 'reasoning.summary', summary: 'So' }] }, model),
      delta({ content: '', reasoning_details: [{ type: 'reasoning.encrypted', data: 'gAAA' }] }, model),
      delta({ role: 'assistant', content: 'Ok' }, { ...model, provider: 'Foo' }),
      finish('stop', model),
      { choices: [{ index: 0, delta: { role: 'assistant', content: '' } }], ...usageOf(9, 40, { cost: 0.00012 }) },
      DONE,
    )}`,
    events: [
      'model m',
      'reasoning "Hm" -',
      'timings',
      'reasoning "So" -',
      'answer "Ok" -',
      'finish stop',
      'timings',
      'usage',
      'end',
    ],
  },
  {
    name: 'OpenRouter: an error in mid-stream, with a finish reason',
    text: sse(
      delta({ content: 'a' }),
      {
        error: { code: 502, message: 'Provider disconnected', metadata: { error_type: 'provider_unavailable' } },
        choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
      },
      DONE,
    ),
    events: ['answer "a" -', 'finish error', 'error server-error', 'end'],
  },
  {
    name: 'Mistral: thinking as text or in parts, several parts in one chunk',
    text: sse(
      delta({ role: 'assistant', content: '' }),
      delta({
        content: [
          {
            type: 'thinking',
            thinking: [
              { type: 'text', text: 'H' },
              { type: 'text', text: 'm' },
            ],
          },
        ],
      }),
      delta({
        content: [
          { type: 'thinking', thinking: ' so' },
          { type: 'text', text: 'Oui' },
        ],
      }),
      delta({ content: '.' }),
      finish('model_length', usageOf(5, 4, { prompt_token_details: { cached_tokens: 2 } })),
      DONE,
    ),
    events: [
      'reasoning "Hm" -',
      'reasoning " so" -',
      'answer "Oui" -',
      'answer "." -',
      'usage',
      'finish length',
      'end',
    ],
  },
  {
    name: 'SambaNova: times among the totals',
    text: sse(
      delta({ content: 'a' }),
      finish('stop'),
      { choices: [], ...usageOf(9, 1, { time_to_first_token: 0.25, total_latency: 0.5, start_time: 7 }) },
      DONE,
    ),
    events: ['answer "a" -', 'finish stop', 'timings', 'usage', 'end'],
  },
  {
    name: 'Fireworks: times on the finish chunk',
    text: sse(
      delta({ content: 'a' }),
      finish('stop', { ...usageOf(9, 1), perf_metrics: { 'server-time-to-first-token': '0.25' } }),
      DONE,
    ),
    events: ['answer "a" -', 'timings', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'Cerebras: no finish reason until the end, times on the finish chunk',
    text: sse(
      { choices: [{ index: 0, delta: { role: 'assistant' } }] },
      { choices: [{ index: 0, delta: { reasoning: 'Hm' } }] },
      finish('stop', { ...usageOf(9, 1), time_info: { queue_time: 0.003, total_time: 0.3 } }),
      DONE,
    ),
    events: ['reasoning "Hm" -', 'timings', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'Moonshot: usage on the last chunk of text',
    text: sse(
      delta({ content: 'a' }),
      {
        choices: [{ index: 0, delta: { content: 'b' }, finish_reason: 'stop' }],
        ...usageOf(9, 2, { cached_tokens: 4 }),
      },
      DONE,
    ),
    events: ['answer "a" -', 'answer "b" -', 'usage', 'finish stop', 'end'],
  },
];
