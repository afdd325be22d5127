import { EventStreamCodec } from '@smithy/core/event-streams';

const utf8 = new TextDecoder();
const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : utf8.decode(bytes)),
  (text) => new TextEncoder().encode(text),
);

type MessageHeaders = Readonly<Record<string, string>>;

const message = (headers: MessageHeaders, body: string): Uint8Array =>
  codec.encode({
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { type: 'string', value }])),
    body: new TextEncoder().encode(body),
  });

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

const event = (name: string, body: object): Uint8Array =>
  message(
    { ':event-type': name, ':content-type': 'application/json', ':message-type': 'event' },
    JSON.stringify({ ...body, p: 'abcdefghijklmnop'.slice(0, name.length) }),
  );

export const exception = (type: string, body: string): Uint8Array =>
  message({ ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' }, body);

export const delta = (value: object, contentBlockIndex = 0): Uint8Array =>
  event('contentBlockDelta', { contentBlockIndex, delta: value });

const start = event('messageStart', { role: 'assistant' });
const blockStop = (contentBlockIndex: number): Uint8Array => event('contentBlockStop', { contentBlockIndex });
const stop = (stopReason: string): Uint8Array => event('messageStop', { stopReason });
const metadata = event('metadata', {
  usage: { inputTokens: 22, outputTokens: 55, totalTokens: 177, cacheReadInputTokens: 100, cacheWriteInputTokens: 0 },
  metrics: { latencyMs: 2040 },
  serviceTier: { type: 'default' },
});

export interface BinaryStream {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly events: readonly string[];
}

export const BEDROCK_STREAMS: readonly BinaryStream[] = [
  {
    name: 'text',
    bytes: joined([start, delta({ text: 'Hi' }), delta({ text: ' Zoë 🙂' }), blockStop(0), stop('end_turn'), metadata]),
    events: ['answer "Hi" -', 'answer " Zoë 🙂" -', 'finish stop', 'usage', 'timings', 'timings', 'end'],
  },
  {
    name: 'reasoning and its signature',
    bytes: joined([
      start,
      delta({ reasoningContent: { text: 'Hm' } }),
      delta({ reasoningContent: { signature: 'c2ln' } }),
      delta({ reasoningContent: { redactedContent: 'eA==' } }),
      blockStop(0),
      delta({ text: 'Yes' }, 1),
      stop('max_tokens'),
    ]),
    events: ['reasoning "Hm" -', 'answer "Yes" -', 'finish length'],
  },
  {
    name: 'two tools, one without arguments',
    bytes: joined([
      start,
      event('contentBlockStart', { contentBlockIndex: 0, start: { toolUse: { name: 'add', toolUseId: 't1' } } }),
      delta({ toolUse: { input: '{"a":' } }),
      delta({ toolUse: { input: '1}' } }),
      blockStop(0),
      event('contentBlockStart', { contentBlockIndex: 1, start: { toolUse: { name: 'now', toolUseId: 't2' } } }),
      blockStop(1),
      stop('tool_use'),
    ]),
    events: [String.raw`tool "add {\"a\":" -`, 'tool "1}" -', String.raw`tool "\nnow" -`, 'finish tool'],
  },
  {
    name: 'a guardrail',
    bytes: joined([start, delta({ text: 'No.' }), stop('guardrail_intervened'), metadata]),
    events: ['answer "No." -', 'finish filter', 'usage', 'timings', 'timings', 'end'],
  },
  {
    name: 'an exception in mid-answer',
    bytes: joined([start, delta({ text: 'Hi' }), exception('throttlingException', '{"message":"Too many tokens."}')]),
    events: ['answer "Hi" -', 'error rate-limited'],
  },
  {
    name: 'an error of the transport',
    bytes: joined([
      start,
      message({ ':message-type': 'error', ':error-code': 'InternalError', ':error-message': 'Broken.' }, ''),
    ]),
    events: ['error server-error'],
  },
  {
    name: 'a broken connection',
    bytes: joined([start, delta({ text: 'Hi' }), delta({ text: 'lost' }).subarray(0, -1)]),
    events: ['answer "Hi" -', 'error reset'],
  },
  {
    name: 'kinds of events that are not known',
    bytes: joined([
      start,
      event('novelty', { a: 1 }),
      delta({ text: 'Hi' }),
      delta({ citation: {} }),
      stop('end_turn'),
    ]),
    events: ['answer "Hi" -', 'finish stop'],
  },
];
