import { sse } from './replay';
import type { RecordedStream } from './streams';

const piece = (text: string, rest: object = {}, choice: object = {}) => ({
  id: 'cmpl-1',
  object: 'text_completion',
  model: 'm',
  choices: [{ index: 0, text, logprobs: null, finish_reason: null, ...choice }],
  ...rest,
});
const usage = (completion_tokens: number) => ({
  usage: { prompt_tokens: 9, completion_tokens, total_tokens: 9 + completion_tokens },
});
const DONE = '[DONE]';

export const COMPLETIONS_STREAMS: readonly RecordedStream[] = [
  {
    name: 'usage after the end of text, with empty choices',
    text: sse(
      piece(''),
      piece('Hi'),
      piece(' 😀'),
      piece('', {}, { finish_reason: 'stop' }),
      { choices: [], ...usage(3) },
      DONE,
    ),
    events: ['model m', 'answer "Hi" -', 'answer " 😀" -', 'finish stop', 'usage', 'end'],
  },
  {
    name: 'vLLM: usage so far on every chunk, text on the finish chunk',
    text: sse(piece('Hi', usage(1)), piece(' you two', usage(4), { finish_reason: 'length' }), DONE),
    events: ['model m', 'answer "Hi" 1', 'usage', 'answer " you two" 3', 'usage', 'finish length', 'end'],
  },
  {
    name: 'log probabilities and token ids count tokens',
    text: sse(
      piece('a b', {}, { logprobs: { tokens: ['a', ' b'], token_logprobs: [-1, -2] } }),
      piece('c', {}, { token_ids: [7] }),
      piece('', {}, { finish_reason: 'stop' }),
      DONE,
    ),
    events: ['model m', 'answer "a b" 2', 'answer "c" 1', 'finish stop', 'end'],
  },
  {
    name: 'reasoning between tags',
    text: sse(piece('<think>Hm'), piece('</think>Yes'), piece('', {}, { finish_reason: 'stop' }), DONE),
    events: ['model m', 'reasoning "<think>Hm" -', 'reasoning "</think>" -', 'answer "Yes" -', 'finish stop', 'end'],
  },
  {
    name: 'several choices: only the first is listened to',
    text: sse(piece('a'), piece('x', {}, { index: 1 }), piece('', {}, { finish_reason: 'content_filter' }), DONE),
    events: ['model m', 'answer "a" -', 'finish filter', 'end'],
  },
  {
    name: 'llama.cpp: its times on the last chunk',
    text: sse(
      piece('a'),
      piece(
        '',
        { timings: { prompt_n: 9, prompt_ms: 60, predicted_n: 1, predicted_ms: 7 } },
        { finish_reason: 'stop' },
      ),
      DONE,
    ),
    events: ['model m', 'answer "a" -', 'timings', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'an error in mid-stream, the terminator, and data after it',
    text: sse(piece('a'), { error: { message: 'broke', code: 500 } }, DONE, piece('b')),
    events: ['model m', 'answer "a" -', 'error server-error', 'end'],
  },
  {
    name: 'no terminator, comments, carriage returns',
    text: `: ping\n\n${sse(piece('é', {}, { finish_reason: 'stop' }))}`.replaceAll('\n', '\r\n'),
    events: ['model m', 'answer "é" -', 'finish stop'],
  },
  {
    name: 'the connection closes in mid-answer',
    text: sse(piece('a')),
    events: ['model m', 'answer "a" -', 'error reset'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'an event that is no JSON', text: 'data: oops\n\n', events: ['error malformed'] },
];
