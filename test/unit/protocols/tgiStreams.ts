import { sse } from './replay';
import type { RecordedStream } from './streams';

export const token = (text: string, rest: object = {}, special = false): object => ({
  index: 1,
  token: { id: 13, text, logprob: -0.1, special },
  top_tokens: [],
  generated_text: null,
  details: null,
  ...rest,
});
export const details = (finish_reason: string, generated_tokens: number): object => ({
  finish_reason,
  generated_tokens,
  seed: null,
  input_length: 6,
});
export const last = (reason = 'eos_token', count = 3): object =>
  token('</s>', { generated_text: 'Hi there', details: details(reason, count) }, true);
const END = ['usage', 'finish stop', 'end'];

export const TGI_STREAMS: readonly RecordedStream[] = [
  {
    name: 'one event per token; the last one, a special one, is no text',
    text: sse(token('Hi'), token(' there'), last()),
    events: ['answer "Hi" 1', 'answer " there" 1', ...END],
  },
  {
    name: 'a character of several tokens comes with its last one',
    text: sse(token('Hi'), token(''), token(''), token('😀'), last('eos_token', 5)),
    events: ['answer "Hi" 1', 'answer "😀" 3', ...END],
  },
  {
    name: 'a special token first',
    text: sse(token('<s>', {}, true), token('Hi'), last()),
    events: ['answer "Hi" 2', ...END],
  },
  {
    name: 'the last token is text, since the length is reached',
    text: sse(token('Hi'), token(' there', { generated_text: 'Hi there', details: details('length', 2) })),
    events: ['answer "Hi" 1', 'answer " there" 1', 'usage', 'finish length', 'end'],
  },
  {
    name: 'older builds: no space after data:, no index, no details',
    text: 'data:{"token":{"id":1,"text":"Hi","logprob":-1,"special":false},"generated_text":null,"details":null}\n\ndata:{"token":{"id":2,"text":"","special":true},"generated_text":"Hi"}\n\n',
    events: ['answer "Hi" 1', 'end'],
  },
  {
    name: 'reasoning in tags',
    text: sse(token('<think>'), token('Hm'), token('</think>'), token('Yes'), last('stop_sequence', 4)),
    events: ['reasoning "<think>" 1', 'reasoning "Hm" 1', 'reasoning "</think>" 1', 'answer "Yes" 1', ...END],
  },
  {
    name: 'keep-alive comments',
    text: `: \n\n${sse(token('Hi'))}: \n\n${sse(last())}`,
    events: ['answer "Hi" 1', ...END],
  },
  {
    name: 'an error in mid-answer',
    text: sse(token('a'), { error: 'Request failed during generation', error_type: 'generation' }),
    events: ['answer "a" 1', 'error server-error'],
  },
  {
    name: 'no capacity, under status 200',
    text: sse({ error: 'Model is overloaded', error_type: 'overloaded' }),
    events: ['error overloaded'],
  },
  {
    name: 'a refusal, under status 200',
    text: sse({ error: 'Input validation error: too long', error_type: 'validation' }),
    events: ['error bad-request'],
  },
  { name: 'the connection closes in mid-answer', text: sse(token('a')), events: ['answer "a" 1', 'error reset'] },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
];
