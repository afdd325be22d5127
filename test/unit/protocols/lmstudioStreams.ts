import { namedSse, sse } from './replay';
import type { RecordedStream } from './streams';

export const STATS = {
  input_tokens: 329,
  total_output_tokens: 268,
  reasoning_output_tokens: 5,
  tokens_per_second: 43.73,
  time_to_first_token_seconds: 0.78,
};
const start = { type: 'chat.start', model_instance_id: 'openai/gpt-oss-20b' };
export const reasoning = (content: string) => ({ type: 'reasoning.delta', content });
export const message = (content: string) => ({ type: 'message.delta', content });
export const end = {
  type: 'chat.end',
  result: {
    model_instance_id: 'openai/gpt-oss-20b',
    output: [{ type: 'message', content: 'Hi there' }],
    stats: STATS,
    response_id: 'resp_1',
  },
};
const MODEL = 'model openai/gpt-oss-20b';
export const END = ['timings', 'usage', 'end'];

export const LMSTUDIO_STREAMS: readonly RecordedStream[] = [
  {
    name: 'a warm model: the prompt is read, then the answer is written',
    text: namedSse(
      start,
      { type: 'prompt_processing.start' },
      { type: 'prompt_processing.progress', progress: 0.5 },
      { type: 'prompt_processing.end' },
      { type: 'message.start' },
      message('Hi'),
      message(' there 😀'),
      { type: 'message.end' },
      end,
    ),
    events: [MODEL, 'prefill 0/1', 'prefill 0.5/1', 'prefill 1/1', 'answer "Hi" -', 'answer " there 😀" -', ...END],
  },
  {
    name: 'a cold model is loaded first',
    text: namedSse(
      start,
      { type: 'model_load.start', model_instance_id: 'openai/gpt-oss-20b' },
      { type: 'model_load.progress', model_instance_id: 'openai/gpt-oss-20b', progress: 0.65 },
      { type: 'model_load.end', model_instance_id: 'openai/gpt-oss-20b', load_time_seconds: 12.5 },
      reasoning('Hm'),
      { type: 'reasoning.end' },
      message('Hi'),
      end,
    ),
    events: [MODEL, 'load 0/1', 'load 0.65/1', 'timings', 'reasoning "Hm" -', 'answer "Hi" -', ...END],
  },
  {
    name: 'tool calls: what the model wrote, not what came back',
    text: namedSse(
      start,
      { type: 'tool_call.start', tool: 'search', provider_info: { type: 'plugin', plugin_id: 'mcp/x' } },
      { type: 'tool_call.arguments', tool: 'search', arguments: { limit: 1 } },
      { type: 'tool_call.success', tool: 'search', arguments: { limit: 1 }, output: 'found' },
      { type: 'tool_call.failure', reason: 'no such tool', metadata: { type: 'invalid_name', tool_name: 'x' } },
      end,
    ),
    events: [MODEL, 'tool "search {\\"limit\\":1}" -', ...END],
  },
  {
    name: 'types only in the names of the events',
    text: 'event: message.delta\ndata: {"content":"Hi"}\n\nevent: chat.end\ndata: {"result":{}}\n\n',
    events: ['answer "Hi" -', 'end'],
  },
  {
    name: 'kinds of events that nobody knows yet',
    text: namedSse(start, { type: 'weather.changed', content: 'rain' }, message('Hi'), end),
    events: [MODEL, 'answer "Hi" -', ...END],
  },
  {
    name: 'progress that makes no share',
    text: namedSse(start, { type: 'model_load.progress', progress: 7 }, message('Hi'), end),
    events: [MODEL, 'answer "Hi" -', ...END],
  },
  {
    name: 'an error, and the end that follows it',
    text: namedSse(
      start,
      { type: 'error', error: { type: 'model_not_found', message: 'no such model', param: 'model' } },
      { type: 'chat.end', result: { output: [], stats: {} } },
    ),
    events: [MODEL, 'error not-found', 'end'],
  },
  {
    name: 'an error without a name',
    text: sse({ type: 'error', error: { type: 'internal_error', message: 'broke' } }),
    events: ['error server-error'],
  },
  {
    name: 'the connection closes in mid-answer',
    text: namedSse(start, message('a')),
    events: [MODEL, 'answer "a" -', 'error reset'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
];
