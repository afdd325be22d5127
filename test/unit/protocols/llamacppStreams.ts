import { sse } from './replay';
import type { RecordedStream } from './streams';

const TIMINGS = { cache_n: 20, prompt_n: 6, prompt_ms: 61.2, predicted_n: 40, predicted_ms: 1800 };
const piece = (content: string, tokens_predicted: number, tokens: number[], rest: object = {}): object => ({
  index: 0,
  content,
  tokens,
  stop: false,
  id_slot: -1,
  tokens_predicted,
  tokens_evaluated: 26,
  ...rest,
});
const progress = (processed: number): object =>
  piece('', 0, [], { prompt_progress: { total: 26, cache: 20, processed, time_ms: 60 } });
export const last = (rest: object = { stop_type: 'eos' }): object => ({
  index: 0,
  content: '',
  tokens: [],
  id_slot: 0,
  stop: true,
  model: 'm',
  tokens_predicted: 40,
  tokens_evaluated: 26,
  tokens_cached: 65,
  truncated: false,
  stopping_word: '',
  generation_settings: { n_predict: 40 },
  timings: TIMINGS,
  ...rest,
});
const END = ['model m', 'timings', 'usage', 'finish stop', 'end'];

export const LLAMACPP_STREAMS: readonly RecordedStream[] = [
  {
    name: 'progress with the prompt, a token an event, a last event without a terminator',
    text: sse(progress(20), progress(26), piece('Hi', 1, [5]), piece(' there', 2, [6]), last()),
    events: ['prefill 20/26', 'prefill 26/26', 'answer "Hi" 1', 'answer " there" 1', ...END],
  },
  {
    name: 'an emoji of three tokens, of which only the last is listed',
    text: sse(piece('Hi', 1, [5]), piece('😀', 4, [9]), last()),
    events: ['answer "Hi" 1', 'answer "😀" 3', ...END],
  },
  {
    name: 'a build that counts only by its list of ids',
    text: sse({ content: 'Hi you', tokens: [5, 6], stop: false }, last()),
    events: ['answer "Hi you" 2', ...END],
  },
  {
    name: 'timings on every event',
    text: sse(
      { content: 'Hi', stop: false, timings: { ...TIMINGS, predicted_n: 1 } },
      { content: ' you two', stop: false, timings: { ...TIMINGS, predicted_n: 4 } },
      last(),
    ),
    events: ['answer "Hi" 1', 'timings', 'answer " you two" 3', 'timings', ...END],
  },
  {
    name: 'reasoning in tags, held back until it is sure',
    text: sse(piece('<th', 1, [1]), piece('ink>Hm', 3, [2]), piece('</think>', 4, [3]), piece('Yes', 5, [4]), last()),
    events: ['reasoning "<think>Hm" 3', 'reasoning "</think>" 1', 'answer "Yes" 1', ...END],
  },
  {
    name: 'the length is reached, with pings between',
    text: `:\n\n${sse(piece('Hi', 1, [5]))}:\n\n${sse(last({ stop_type: 'limit' }))}`,
    events: ['answer "Hi" 1', 'model m', 'timings', 'usage', 'finish length', 'end'],
  },
  {
    name: 'an older build: flags for the reason, no totals',
    text: sse({ content: 'Hi', stop: false }, { content: '', stop: true, stopped_word: true, stopped_eos: false }),
    events: ['answer "Hi" -', 'finish stop', 'end'],
  },
  {
    name: 'no reason at all',
    text: sse({ content: 'Hi', stop: false }, { content: '', stop: true }),
    events: ['answer "Hi" -', 'end'],
  },
  {
    name: 'progress that makes no share',
    text: sse(progress(99), piece('', 0, [], { prompt_progress: { total: 0 } }), piece('a', 1, [5]), last()),
    events: ['answer "a" 1', ...END],
  },
  {
    name: 'an error in mid-answer',
    text: sse(piece('a', 1, [5]), { error: { code: 500, message: 'compute error', type: 'server_error' } }),
    events: ['answer "a" 1', 'error server-error'],
  },
  {
    name: 'an error line of older builds',
    text: `${sse(piece('a', 1, [5]))}error: {"code":503,"message":"slot unavailable"}\n\n`,
    events: ['answer "a" 1', 'error overloaded'],
  },
  {
    name: 'the connection closes in mid-answer',
    text: sse(piece('a', 1, [5])),
    events: ['answer "a" 1', 'error reset'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
];
