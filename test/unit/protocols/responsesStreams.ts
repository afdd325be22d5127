import { namedSse, sse } from './replay';
import type { RecordedStream } from './streams';

type Named = { type: string } & Record<string, unknown>;

const response = (type: string, rest: object = {}): Named => ({
  type: `response.${type}`,
  sequence_number: 0,
  response: { id: 'resp_1', object: 'response', status: 'in_progress', model: 'm', output: [], usage: null, ...rest },
});
const created = response('created');
const added = (output_index: number, item: object): Named => ({
  type: 'response.output_item.added',
  output_index,
  item,
});
const piece = (kind: string, delta: string, output_index = 0, rest: object = {}): Named => ({
  type: `response.${kind}.delta`,
  output_index,
  delta,
  obfuscation: 'aa',
  ...rest,
});
const text = (delta: string, logprobs: object[] = []): Named => piece('output_text', delta, 1, { logprobs });
const usage = {
  input_tokens: 9,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 70,
  output_tokens_details: { reasoning_tokens: 64 },
  total_tokens: 79,
};
const message = (value: string) => ({
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text: value }],
});
const completed = (rest: object = {}): Named => response('completed', { status: 'completed', usage, ...rest });

export const RESPONSES_STREAMS: readonly RecordedStream[] = [
  {
    name: 'a summary of the reasoning, then text, which its end repeats',
    text: namedSse(
      created,
      response('in_progress'),
      added(0, { id: 'rs_1', type: 'reasoning' }),
      { type: 'response.reasoning_summary_part.added', summary_index: 0, part: { type: 'summary_text', text: '' } },
      piece('reasoning_summary_text', 'Check'),
      { type: 'response.reasoning_summary_text.done', text: 'Check' },
      added(1, { id: 'msg_1', type: 'message', content: [] }),
      { type: 'response.content_part.added', part: { type: 'output_text', text: '' } },
      text('Hi'),
      text(' 😀'),
      { type: 'response.output_text.done', text: 'Hi 😀' },
      { type: 'response.output_item.done', item: message('Hi 😀') },
      completed({ output: [message('Hi 😀')], service_tier: 'default' }),
    ),
    events: [
      'model m',
      'reasoning "Check" -',
      'answer "Hi" -',
      'answer " 😀" -',
      'usage',
      'timings',
      'finish stop',
      'end',
    ],
  },
  {
    name: 'the reasoning of an open model',
    text: namedSse(created, piece('reasoning_text', 'Hm'), text('Yes'), completed()),
    events: ['model m', 'reasoning "Hm" -', 'answer "Yes" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'log probabilities count tokens',
    text: namedSse(created, text('a b', [{ token: 'a' }, { token: ' b' }]), text('c', [{ token: 'c' }]), completed()),
    events: ['model m', 'answer "a b" 2', 'answer "c" 1', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'calls: names with their first arguments, in several kinds',
    text: namedSse(
      created,
      added(0, { type: 'function_call', name: 'weather', arguments: '' }),
      piece('function_call_arguments', '{"city":'),
      piece('function_call_arguments', '"Paris"}'),
      { type: 'response.function_call_arguments.done', arguments: '{"city":"Paris"}' },
      added(1, { type: 'custom_tool_call', name: 'sh', input: '' }),
      piece('custom_tool_call_input', 'ls', 1),
      added(2, { type: 'code_interpreter_call', code: '' }),
      piece('code_interpreter_call_code', 'print(1)', 2),
      added(3, { type: 'function_call', name: 'now', arguments: '' }),
      completed({ output: [{ type: 'function_call', name: 'weather', arguments: '{"city":"Paris"}' }] }),
    ),
    events: [
      'model m',
      'tool "weather {\\"city\\":" -',
      'tool "\\"Paris\\"}" -',
      'tool "\\nsh ls" -',
      'tool "print(1)" -',
      'tool "\\nnow" -',
      'usage',
      'finish tool',
      'end',
    ],
  },
  {
    name: 'a refusal, and audio by its transcript',
    text: namedSse(
      created,
      piece('refusal', 'I cannot'),
      piece('audio', 'AAAA'),
      piece('audio.transcript', 'Hi'),
      completed(),
    ),
    events: ['model m', 'refusal "I cannot" -', 'answer "Hi" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'out of tokens',
    text: namedSse(
      created,
      text('a'),
      response('incomplete', { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, usage }),
    ),
    events: ['model m', 'answer "a" -', 'usage', 'finish length', 'end'],
  },
  {
    name: 'stopped by a filter',
    text: namedSse(
      created,
      response('incomplete', { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }),
    ),
    events: ['model m', 'finish filter', 'end'],
  },
  {
    name: 'a server that streams nothing but the end',
    text: namedSse(
      created,
      added(0, { type: 'function_call', name: 'now', arguments: '' }),
      completed({ output: [message('Hi'), { type: 'function_call', name: 'now', arguments: '{}' }] }),
    ),
    events: ['model m', 'answer "Hi" -', 'tool "now {}" -', 'usage', 'finish tool', 'end'],
  },
  {
    name: 'an error as it comes over the wire, and the failed response behind it',
    text: namedSse(
      created,
      {
        type: 'error',
        sequence_number: 2,
        error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'pay' },
      },
      response('failed', { status: 'failed', error: { code: 'insufficient_quota', message: 'pay' } }),
    ),
    events: ['model m', 'error rate-limited', 'error rate-limited'],
  },
  {
    name: 'an error as the types have it',
    text: sse({ type: 'error', code: 'server_error', message: 'broke', param: null }),
    events: ['error server-error'],
  },
  {
    name: 'an error without a type, as proxies send it',
    text: sse(created, { error: { message: 'busy', code: 503 } }),
    events: ['model m', 'error overloaded'],
  },
  {
    name: 'a failed response alone',
    text: namedSse(
      created,
      text('a'),
      response('failed', { status: 'failed', error: { code: 'server_error', message: 'broke' }, usage }),
    ),
    events: ['model m', 'answer "a" -', 'usage', 'error server-error'],
  },
  {
    name: 'a cancelled response',
    text: namedSse(created, text('a'), response('cancelled', { status: 'cancelled' })),
    events: ['model m', 'answer "a" -', 'finish unknown', 'end'],
  },
  {
    name: 'a terminator of the chat, and data after the end',
    text: namedSse(created, text('a'), completed(), text('b')) + sse('[DONE]'),
    events: ['model m', 'answer "a" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'types only in the names of events, comments, carriage returns',
    text: ': ping\r\n\r\nevent: response.output_text.delta\r\ndata: {"delta":"é"}\r\n\r\nevent: response.completed\r\ndata: {"response":{"status":"completed"}}\r\n\r\n',
    events: ['answer "é" -', 'finish stop', 'end'],
  },
  {
    name: 'kinds of events that are no output',
    text: namedSse(
      created,
      { type: 'response.web_search_call.searching', output_index: 0 },
      { type: 'response.image_generation_call.partial_image', partial_image_b64: 'AAAA' },
      { type: 'response.output_text.annotation.added', annotation: {} },
      { type: 'response.compaction.compacting' },
      text('a'),
      completed(),
    ),
    events: ['model m', 'answer "a" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'the connection closes in mid-answer, the last event without its blank line',
    text: namedSse(created, text('a')).trimEnd(),
    events: ['model m', 'answer "a" -', 'error reset'],
  },
  { name: 'created, and then nothing', text: namedSse(created), events: ['model m', 'error reset'] },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'an event that is no JSON', text: 'data: oops\n\n', events: ['error malformed'] },
];
