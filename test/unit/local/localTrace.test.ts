import { expect, test } from 'vitest';
import { createTraceRecorder } from '../../../src/core/traceRecorder';
import { LocalTrace } from '../../../src/engine/localTrace';

function chunksOf(texts: readonly string[], end: 'finished' | 'broken', promptEnd = '') {
  const recorder = createTraceRecorder(() => '2026-11-20T09:00:00.000Z');
  recorder.begin();
  const trace = new LocalTrace(recorder, { sentMs: 10, startedProcess: false });
  const counts = { inputTokens: 4, cachedTokens: 0 };
  trace.prefill({ type: 'prefilled', runId: 'r', startMs: 0, endMs: 1, ...counts, promptEnd });
  texts.forEach((text, index) => trace.token({ atMs: index + 1, text }));
  if (end === 'broken') trace.breakOff(50);
  else
    trace.finish({
      type: 'finished',
      runId: 'r',
      atMs: 40,
      reason: 'stop',
      raw: 'eos',
      restText: '',
      loopDelay: null,
      error: null,
    });
  return recorder.chunks.map(({ channel, text, tokens, atMs }) => [channel, text, tokens, atMs]);
}

test('what stands between think tags is reasoning, and the tags are tokens of it', () => {
  expect(chunksOf(['<think>', 'so', '</think>', 'Yes'], 'finished')).toEqual([
    ['reasoning', '<think>', 1, 11],
    ['reasoning', 'so', 1, 12],
    ['reasoning', '</think>', 1, 13],
    ['answer', 'Yes', 1, 14],
  ]);
});

test('a token that ends the reasoning and begins the answer counts once', () => {
  expect(chunksOf(['<thi', 'nk>a', '</think>b'], 'finished')).toEqual([
    ['reasoning', '<think>a', 2, 12],
    ['reasoning', '</think>', 1, 13],
    ['answer', 'b', 0, 13],
  ]);
});

test.each(['finished', 'broken'] as const)(
  'what was held back as a possible tag is not lost when the run has %s',
  (end) => {
    expect(chunksOf(['<th'], end)).toEqual([['answer', '<th', 1, 11]]);
  },
);

test.each(['<|assistant|><think>', '<|assistant|>\n<think>\n'])(
  'after %j the answer begins with reasoning',
  (promptEnd) => {
    expect(chunksOf(['so', '</think>', 'Yes'], 'finished', promptEnd)).toEqual([
      ['reasoning', 'so', 1, 11],
      ['reasoning', '</think>', 1, 12],
      ['answer', 'Yes', 1, 13],
    ]);
    expect(chunksOf(['so'], 'broken', promptEnd)).toEqual([['reasoning', 'so', 1, 11]]);
  },
);

test.each(['<think>\n\n</think>\n\n', '<|assistant|>', 'think>'])('after %j it does not', (promptEnd) => {
  expect(chunksOf(['so'], 'finished', promptEnd)).toEqual([['answer', 'so', 1, 11]]);
});

test('without a word of the prompt the closing tag tells', () => {
  expect(chunksOf(['so', '</think>Yes'], 'finished')).toEqual([
    ['reasoning', 'so', 1, 11],
    ['reasoning', '</think>', 1, 12],
    ['answer', 'Yes', 0, 12],
  ]);
});
