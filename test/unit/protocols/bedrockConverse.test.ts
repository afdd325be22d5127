import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { RunFailure } from '../../../src/core/runError';
import type { HttpTarget } from '../../../src/core/target';
import type { ErrorKind } from '../../../src/core/vocabulary';
import { createAwsEventStream } from '../../../src/protocols/awsEventStream';
import { loadAwsCodec } from '../../../src/protocols/awsCodec';
import { bedrockConverse } from '../../../src/protocols/bedrockConverse';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf, timings, usage } from '../core/builders';
import { BEDROCK_STREAMS, delta, exception, type BinaryStream } from './bedrockStreams';
import { brief, CONTEXT, replay } from './replay';
import { testBodies } from './streamLaws';

beforeAll(loadAwsCodec);

const eventsOf = (bytes: Uint8Array) => replay([bytes], bedrockConverse);
const [TEXT] = BEDROCK_STREAMS as [BinaryStream];

describe('what a stream says', () => {
  test.each(BEDROCK_STREAMS)('$name', ({ bytes, events }) => expect(brief(eventsOf(bytes))).toEqual(events));

  test('is the same wherever its bytes are cut', () => {
    for (const { bytes } of BEDROCK_STREAMS) {
      const whole = eventsOf(bytes);
      for (let place = 1; place < bytes.length; place++)
        expect(replay([bytes.subarray(0, place), bytes.subarray(place)], bedrockConverse)).toEqual(whole);
      const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
      expect(replay(single, bedrockConverse)).toEqual(whole);
    }
  });

  test('has totals with what was read from a cache, and the time of the server', () => {
    const events = eventsOf(TEXT.bytes);
    expect(events).toContainEqual({
      type: 'usage',
      usage: usage({ inputTotal: 122, inputCached: 100, inputCacheWrite: 0, outputTotal: 55 }),
    });
    expect(events).toContainEqual({
      type: 'timings',
      timings: timings({ totalMs: 2040 }),
      raw: { metrics: { latencyMs: 2040 } },
    });
    expect(events).toContainEqual({ type: 'timings', timings: timings({}), raw: { serviceTier: 'default' } });
  });

  test('of any damage is an answer or an error', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...BEDROCK_STREAMS), damage, ({ bytes }, changes) => {
        const changed = Uint8Array.from(bytes);
        for (const [at, value] of changes) changed[at % bytes.length] = value;
        try {
          eventsOf(changed);
        } catch (failure) {
          if (!(failure instanceof RunFailure)) throw failure;
        }
      }),
    );
  });
});

describe('messages', () => {
  const RECORDED =
    'AAAAdgAAAFKW1freCzpldmVudC10eXBlBwAMbWVzc2FnZVN0YXJ0DTpjb250ZW50LXR5cGUHABBhcHBsaWNhdGlvbi9qc29uDTptZXNzYWdlLXR5cGUHAAVldmVudHsicm9sZSI6ImFzc2lzdGFudCJ9b6jFmQ==';
  const recorded = Uint8Array.from(Buffer.from(RECORDED, 'base64'));
  const kindOf = (bytes: Uint8Array): ErrorKind | null => {
    try {
      createAwsEventStream(new TextDecoder(), 1024).push(bytes);
      return null;
    } catch (failure) {
      return failure instanceof RunFailure ? failure.error.kind : null;
    }
  };

  test('as another encoder makes them', () =>
    expect(createAwsEventStream(new TextDecoder()).push(recorded)).toEqual([
      { event: 'messageStart', data: '{"role":"assistant"}' },
    ]));

  test('with one wrong byte are malformed', () => {
    for (let at = 4; at < recorded.length; at++)
      expect(kindOf(recorded.map((byte, index) => (index === at ? byte ^ 1 : byte)))).toBe('malformed');
  });

  test.each([
    ['shorter than a message can be', Uint8Array.of(0, 0, 0, 15), 'malformed'],
    ['longer than any', Uint8Array.of(0, 0, 4, 1), 'too-large'],
    ['a web page', new TextEncoder().encode('<html>'), 'too-large'],
  ])('%s are refused at once', (_, bytes, kind) => expect(kindOf(bytes)).toBe(kind));

  test('of a megabyte may come byte by byte', () => {
    const stream = createAwsEventStream(new TextDecoder());
    const large = delta({ text: 'x'.repeat(1024 * 1024) });
    const frames = Array.from(large, (_, at) => stream.push(large.subarray(at, at + 1))).flat();
    expect(frames).toHaveLength(1);
  });
});

