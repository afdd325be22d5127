import { namedSse, sse } from './replay';
import type { RecordedStream } from './streams';

type Named = { type: string } & Record<string, unknown>;

const start: Named = { type: 'message-start', id: 'c1', delta: { message: { role: 'assistant', content: [] } } };
const begin = (index: number, type: string): Named => ({
  type: 'content-start',
  index,
  delta: { message: { content: { type, text: '' } } },
});
const content = (value: object, index = 0, rest: object = {}): Named => ({
  type: 'content-delta',
  index,
  delta: { message: { content: value } },
  ...rest,
});
const call = (type: string, index: number, tool_calls?: object): Named => ({
  type,
  index,
  delta: { message: { tool_calls } },
});
const usage = {
  billed_units: { input_tokens: 12, output_tokens: 7 },
  tokens: { input_tokens: 507, output_tokens: 10 },
  cached_tokens: 448,
};
const end = (finish_reason: string, rest: object = { usage }): Named => ({
  type: 'message-end',
  delta: { finish_reason, ...rest },
});

export const COHERE_STREAMS: readonly RecordedStream[] = [
  {
    name: 'text with citations',
    text: namedSse(
      start,
      begin(0, 'text'),
      content({ text: 'The' }),
      { type: 'citation-start', index: 0, delta: { message: { citations: { text: 'The', start: 0, end: 3 } } } },
      { type: 'citation-end', index: 0 },
      content({ text: ' 😀' }),
      { type: 'content-end', index: 0 },
      end('COMPLETE'),
    ),
    events: ['answer "The" -', 'answer " 😀" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'thinking, without names of events',
    text: sse(
      start,
      begin(0, 'thinking'),
      content({ thinking: 'Hm' }),
      begin(1, 'text'),
      content({ text: 'Yes' }, 1),
      end('MAX_TOKENS'),
    ),
    events: ['reasoning "Hm" -', 'answer "Yes" -', 'usage', 'finish length', 'end'],
  },
  {
    name: 'a plan and two calls, the second without arguments',
    text: namedSse(
      start,
      { type: 'tool-plan-delta', delta: { message: { tool_plan: 'I will' } } },
      call('tool-call-start', 0, { id: 'a', type: 'function', function: { name: 'weather', arguments: '' } }),
      call('tool-call-delta', 0, { function: { arguments: '{"city":' } }),
      call('tool-call-delta', 0, { function: { arguments: '"Paris"}' } }),
      call('tool-call-end', 0),
      call('tool-call-start', 1, { id: 'b', type: 'function', function: { name: 'now', arguments: '' } }),
      call('tool-call-end', 1),
      end('TOOL_CALL'),
    ),
    events: [
      'reasoning "I will" -',
      'tool "weather {\\"city\\":" -',
      'tool "\\"Paris\\"}" -',
      'usage',
      'tool "\\nnow" -',
      'finish tool',
      'end',
    ],
  },
  {
    name: 'log probabilities count tokens',
    text: namedSse(
      start,
      content({ text: 'a b' }, 0, { logprobs: { token_ids: [1, 2], text: 'a b' } }),
      end('STOP_SEQUENCE'),
    ),
    events: ['answer "a b" 2', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'an end without a word about tokens',
    text: namedSse(start, content({ text: 'a' }), end('COMPLETE', {})),
    events: ['answer "a" -', 'finish stop', 'end'],
  },
  {
    name: 'a filter',
    text: namedSse(start, content({ text: 'a' }), end('ERROR_TOXIC')),
    events: ['answer "a" -', 'usage', 'finish filter', 'end'],
  },
  {
    name: 'an answer that broke',
    text: namedSse(start, content({ text: 'a' }), end('ERROR', { error: 'the model crashed' })),
    events: ['answer "a" -', 'finish error', 'error server-error', 'end'],
  },
  {
    name: 'an error in mid-stream',
    text: namedSse(start, content({ text: 'a' })) + sse({ error: { message: 'busy', code: 503 } }),
    events: ['answer "a" -', 'error overloaded'],
  },
  {
    name: 'data after the end, a terminator of a proxy',
    text: namedSse(start, content({ text: 'a' }), end('COMPLETE'), content({ text: 'b' })) + sse('[DONE]'),
    events: ['answer "a" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'carriage returns, comments, kinds of events that are not known',
    text: `: ping\n\n${namedSse(start, { type: 'debug', prompt: 'x' }, content({ text: 'é' }), end('COMPLETE'))}`.replaceAll(
      '\n',
      '\r\n',
    ),
    events: ['answer "é" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'the connection closes in mid-answer, the last event without its blank line',
    text: namedSse(start, content({ text: 'a' })).trimEnd(),
    events: ['answer "a" -', 'error reset'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'an event that is no JSON', text: 'data: oops\n\n', events: ['error malformed'] },
];
