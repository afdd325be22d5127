import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { METRIC_FAMILIES } from '../../../src/protocols/metricFamilies';
import { parsePrometheusText } from '../../../src/protocols/prometheusText';
import { metricDifference } from '../../../src/protocols/serverMetrics';
import { timings } from '../core/builders';

describe('the text format', () => {
  test.each<[string, string, string, object[]]>([
    ['a bare number', 'a_total 3', 'a_total', [{ labels: {}, value: 3 }]],
    ['a time stamp after it', 'a 3 1700000000000', 'a', [{ labels: {}, value: 3 }]],
    ['an exponent', 'a 1.5e-3', 'a', [{ labels: {}, value: 0.0015 }]],
    ['a colon in a name', 'vllm:x 1', 'vllm_x', [{ labels: {}, value: 1 }]],
    ['labels', 'a{m="x/y",le="0.1"} 2', 'a', [{ labels: { m: 'x/y', le: '0.1' }, value: 2 }]],
    ['a comma after the last', 'a{m="x",} 2', 'a', [{ labels: { m: 'x' }, value: 2 }]],
    ['brackets and quotes inside', String.raw`a{m="}\"\\\n "} 2`, 'a', [{ labels: { m: '}"\\\n ' }, value: 2 }]],
    ['an exemplar', 'a{m="x"} 2 # {id="y"} 9', 'a', [{ labels: { m: 'x' }, value: 2 }]],
    ['line ends of Windows', 'a 1\r\nb 2\r\n', 'a', [{ labels: {}, value: 1 }]],
    ['the whole as a JSON string', JSON.stringify('# HELP a b\na 1\n'), 'a', [{ labels: {}, value: 1 }]],
  ])('with %s', (_, text, name, samples) => expect(parsePrometheusText(text).get(name)).toEqual(samples));

  test('has several samples of a name', () =>
    expect(parsePrometheusText('a{m="1"} 1\na{m="2"} 2').get('a')).toHaveLength(2));

  test.each(['', '# HELP a 1', 'a NaN', 'a +Inf', 'a', '{"error":{"message":"no"}}', '<html>', '"broken', '"a" 1'])(
    'has no samples in %j',
    (text) => expect([...parsePrometheusText(text)]).toEqual([]),
  );

  test('of any damage is read without an exception, and in time', () => {
    const part = fc.constantFrom('a', '{', '}', '"', '\\', '=', ',', ' ', '\n', '1', 'vllm:x', '#', 'm="x"');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 400 }), (parts) => {
        parsePrometheusText(parts.join(''));
      }),
    );
    parsePrometheusText(`a{${'m="x" '.repeat(50_000)}`);
    parsePrometheusText(`a{${' '.repeat(50_000)}`);
  });
});

const histogram = (name: string, labels: string, sum: number, count: number): string =>
  `${name}_bucket{${labels}le="+Inf"} ${count}\n${name}_sum{${labels}} ${sum}\n${name}_count{${labels}} ${count}\n`;

/** What a vLLM says after some requests, with the sums of the times of all. */
const vllm = (requests: number, { sums = requests, running = 0, waiting = 0 } = {}): string =>
  [
    ['e2e_request_latency', 0.9],
    ['request_queue_time', 0.02],
    ['request_prefill_time', 0.08],
    ['request_decode_time', 0.8],
    ['time_to_first_token', 0.1],
  ]
    .map(([name, each]) =>
      histogram(`vllm:${name}_seconds`, 'engine="0",model_name="m",', Number(each) * sums, requests),
    )
    .join('')
    .concat(
      `vllm:num_requests_running{engine="0",model_name="m"} ${running}.0\n`,
      `vllm:num_requests_waiting{engine="0",model_name="m"} ${waiting}.0\n`,
      `vllm:generation_tokens_total{engine="0",model_name="m"} ${requests * 20}\n`,
    );

const between = (before: string, after: string, outputTokens: number | null = 20) =>
  metricDifference({
    before: parsePrometheusText(before),
    after: parsePrometheusText(after),
    model: 'm',
    outputTokens,
  });

const close = (expected: ReturnType<typeof timings>) =>
  Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [name, value === null ? null : expect.closeTo(value, 6)]),
  );

