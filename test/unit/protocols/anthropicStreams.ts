import { namedSse, sse } from './replay';
import type { RecordedStream } from './streams';

const start = (usage: object = { input_tokens: 12, output_tokens: 1 }, model = 'claude-x') => ({
  type: 'message_start',
  message: { id: 'msg_1', type: 'message', role: 'assistant', model, content: [], stop_reason: null, usage },
});
const begin = (index: number, content_block: object) => ({ type: 'content_block_start', index, content_block });
const piece = (index: number, delta: object) => ({ type: 'content_block_delta', index, delta });
const text = (index: number, value: string) => piece(index, { type: 'text_delta', text: value });
const stop = (index: number) => ({ type: 'content_block_stop', index });
const delta = (stop_reason: string | null, usage: object = { output_tokens: 30 }) => ({
  type: 'message_delta',
  delta: { stop_reason, stop_sequence: null },
  usage,
});
const ping = { type: 'ping' };
const end = { type: 'message_stop' };
const textBlock = { type: 'text', text: '' };

export const ANTHROPIC_STREAMS: readonly RecordedStream[] = [
  {
    name: 'text with pings anywhere',
    text: namedSse(
      start(),
      begin(0, textBlock),
      ping,
      text(0, 'Hello'),
      ping,
      text(0, ' 😀'),
      stop(0),
      delta('end_turn'),
      end,
    ),
    events: ['model claude-x', 'usage', 'answer "Hello" -', 'answer " 😀" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'thinking: its signature is no text, redacted thinking neither',
    text: namedSse(
      start(),
      begin(0, { type: 'thinking', thinking: '', signature: '' }),
      piece(0, { type: 'thinking_delta', thinking: 'Let me' }),
      piece(0, { type: 'signature_delta', signature: 'EqQB' }),
      stop(0),
      begin(1, { type: 'redacted_thinking', data: 'EmwK' }),
      stop(1),
      begin(2, textBlock),
      text(2, 'Yes'),
      piece(2, { type: 'citations_delta', citation: { cited_text: 'x' } }),
      stop(2),
      delta('stop_sequence', { output_tokens: 30, output_tokens_details: { thinking_tokens: 10 } }),
      end,
    ),
    events: ['model claude-x', 'usage', 'reasoning "Let me" -', 'answer "Yes" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'thinking that is left out: a signature alone',
    text: namedSse(
      start(),
      begin(0, { type: 'thinking', thinking: '', signature: '' }),
      piece(0, { type: 'signature_delta', signature: 'EqQB' }),
      stop(0),
      begin(1, textBlock),
      text(1, 'Yes'),
      delta('max_tokens'),
      end,
    ),
    events: ['model claude-x', 'usage', 'answer "Yes" -', 'usage', 'finish length', 'end'],
  },
  {
    name: 'two tool calls, the second without arguments',
    text: namedSse(
      start(),
      begin(0, { type: 'tool_use', id: 't1', name: 'weather', input: {} }),
      piece(0, { type: 'input_json_delta', partial_json: '' }),
      piece(0, { type: 'input_json_delta', partial_json: '{"city":' }),
      piece(0, { type: 'input_json_delta', partial_json: '"Paris"}' }),
      stop(0),
      begin(1, { type: 'tool_use', id: 't2', name: 'now', input: {} }),
      stop(1),
      delta('tool_use'),
      end,
    ),
    events: [
      'model claude-x',
      'usage',
      'tool "weather {\\"city\\":" -',
      'tool "\\"Paris\\"}" -',
      'usage',
      'tool "\\nnow" -',
      'finish tool',
      'end',
    ],
  },
  {
    name: 'a gateway: arguments with the beginning of a call, a second message_start, no names of events',
    text: sse(
      start(),
      start(),
      begin(0, { type: 'tool_use', name: 'now', input: { zone: 'UTC' } }),
      stop(0),
      begin(1, { type: 'tool_use', name: 'a', input: { b: 1 } }),
      piece(1, { type: 'input_json_delta', partial_json: '{"b":1}' }),
      stop(1),
      delta('tool_use', { output_tokens: 4 }),
      end,
    ),
    events: [
      'model claude-x',
      'usage',
      'usage',
      'tool "now {\\"zone\\":\\"UTC\\"}" -',
      'tool "\\na {\\"b\\":1}" -',
      'usage',
      'finish tool',
      'end',
    ],
  },
  {
    name: 'types only in the names of events',
    text: 'event: message_start\ndata: {"message":{"model":"m"}}\n\nevent: content_block_delta\ndata: {"index":0,"delta":{"type":"text_delta","text":"a"}}\n\nevent: message_stop\ndata: {}\n\n',
    events: ['model m', 'answer "a" -', 'end'],
  },
  {
    name: 'another model takes over, the tier is told once',
    text: namedSse(
      start({ input_tokens: 3, output_tokens: 1, service_tier: 'standard' }),
      begin(0, { type: 'fallback', from: { model: 'claude-x' }, to: { model: 'claude-y' } }),
      stop(0),
      begin(1, textBlock),
      text(1, 'Hi'),
      delta('end_turn', { output_tokens: 2, service_tier: 'standard' }),
      end,
    ),
    events: ['model claude-x', 'usage', 'timings', 'model claude-y', 'answer "Hi" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'what a server runs itself: the call is generated, its result is not',
    text: namedSse(
      start(),
      begin(0, { type: 'server_tool_use', name: 'web_search', input: {} }),
      piece(0, { type: 'input_json_delta', partial_json: '{"query":"x"}' }),
      stop(0),
      begin(1, { type: 'web_search_tool_result', content: [{ type: 'text', text: 'found' }] }),
      stop(1),
      delta('pause_turn'),
      end,
    ),
    events: ['model claude-x', 'usage', 'tool "web_search {\\"query\\":\\"x\\"}" -', 'usage', 'finish tool', 'end'],
  },
  {
    name: 'a refusal',
    text: namedSse(start(), begin(0, textBlock), text(0, 'I'), stop(0), delta('refusal'), end),
    events: ['model claude-x', 'usage', 'answer "I" -', 'usage', 'finish filter', 'end'],
  },
  {
    name: 'a full context, and a reason that nobody knows',
    text: namedSse(start(), text(0, 'a'), delta('model_context_window_exceeded'), delta('tired'), end),
    events: ['model claude-x', 'usage', 'answer "a" -', 'usage', 'finish length', 'usage', 'finish unknown', 'end'],
  },
  {
    name: 'kinds of events that came later',
    text: namedSse(start(), { type: 'message_progress' }, text(0, 'a'), piece(0, { type: 'emotion_delta' }), end),
    events: ['model claude-x', 'usage', 'answer "a" -', 'end'],
  },
  {
    name: 'an error after text',
    text: namedSse(start(), text(0, 'a'), {
      type: 'error',
      error: { type: 'overloaded_error', message: 'Overloaded' },
    }),
    events: ['model claude-x', 'usage', 'answer "a" -', 'error overloaded'],
  },
  {
    name: 'an error at once, without a name',
    text: sse({ type: 'error', error: { type: 'rate_limit_error', message: 'slow down' } }),
    events: ['error rate-limited'],
  },
  {
    name: 'data after the terminator',
    text: namedSse(start(), text(0, 'a'), delta('end_turn'), end, text(0, 'b')) + sse('[DONE]'),
    events: ['model claude-x', 'usage', 'answer "a" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'no terminator',
    text: namedSse(start(), text(0, 'a'), delta('end_turn')),
    events: ['model claude-x', 'usage', 'answer "a" -', 'usage', 'finish stop'],
  },
  {
    name: 'the connection closes in mid-answer, the last event without its blank line',
    text: namedSse(start(), text(0, 'a')).trimEnd(),
    events: ['model claude-x', 'usage', 'answer "a" -', 'error reset'],
  },
  {
    name: 'the connection closes in a call',
    text: namedSse(start(), begin(0, { type: 'tool_use', name: 'now', input: {} })),
    events: ['model claude-x', 'usage', 'tool "now" -', 'error reset'],
  },
  { name: 'pings alone', text: namedSse(ping, ping), events: ['error reset'] },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'an event that is no JSON', text: 'event: message_start\ndata: oops\n\n', events: ['error malformed'] },
  {
    name: 'carriage returns',
    text: namedSse(start(), text(0, 'é'), delta('end_turn'), end).replaceAll('\n', '\r\n'),
    events: ['model claude-x', 'usage', 'answer "é" -', 'usage', 'finish stop', 'end'],
  },
];
