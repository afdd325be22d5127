import { jsonLines } from './replay';
import type { RecordedStream } from './streams';

const line = (rest: object): object => ({ model: 'qwen3:4b', created_at: '2026-11-20T09:00:00.123456789Z', ...rest });
const say = (content: string, rest: object = {}): object =>
  line({ message: { role: 'assistant', content }, done: false, ...rest });
const think = (thinking: string): object =>
  line({ message: { role: 'assistant', content: '', thinking }, done: false });
export const DURATIONS = {
  total_duration: 900_000_000,
  load_duration: 20_000_000,
  prompt_eval_count: 26,
  prompt_eval_cached_count: 20,
  prompt_eval_duration: 60_000_000,
  eval_count: 40,
  eval_duration: 780_000_000,
};
export const done = (rest: object = DURATIONS, content = ''): object =>
  line({ message: { role: 'assistant', content }, done: true, done_reason: 'stop', ...rest });

const MODEL = 'model qwen3:4b';
const END = ['timings', 'usage', 'finish stop', 'end'];

export const OLLAMA_STREAMS: readonly RecordedStream[] = [
  {
    name: 'a line for each piece, totals on the last',
    text: jsonLines(say('Hi'), say(' there 😀'), done()),
    events: [MODEL, 'answer "Hi" -', 'answer " there 😀" -', ...END],
  },
  {
    name: 'thinking in a field of its own',
    text: jsonLines(think('Hm'), think(' so'), say('Yes'), done()),
    events: [MODEL, 'reasoning "Hm" -', 'reasoning " so" -', 'answer "Yes" -', ...END],
  },
  {
    name: 'thinking left in the text',
    text: jsonLines(say('<think>'), say('Hm</think>'), say('Yes'), done()),
    events: [MODEL, 'reasoning "<think>" -', 'reasoning "Hm</think>" -', 'answer "Yes" -', ...END],
  },
  {
    name: 'text on the last line',
    text: jsonLines(say('Hi'), done(DURATIONS, ' there')),
    events: [MODEL, 'answer "Hi" -', 'answer " there" -', ...END],
  },
  {
    name: 'log probabilities tell the tokens of each line, of held back ones too',
    text: jsonLines(
      say('Hi', { logprobs: [{ token: 'Hi', logprob: -0.1, bytes: [72, 105] }] }),
      say('', { logprobs: [{ token: '\n', logprob: -0.1 }] }),
      say(' you two', { logprobs: [{ token: ' you' }, { token: ' two' }] }),
      done(),
    ),
    events: [MODEL, 'answer "Hi" 1', 'answer " you two" 3', ...END],
  },
  {
    name: 'tool calls with their arguments as an object',
    text: jsonLines(
      line({
        message: {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'a', function: { index: 0, name: 'weather', arguments: { city: 'Paris' } } }],
        },
        done: false,
      }),
      line({
        message: { role: 'assistant', content: '', tool_calls: [{ function: { name: 'now', arguments: {} } }] },
        done: false,
      }),
      done(),
    ),
    events: [MODEL, 'tool "weather {\\"city\\":\\"Paris\\"}" -', 'tool "\\nnow {}" -', ...END],
  },
  {
    name: 'the length is reached',
    text: jsonLines(say('Hi'), done({ ...DURATIONS, done_reason: 'length' })),
    events: [MODEL, 'answer "Hi" -', 'timings', 'usage', 'finish length', 'end'],
  },
  {
    name: 'an older version: no reason, no totals',
    text: jsonLines(say('Hi'), line({ done: true })),
    events: [MODEL, 'answer "Hi" -', 'end'],
  },
  {
    name: 'nothing but loading',
    text: jsonLines(line({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'load' })),
    events: [MODEL, 'finish unknown', 'end'],
  },
  {
    name: '/api/generate: the text stands beside the rest',
    text: jsonLines(
      line({ response: '', thinking: 'Hm', done: false }),
      line({ response: 'Yes', done: false }),
      line({ response: '', done: true, done_reason: 'stop', context: [1, 2, 3], ...DURATIONS }),
    ),
    events: [MODEL, 'reasoning "Hm" -', 'answer "Yes" -', ...END],
  },
  {
    name: 'carriage returns, blank lines, a byte order mark, no last line end',
    text: `\uFEFF${jsonLines(say('é'), done()).replaceAll('\n', '\r\n\r\n').trimEnd()}`,
    events: [MODEL, 'answer "é" -', ...END],
  },
  {
    name: 'an error in mid-answer',
    text: jsonLines(say('a'), { error: 'an error was encountered while running the model' }),
    events: [MODEL, 'answer "a" -', 'error server-error'],
  },
  { name: 'an error and nothing else', text: '{"error":"model failed to load"}\n', events: ['error server-error'] },
  {
    name: 'the connection closes in mid-answer',
    text: jsonLines(say('a')),
    events: [MODEL, 'answer "a" -', 'error reset'],
  },
  {
    name: 'the connection closes in mid-line',
    text: `${jsonLines(say('a'))}{"model":"qwen3:4b","mess`,
    events: [MODEL, 'answer "a" -', 'error malformed'],
  },
  {
    name: 'a close while text is held back',
    text: jsonLines(say('<thi')),
    events: [MODEL, 'answer "<thi" -', 'error reset'],
  },
  {
    name: 'lines after the last one',
    text: jsonLines(say('a'), done(), say('b')),
    events: [MODEL, 'answer "a" -', ...END],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'blank lines', text: '\n\r\n \n', events: ['error malformed'] },
  { name: 'no JSON', text: 'oops\n', events: ['error malformed'] },
];