describe('the one request of a run', () => {
  const whole = { queueMs: 20, prefillMs: 80, decodeMs: 800, totalMs: 900 };
  const trt = vllm(1).replaceAll('vllm:', 'trtllm_');
  const sglang = [
    histogram('sglang:e2e_request_latency_seconds', '', 0.9, 1),
    histogram('sglang:queue_time_seconds', '', 0.02, 1),
    histogram('sglang:time_to_first_token_seconds', '', 0.1, 1),
    'sglang:num_running_reqs 1\n',
  ].join('');
  const tgi = [
    histogram('tgi_request_duration', '', 0.9, 1),
    histogram('tgi_request_queue_duration', '', 0.02, 1),
    histogram('tgi_batch_inference_duration', 'method="prefill",', 0.08, 1),
    histogram('tgi_batch_inference_duration', 'method="decode",', 0.8, 19),
    'tgi_batch_current_size 0\n',
  ].join('');
  const llamacpp = 'llamacpp:prompt_seconds_total 0.08\nllamacpp:tokens_predicted_seconds_total 0.8\n'.concat(
    'llamacpp:tokens_predicted_total 20\nllamacpp:requests_processing 0\n',
  );
  const triton = [
    'nv_inference_request_success{model="m",version="1"} 1',
    'nv_inference_request_success{model="preprocessing",version="1"} 1',
    'nv_inference_queue_duration_us{model="m",version="1"} 20000',
    'nv_inference_request_duration_us{model="m",version="1"} 900000',
    'nv_inference_request_duration_us{model="preprocessing",version="1"} 700',
    'nv_inference_first_response_histogram_ms_sum{model="m",version="1"} 100',
    'nv_inference_pending_request_count{model="m",version="1"} 0\n',
  ].join('\n');
  test.each([
    ['vLLM', vllm(1), whole],
    ['TensorRT-LLM', trt, whole],
    ['SGLang', sglang, whole],
    ['Text Generation Inference', tgi, whole],
    ['llama.cpp', llamacpp, { prefillMs: 80, decodeMs: 800 }],
    ['Triton', triton, whole],
  ])('has the times that %s counted', (server, after, expected) => {
    const difference = between('', after);
    expect(difference).toMatchObject({ server, requests: 1, others: null });
    expect(difference?.timings).toEqual(close(timings(expected)));
  });

  test('every kind of server is in the table above', () =>
    expect(METRIC_FAMILIES.map(({ server }) => server)).toHaveLength(6));

  test('is what grew, not what stood there before', () =>
    expect(between(vllm(7), vllm(8))?.timings).toEqual(close(timings(whole))));

  test('shows each time and the load', () =>
    expect(between(vllm(7), vllm(8))?.shown).toMatchObject({
      firstTokenMs: expect.closeTo(100, 6),
      queueMs: expect.closeTo(20, 6),
      running: 0,
      waiting: 0,
    }));
});

describe('a reading that is not about one request', () => {
  test.each([
    ['others ended too', vllm(7), vllm(10), { requests: 3, others: { finished: 2, running: 0, waiting: 0 } }],
    ['one was running before', vllm(7, { running: 1 }), vllm(8), { others: { finished: 0, running: 1, waiting: 0 } }],
    ['two run after', vllm(7), vllm(8, { running: 2 }), { others: { finished: 0, running: 2, waiting: 0 } }],
    ['one waits after', vllm(7), vllm(8, { waiting: 1 }), { others: { finished: 0, running: 0, waiting: 1 } }],
  ])('%s: its times are shown and not used', (_, before, after, expected) => {
    const difference = between(before, after);
    expect(difference).toMatchObject(expected);
    expect(difference?.timings).toBeNull();
    expect(difference?.shown).toHaveProperty('queueMs');
  });

  test.each([
    ['nothing was counted', vllm(7), vllm(7), 0],
    ['the server was started anew', vllm(7), vllm(1), null],
  ])('%s: there are no times and no others', (_, before, after, requests) =>
    expect(between(before, after)).toMatchObject({ requests, others: null, timings: null }),
  );

  const tokens = (count: number): string =>
    `llamacpp:tokens_predicted_total ${count}\nllamacpp:prompt_seconds_total 1\n`;
  test.each([
    ['more tokens than ours', tokens(40), 20, { requests: 2, others: { finished: 1 } }],
    ['fewer', tokens(4), 20, { requests: 0, others: null }],
    ['ours are not known', tokens(20), null, { requests: null, others: null }],
  ])('where only tokens are counted, %s', (_, after, own, expected) => {
    const difference = between('', after, own);
    expect(difference).toMatchObject(expected);
    expect(difference?.timings).toBeNull();
  });

  test('metrics of something else are none', () => expect(between('', 'go_goroutines 8\n')).toBeNull());
});
