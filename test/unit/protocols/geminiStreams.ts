import { sse } from './replay';
import type { RecordedStream } from './streams';

const chunk = (parts: object[], rest: object = {}, candidate: object = {}) => ({
  candidates: [{ index: 0, content: { role: 'model', parts }, ...candidate }],
  ...rest,
});
const totals = (candidates: number | undefined, thoughts?: number, rest: object = {}) => ({
  usageMetadata: { promptTokenCount: 9, candidatesTokenCount: candidates, thoughtsTokenCount: thoughts, ...rest },
});
const stop = { finishReason: 'STOP' };
const model = { modelVersion: 'gemini-x', responseId: 'r1' };

export const GEMINI_STREAMS: readonly RecordedStream[] = [
  {
    name: 'growing totals, carriage returns, a signature at the end',
    text: sse(
      chunk([{ text: 'There are' }], { ...totals(5), ...model }),
      chunk([{ text: ' **3** 😀' }], { ...totals(23), ...model }),
      chunk([{ text: '', thoughtSignature: 'EqQB' }], { ...totals(23), ...model }, stop),
    ).replaceAll('\n', '\r\n'),
    events: [
      'model gemini-x',
      'answer "There are" 5',
      'usage',
      'answer " **3** 😀" 18',
      'usage',
      'usage',
      'finish stop',
    ],
  },
  {
    name: 'thoughts that are shown',
    text: sse(
      chunk([{ text: 'Plan', thought: true }], totals(undefined, 51)),
      chunk([{ text: ' more', thought: true }], totals(undefined, 60)),
      chunk([{ text: 'There' }], totals(5, 60)),
      chunk([{ text: ' are' }], totals(7, 60), { finishReason: 'MAX_TOKENS' }),
    ),
    events: [
      'reasoning "Plan" 51',
      'usage',
      'reasoning " more" 9',
      'usage',
      'answer "There" 5',
      'usage',
      'answer " are" 2',
      'usage',
      'finish length',
    ],
  },
  {
    name: 'thoughts that are hidden are no tokens of the first text',
    text: sse(chunk([{ text: 'Yes' }], totals(2, 185)), chunk([{ text: '.' }], totals(3, 185), stop)),
    events: ['answer "Yes" 2', 'usage', 'answer "." 1', 'usage', 'finish stop'],
  },
  {
    name: 'a thought and text in one chunk',
    text: sse(chunk([{ text: 'Hm', thought: true }, { text: 'Yes' }, { text: '!' }], totals(2, 9), stop)),
    events: ['reasoning "Hm" 9', 'answer "Yes" 2', 'answer "!" 0', 'usage', 'finish stop'],
  },
  {
    name: 'totals at the end alone say nothing about single chunks',
    text: sse(
      chunk([{ text: 'a' }], { usageMetadata: { promptTokenCount: 9, totalTokenCount: 9 } }),
      chunk([{ text: 'b' }], totals(40, undefined, { serviceTier: 'standard', trafficType: 'ON_DEMAND' }), stop),
    ),
    events: ['answer "a" -', 'usage', 'answer "b" -', 'usage', 'timings', 'finish stop'],
  },
  {
    name: 'function calls, whole',
    text: sse(
      chunk([{ functionCall: { name: 'weather', args: { city: 'Paris' } }, thoughtSignature: 'EqQB' }], totals(9)),
      chunk([{ functionCall: { name: 'now' } }], totals(12), stop),
    ),
    events: ['tool "weather {\\"city\\":\\"Paris\\"}" 9', 'usage', 'usage', 'tool "\\nnow" -', 'finish tool'],
  },
  {
    name: 'a function call whose arguments are streamed',
    text: sse(
      chunk([{ functionCall: { name: 'weather', willContinue: true } }]),
      chunk([{ functionCall: { partialArgs: [{ jsonPath: '$.city', stringValue: 'Par' }], willContinue: true } }]),
      chunk([
        {
          functionCall: {
            partialArgs: [
              { jsonPath: '$.city', stringValue: 'is' },
              { jsonPath: '$.days', numberValue: 3 },
            ],
          },
        },
      ]),
      chunk([], {}, stop),
    ),
    events: ['tool "weather Par" -', 'tool "is3" -', 'finish tool'],
  },
  {
    name: 'code that the model wrote, and what came of it',
    text: sse(
      chunk([{ executableCode: { language: 'PYTHON', code: 'print(1)' } }], totals(4)),
      chunk([{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } }], totals(4)),
      chunk([{ text: 'It is 1.' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }], totals(9), stop),
    ),
    events: ['tool "print(1)" 4', 'usage', 'usage', 'answer "It is 1." 5', 'usage', 'finish stop'],
  },
  {
    name: 'a blocked prompt',
    text: sse({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, ...totals(undefined), ...model }),
    events: ['model gemini-x', 'usage', 'finish filter', 'error bad-request'],
  },
  {
    name: 'an answer that is stopped for safety',
    text: sse(chunk([{ text: 'a' }], totals(1)), { candidates: [{ finishReason: 'SAFETY', index: 0 }] }),
    events: ['answer "a" 1', 'usage', 'finish filter'],
  },
  {
    name: 'a call that the model got wrong',
    text: sse({ candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: 'print(', index: 0 }] }),
    events: ['finish error', 'error server-error'],
  },
  {
    name: 'several candidates: only the first is listened to',
    text: sse(
      { candidates: [{ index: 1, content: { parts: [{ text: 'x' }] }, finishReason: 'SAFETY' }] },
      chunk([{ text: 'a' }], {}, stop),
    ),
    events: ['answer "a" -', 'finish stop'],
  },
  {
    name: 'an error in the stream',
    text: sse(chunk([{ text: 'a' }]), { error: { code: 429, message: 'slow', status: 'RESOURCE_EXHAUSTED' } }),
    events: ['answer "a" -', 'error rate-limited'],
  },
  {
    name: 'a bare error on one line, without data:',
    text: `${sse(chunk([{ text: 'a' }]))}{"error":{"code":503,"message":"busy","status":"UNAVAILABLE"}}\n`,
    events: ['answer "a" -', 'error overloaded'],
  },
  {
    name: 'a bare error over many lines, in an array, without an end of line',
    text: `${sse(chunk([{ text: 'a' }]))}[{\n  "error": {\n    "code": 500,\n    "details": [\n    ]\n  }\n}\n]`,
    events: ['answer "a" -', 'error server-error'],
  },
  {
    name: 'other lines that are no events',
    text: `${sse(chunk([{ text: 'a' }]))}{ oops\n}\nhello: you\n[7]\n\n${sse(chunk([{ text: 'b' }], {}, stop))}`,
    events: ['answer "a" -', 'answer "b" -', 'finish stop'],
  },
  {
    name: 'a terminator of a proxy, and data after it',
    text: sse(chunk([{ text: 'a' }], {}, stop), '[DONE]', chunk([{ text: 'b' }])),
    events: ['answer "a" -', 'finish stop', 'end'],
  },
  {
    name: 'totals after the finish reason',
    text: sse(chunk([{ text: 'a' }], {}, stop), totals(1)),
    events: ['answer "a" -', 'finish stop', 'usage'],
  },
  {
    name: 'the connection closes in mid-answer',
    text: sse(chunk([{ text: 'a' }])),
    events: ['answer "a" -', 'error reset'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'an event that is no JSON', text: 'data: oops\n\n', events: ['error malformed'] },
];
