import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openaiChat } from '../../../src/protocols/openaiChat';
import { delta, eventsOf, sse } from './replay';
import { testStreams } from './streamLaws';
import { STREAMS } from './streams';

testStreams(openaiChat, STREAMS);

test('totals over several choices say nothing about the first one', () => {
  const other = { choices: [{ index: 1, delta: { content: 'x' } }] };
  const usage = { prompt_tokens: 9, completion_tokens: 40, total_tokens: 49 };
  const events = eventsOf(sse(delta({ content: 'a' }), other, { choices: [], usage }, '[DONE]'));
  expect(events.find(({ type }) => type === 'usage')).toMatchObject({ usage: { inputTotal: 9, outputTotal: null } });
});

test('what is not JSON of this protocol is an error, never an exception', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(() => eventsOf(`data: ${json}\n\n`)).not.toThrow();
      expect(() =>
        eventsOf(`data: {"choices":[${json}],"usage":${json},"timings":${json},"error":null}\n\n`),
      ).not.toThrow();
      expect(() => eventsOf(`data: {"choices":[{"delta":${json},"finish_reason":${json}}]}\n\n`)).not.toThrow();
    }),
  );
});
