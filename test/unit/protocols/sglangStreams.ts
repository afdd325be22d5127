import { sse } from './replay';
import type { RecordedStream } from './streams';

export const piece = (text: string, completion_tokens: number, meta: object = {}): object => ({
  text,
  output_ids: [1],
  meta_info: { id: 'r1', prompt_tokens: 6, completion_tokens, cached_tokens: 2, finish_reason: null, ...meta },
});
export const stopped = { finish_reason: { type: 'stop', matched: 151645 }, e2e_latency: 0.25, queue_time: 0.125 };
export const DONE = '[DONE]';

export const SGLANG_STREAMS: readonly RecordedStream[] = [
  {
    name: 'each event has all the text and all the tokens so far',
    text: sse(piece('Hi', 1), piece('Hi there 😀', 4), piece('Hi there 😀', 5, stopped), DONE),
    events: ['answer "Hi" 1', 'usage', 'answer " there 😀" 3', 'usage', 'usage', 'timings', 'finish stop', 'end'],
  },
  {
    name: 'a server that was started to send new text only',
    text: sse(piece('Hi', 1), piece(' there', 2), piece('', 3, stopped), DONE),
    events: ['answer "Hi" 1', 'usage', 'answer " there" 1', 'usage', 'usage', 'timings', 'finish stop', 'end'],
  },
  {
    name: 'one token, and the end that counts one more',
    text: sse(piece('Hi', 1), piece('Hi', 2, stopped), DONE),
    events: ['answer "Hi" 1', 'usage', 'usage', 'timings', 'finish stop', 'end'],
  },
  {
    name: 'white space first',
    text: sse(piece('\n', 1), piece('\nHi', 2), DONE),
    events: ['answer "\\n" 1', 'usage', 'answer "Hi" 1', 'usage', 'end'],
  },
  {
    name: 'no text for the first tokens',
    text: sse(piece('', 1), piece('Hi', 2), DONE),
    events: ['usage', 'answer "Hi" 2', 'usage', 'end'],
  },
  {
    name: 'reasoning in tags, cut anywhere',
    text: sse(piece('<th', 1), piece('<think>Hm', 3), piece('<think>Hm</think>Yes', 5), DONE),
    events: ['usage', 'reasoning "<think>Hm" 3', 'usage', 'reasoning "</think>" 2', 'answer "Yes" 0', 'usage', 'end'],
  },
  {
    name: 'the reason as a word',
    text: sse(piece('Hi', 1, { finish_reason: 'length' }), DONE),
    events: ['answer "Hi" 1', 'usage', 'finish length', 'end'],
  },
  {
    name: 'given up',
    text: sse(
      piece('a', 1),
      piece('a', 1, { finish_reason: { type: 'abort', message: 'out of memory', status_code: 503 } }),
      DONE,
    ),
    events: ['answer "a" 1', 'usage', 'usage', 'finish error', 'error overloaded', 'end'],
  },
  {
    name: 'an error and the terminator after it',
    text: sse({ error: { message: 'The input is longer than the context', code: 400 } }, DONE),
    events: ['error bad-request', 'end'],
  },
  { name: 'nothing but text', text: sse({ text: 'a' }, DONE), events: ['answer "a" -', 'end'] },
  {
    name: 'the connection closes in mid-answer',
    text: sse(piece('a', 1)),
    events: ['answer "a" 1', 'usage', 'error reset'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
];