describe('an exception in the stream', () => {
  test.each<[string, ErrorKind]>([
    ['throttlingException', 'rate-limited'],
    ['serviceUnavailableException', 'overloaded'],
    ['validationException', 'bad-request'],
    ['modelStreamErrorException', 'server-error'],
    ['internalServerException', 'server-error'],
  ])('%s is %s, in its own words', (type, kind) => {
    const [event] = eventsOf(exception(type, '{"message":"As it is."}'));
    expect(event).toMatchObject({ type: 'error', error: { kind, detail: 'As it is.' } });
  });
});

const TARGET: HttpTarget = {
  name: 'a',
  protocol: 'bedrock-converse',
  url: 'https://bedrock-runtime.eu-west-1.amazonaws.com',
  model: 'maker.model-v1:0',
};
const encode = (target: Partial<HttpTarget> = {}, apiKey: string | null = null) =>
  bedrockConverse.encode(requestOf({ target: { ...TARGET, ...target }, apiKey }));

describe('a request', () => {
  const host = TARGET.url;
  test.each([
    [{}, `${host}/model/maker.model-v1%3A0/converse-stream`],
    [{ url: `${host}/` }, `${host}/model/maker.model-v1%3A0/converse-stream`],
    [{ url: `${host}/model/other/converse` }, `${host}/model/other/converse-stream`],
    [
      { model: 'arn:aws:bedrock:x:1:inference-profile/y' },
      `${host}/model/arn%3Aaws%3Abedrock%3Ax%3A1%3Ainference-profile%2Fy/converse-stream`,
    ],
    [{ parameters: { extra: { stream: false } } }, `${host}/model/maker.model-v1%3A0/converse`],
  ])('of %j goes to %s', (target, url) => expect(encode(target).url).toBe(url));

  test('shows a bearer key, and none where there is none', () => {
    expect(encode({}, 'k').headers).toMatchObject({
      authorization: 'Bearer k',
      accept: 'application/vnd.amazon.eventstream',
    });
    expect(encode().headers).not.toHaveProperty('authorization');
  });

  test('of a bare target', () =>
    expect(JSON.parse(encode().body)).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Why is the sky blue?' }] }],
    }));

  test('has the parameters in the words of the protocol, and the system apart', () => {
    const extra = { performanceConfig: { latency: 'optimized' }, inferenceConfig: { topP: 0.9 }, stream: true };
    const parameters = { maxTokens: 9, temperature: 0, topP: 0.5, seed: 7, stop: ['\n'], extra };
    const messages = [
      { role: 'system' as const, content: 'Be brief.' },
      { role: 'user' as const, content: 'Hi' },
    ];
    const request = requestOf({ target: { ...TARGET, parameters }, prompt: { messages, source: '' } });
    expect(JSON.parse(bedrockConverse.encode(request).body)).toEqual({
      system: [{ text: 'Be brief.' }],
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      inferenceConfig: { maxTokens: 9, temperature: 0, topP: 0.9, stopSequences: ['\n'] },
      performanceConfig: { latency: 'optimized' },
    });
  });

  test('is found by the name of its protocol', () => expect(dialectOf('bedrock-converse')).toBe(bedrockConverse));
});

describe('an answer in one piece', () => {
  const BODY = JSON.stringify({
    output: {
      message: {
        role: 'assistant',
        content: [
          { reasoningContent: { reasoningText: { text: 'Hm', signature: 's' } } },
          { text: 'Yes' },
          { toolUse: { toolUseId: 't', name: 'add', input: { a: 1 } } },
        ],
      },
    },
    stopReason: 'tool_use',
    usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 },
    metrics: { latencyMs: 12 },
  });
  test('says what a stream says', () =>
    expect(brief(bedrockConverse.decodeBody(BODY, CONTEXT))).toEqual([
      'reasoning "Hm" -',
      'answer "Yes" -',
      String.raw`tool "add {\"a\":1}" -`,
      'usage',
      'timings',
      'finish tool',
      'end',
    ]));
  testBodies(bedrockConverse, [BODY]);
});

describe('a refusal', () => {
  test.each<[number, string | undefined, string, ErrorKind]>([
    [400, 'ValidationException:http://x', '{"message":"Bad model."}', 'bad-request'],
    [403, 'AccessDeniedException', '{"Message":"No access."}', 'forbidden'],
    [429, 'ThrottlingException', '{"message":"Slow down."}', 'rate-limited'],
    [503, undefined, 'gone', 'overloaded'],
  ])('%i %s', (status, type, body, kind) => {
    const error = bedrockConverse.decodeError(status, type ? { 'x-amzn-errortype': type } : {}, body, CONTEXT);
    expect(error).toMatchObject({ kind, httpStatus: status });
    expect(error.detail).toMatch(/Bad model\.|No access\.|Slow down\.|gone/);
  });
});
