import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openaiChat } from '../../../src/protocols/openaiChat';
import { HOSTED_STREAMS } from './hostedStreams';
import { delta, eventsOf, finish, sse } from './replay';
import { testStreams } from './streamLaws';
import { STREAMS } from './streams';

testStreams(openaiChat, [...STREAMS, ...HOSTED_STREAMS]);

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

test('tier, provider and cost are told when they are new', () => {
  const cost = { prompt_tokens: 9, completion_tokens: 2, cost: 0.00012, cost_in_usd_ticks: 7, is_byok: false };
  const events = eventsOf(
    sse(
      delta({ content: 'a' }, { provider: 'Foo', service_tier: 'default' }),
      delta({ content: 'b' }, { provider: 'Foo', service_tier: 'default' }),
      finish('stop', { provider: 'Bar', service_tier: null, usage: cost }),
      { choices: [], usage: { ...cost, cost: { total_cost: 0.005 } } },
      '[DONE]',
    ),
  );
  expect(events.flatMap((event) => (event.type === 'timings' ? [event.raw] : []))).toEqual([
    { provider: 'Foo', service_tier: 'default' },
    { provider: 'Bar', cost: 0.00012, cost_in_usd_ticks: 7 },
    { cost: 0.005 },
  ]);
});
