import { sse } from './replay';
import type { RecordedStream } from './streams';

export const piece = (text_output: unknown, rest: object = {}): object => ({
  model_name: 'ensemble',
  model_version: '1',
  sequence_end: false,
  sequence_id: 0,
  sequence_start: false,
  text_output,
  ...rest,
});
export const MODEL = 'model ensemble';

export const TRITON_STREAMS: readonly RecordedStream[] = [
  {
    name: 'each event has the new text; the close of the connection is the end',
    text: sse(piece(' Hello'), piece(' there 😀'), piece('')),
    events: [MODEL, 'answer " Hello" -', 'answer " there 😀" -'],
  },
  {
    name: 'each event has all the text so far',
    text: sse(piece(' Hello'), piece(' Hello there'), piece(' Hello there'), piece(' Hello there 😀')),
    events: [MODEL, 'answer " Hello" -', 'answer " there" -', 'answer " 😀" -'],
  },
  {
    name: 'the same piece twice is no growth',
    text: sse(piece(' ha'), piece(' ha'), piece(' he')),
    events: [MODEL, 'answer " ha" -', 'answer " ha" -', 'answer " he" -'],
  },
  {
    name: 'pieces, of which a later one begins with the one before',
    text: sse(piece('a'), piece('b'), piece('bc')),
    events: [MODEL, 'answer "a" -', 'answer "b" -', 'answer "bc" -'],
  },
  {
    name: 'a list of texts, for several beams',
    text: sse(piece(['Hi', 'Ho'])),
    events: [MODEL, 'answer "Hi" -'],
  },
  {
    name: 'reasoning in tags, held back at the end',
    text: sse(piece('<think>Hm</think>'), piece('Yes')),
    events: [MODEL, 'reasoning "<think>Hm</think>" -', 'answer "Yes" -'],
  },
  { name: 'a close while text is held back', text: sse(piece('<thi')), events: [MODEL, 'answer "<thi" -'] },
  {
    name: 'an error in mid-answer',
    text: sse(piece('a'), { error: 'in ensemble: CUDA out of memory' }),
    events: [MODEL, 'answer "a" -', 'error server-error'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'no JSON', text: 'data: oops\n\n', events: ['error malformed'] },
];
