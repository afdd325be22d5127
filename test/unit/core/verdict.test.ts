import { expect, test } from 'vitest';
import { runError } from '../../../src/core/runError';
import type { RunReport } from '../../../src/core/runReport';
import type { RunTrace } from '../../../src/core/runTrace';
import { verdict } from '../../../src/core/verdict';
import { NO_MARKS, chunk, reportOf, steady, timings, traceOf, usage } from './builders';

/** Strong parts in asterisks, thin spaces made visible. */
const said = (report: RunReport): string =>
  verdict(report)
    .map(({ text, strong }) => (strong ? `*${text}*` : text))
    .join('')
    .replaceAll('\u202F', '_');

const sent = { ...NO_MARKS, connectEnd: 2, requestSent: 3 };
const tokens = (outputTotal: number, more = {}): Partial<RunTrace> => ({
  marks: { ...sent, streamEnd: 5000 },
  usage: usage({ inputTotal: 9, outputTotal, ...more }),
});
const thinking = chunk(312, 'hm', { channel: 'reasoning' });
const withStall = [...steady(312, 20, 40), ...steady(1332, 20, 40)];

const CASES: readonly [string, RunTrace, string][] = [
  ['plain', traceOf(steady(312, 20, 89), tokens(89)), 'First token after *312 ms*. Then *50 tokens/s* for 1.76 s.'],
  [
    'queueing',
    traceOf(steady(312, 20, 89), { ...tokens(89), timings: timings({ queueMs: 230, prefillMs: 61 }) }),
    'First token after *312 ms*, of which the server queued for *230 ms*. Then *50 tokens/s* for 1.76 s.',
  ],
  [
    'cold start',
    traceOf(steady(2000, 20, 89), { ...tokens(89), timings: timings({ loadMs: 1800 }) }),
    'First token after *2 s*, of which loading the model took *1.8 s*. Then *50 tokens/s* for 1.76 s.',
  ],
  [
    'slow connection',
    traceOf(steady(312, 20, 89), {
      ...tokens(89),
      marks: { ...sent, connectEnd: 200, requestSent: 201, streamEnd: 5000 },
    }),
    'First token after *312 ms*, of which the connection took *200 ms*. Then *50 tokens/s* for 1.76 s.',
  ],
  [
    'long prompt',
    traceOf(steady(312, 20, 89), { ...tokens(89), timings: timings({ prefillMs: 280 }) }),
    'First token after *312 ms*, of which reading the prompt took *280 ms*. Then *50 tokens/s* for 1.76 s.',
  ],
  [
    'a server that says more than we waited',
    traceOf(steady(312, 20, 89), { ...tokens(89), timings: timings({ queueMs: 900 }) }),
    'First token after *312 ms*. Then *50 tokens/s* for 1.76 s.',
  ],
  [
    'a stall',
    traceOf(withStall, tokens(80)),
    'First token after *312 ms*. Then *43.9 tokens/s* for 1.8 s, with one stall of 240 ms.',
  ],
  [
    'thinking',
    traceOf([thinking, ...steady(757, 20, 88)], { ...tokens(89), timings: timings({ queueMs: 230 }) }),
    'First token after *312 ms*, of which the server queued for 230 ms, followed by *445 ms* of thinking. All in all *40.3 tokens/s* for 2.19 s, with one stall of 445 ms.',
  ],
  [
    'hidden thinking',
    traceOf(steady(312, 20, 89), tokens(489, { outputReasoning: 400 })),
    'First token after *312 ms*, thinking that was not streamed included. Then *50 tokens/s* for 1.76 s.',
  ],
  [
    'held back in bursts',
    traceOf(
      [0, 1, 2, 3].flatMap((burst) => steady(1000 * (burst + 1), 0, 20)),
      tokens(80),
    ),
    'First text after *1 s*, then the rest in bursts until *4 s*. Something on the way held the text back, so the pace of the model is withheld.',
  ],
  [
    'held back',
    traceOf(steady(2000, 0, 89), tokens(89)),
    'All text came at once after *2 s*. Something on the way held the text back, so the pace of the model is withheld.',
  ],
  [
    'one body',
    traceOf([chunk(2163)], { ...tokens(89), streamed: false, marks: { ...sent, streamEnd: 2163 } }),
    'The whole answer of *89 tokens* came in one piece after *2.16 s*, so its first token and its pace are not known.',
  ],
  ['one token', traceOf([chunk(312)], tokens(1)), 'First token after *312 ms*. It was the only one.'],
  [
    'an empty answer',
    traceOf([], { ...tokens(0), marks: { ...sent, streamEnd: 312 } }),
    'The answer ended after *312 ms* without any text (finish reason stop).',
  ],
  [
    'no token counts',
    traceOf(steady(312, 20, 89), { marks: { ...sent, streamEnd: 5000 } }),
    'First token after *312 ms*. Then *50 characters/s* for 1.76 s.',
  ],
  [
    'cut at the limit',
    traceOf(steady(312, 20, 89), { ...tokens(89), finishReason: 'length' }),
    'First token after *312 ms*. Then *50 tokens/s* for 1.76 s. The answer was cut at the token limit.',
  ],
  [
    'failed before any text',
    traceOf([], {
      status: 'failed',
      endMs: 80,
      marks: sent,
      error: runError('reset', 'The server closed the connection.'),
    }),
    'Failed after *80 ms*, before any text came. The server closed the connection.',
  ],
  [
    'failed in mid-answer',
    traceOf(steady(312, 20, 9, 1), {
      status: 'failed',
      endMs: 900,
      error: runError('reset', 'The server closed the connection.'),
    }),
    'Failed after *900 ms*, with *9 tokens* received. The server closed the connection.',
  ],
  [
    'stopped',
    traceOf(steady(312, 20, 9, 1), { status: 'cancelled', endMs: 1200 }),
    'Stopped after *1.2 s* with *9 tokens* received; the first came after *312 ms*.',
  ],
  [
    'stopped early',
    traceOf([], { status: 'cancelled', endMs: 120, marks: sent }),
    'Stopped after *120 ms*, before any text came.',
  ],
];

test.each(CASES)('%s', (_, trace, expected) => expect(said(reportOf(trace))).toBe(expected));

test('never has more than three strong numbers, and never praises', () => {
  for (const [, trace] of CASES) {
    const parts = verdict(reportOf(trace));
    expect(parts.filter(({ strong }) => strong).length).toBeLessThanOrEqual(3);
    expect(parts.map(({ text }) => text).join('')).not.toMatch(/great|good|fast|nice|excellent|only \d/i);
  }
});

test('speaks in the numbers of the language', () => {
  const report = reportOf(traceOf(steady(2163, 20, 89), tokens(89)));
  expect(verdict(report, 'de')[1]?.text).toBe('2,16 s');
});
