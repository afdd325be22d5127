import { delta, finish, sse } from './replay';

/** Streams in the shapes that servers really send (written for these tests), with what must come out of each. */
export interface RecordedStream {
  readonly name: string;
  readonly text: string;
  readonly events: readonly string[];
}

const usageOf = (prompt: number, completion: number, rest: object = {}): object => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  ...rest,
});
const model = { model: 'm' };
const DONE = '[DONE]';

export const STREAMS: readonly RecordedStream[] = [
  {
    name: 'OpenAI: a role first, usage after the end of text, with empty choices',
    text: sse(
      delta({ role: 'assistant', content: '', refusal: null }, { ...model, usage: null, obfuscation: 'x9' }),
      delta({ content: 'Hi' }, { ...model, usage: null }),
      delta({ content: ' there 😀' }, { ...model, usage: null }),
      finish('stop', { ...model, usage: null }),
      { choices: [], usage: usageOf(9, 3), ...model },
      DONE,
    ),
    events: ['model m', 'answer "Hi" -', 'answer " there 😀" -', 'finish stop', 'usage', 'end'],
  },
  {
    name: 'Azure: a filter frame without choices or names first',
    text: sse(
      { choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: [{ prompt_index: 0 }] },
      delta({ role: 'assistant', content: '' }, model),
      delta({ content: 'Capital' }, model),
      { choices: [{ index: 0, content_filter_offsets: {}, finish_reason: null }], ...model },
      finish('content_filter', model),
      DONE,
    ),
    events: ['model m', 'answer "Capital" -', 'finish filter', 'end'],
  },
  {
    name: 'DeepSeek: comments, both keys on each chunk, usage on the finish chunk',
    text: `: keep-alive\n\n${sse(
      delta({ role: 'assistant', content: null, reasoning_content: '' }, model),
      delta({ content: null, reasoning_content: 'Hm' }, model),
      delta({ content: 'Yes', reasoning_content: null }, model),
      finish('stop', { ...model, usage: usageOf(10, 2, { prompt_cache_hit_tokens: 4 }) }),
    )}: keep-alive\n\n${sse(DONE)}`,
    events: ['model m', 'reasoning "Hm" -', 'answer "Yes" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'Groq: usage and times inside x_groq',
    text: sse(
      delta({ role: 'assistant', content: '' }, { x_groq: { id: 'req_1' } }),
      delta({ content: 'Int' }),
      finish('stop', {
        x_groq: { usage: { ...usageOf(45, 1), queue_time: 0.042, prompt_time: 0.004, total_time: 0.006 } },
      }),
      DONE,
    ),
    events: ['answer "Int" -', 'timings', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'Mistral: content as typed parts, thinking among them',
    text: sse(
      delta({ role: 'assistant', content: '' }),
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }),
      delta({
        content: [
          { type: 'text', text: 'Oui' },
          { type: 'reference', reference_ids: [1] },
        ],
      }),
      finish('stop', { usage: usageOf(5, 4, { num_cached_tokens: 2 }) }),
      DONE,
    ),
    events: ['reasoning "Hm" -', 'answer "Oui" -', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'llama.cpp: growing timings on every chunk, progress before the first',
    text: sse(
      delta({ role: 'assistant', content: null }),
      delta({ content: null }, { prompt_progress: { total: 26, cache: 20, processed: 26, time_ms: 60 } }),
      delta(
        { content: 'Hi' },
        { timings: { cache_n: 20, prompt_n: 6, prompt_ms: 61.2, predicted_n: 1, predicted_ms: 0.1 } },
      ),
      delta(
        { content: ' you two' },
        { timings: { cache_n: 20, prompt_n: 6, prompt_ms: 61.2, predicted_n: 4, predicted_ms: 60 } },
      ),
      finish('length'),
      DONE,
    ),
    events: [
      'prefill 26/26',
      'answer "Hi" 1',
      'timings',
      'usage',
      'answer " you two" 3',
      'timings',
      'usage',
      'finish length',
      'end',
    ],
  },
  {
    name: 'vLLM: usage so far on every chunk, the finish chunk has text',
    text: sse(
      delta({ role: 'assistant', content: '' }, { usage: usageOf(9, 0) }),
      delta({ reasoning: 'Hm' }, { usage: usageOf(9, 2) }),
      {
        choices: [{ index: 0, delta: { content: 'Hi there' }, finish_reason: 'stop', stop_reason: null }],
        usage: usageOf(9, 5),
      },
      {
        choices: [],
        usage: usageOf(9, 5),
        metrics: { time_to_first_token_ms: 30, queue_time_ms: 4, generation_time_ms: 50 },
      },
      DONE,
    ),
    events: [
      'usage',
      'reasoning "Hm" 2',
      'usage',
      'answer "Hi there" 3',
      'usage',
      'finish stop',
      'timings',
      'usage',
      'end',
    ],
  },
  {
    name: 'OpenRouter: comments, the same reasoning in two fields',
    text: `: OPENROUTER PROCESSING\n\n${sse(
      delta({
        role: 'assistant',
        content: '',
        reasoning: 'Hm',
        reasoning_details: [{ type: 'reasoning.text', text: 'Hm' }],
      }),
      delta({ role: 'assistant', content: 'Ok' }),
      finish('stop'),
      DONE,
    )}`,
    events: ['reasoning "Hm" -', 'answer "Ok" -', 'finish stop', 'end'],
  },
  {
    name: 'xAI: the first chunk carries role and reasoning',
    text: sse(
      delta({ role: 'assistant', reasoning_content: 'Hm' }),
      delta({ content: 'Ok' }),
      finish('stop'),
      {
        choices: [],
        usage: {
          prompt_tokens: 12,
          completion_tokens: 1,
          total_tokens: 303,
          completion_tokens_details: { reasoning_tokens: 290 },
        },
      },
      DONE,
    ),
    events: ['reasoning "Hm" -', 'answer "Ok" -', 'finish stop', 'usage', 'end'],
  },
  {
    name: 'a server without a reasoning parser: tags in the text, cut anywhere',
    text: sse(
      delta({ role: 'assistant', content: '' }),
      delta({ content: '<th' }),
      delta({ content: 'ink>\nHm' }),
      delta({ content: ' so</' }),
      delta({ content: 'think>\n\nYes' }),
      delta({ content: ', <think>' }),
      finish('stop'),
      DONE,
    ),
    events: [
      'reasoning "<think>\\nHm" -',
      'reasoning " so</" -',
      'reasoning "think>" -',
      'answer "\\n\\nYes" -',
      'answer ", <think>" -',
      'finish stop',
      'end',
    ],
  },
  {
    name: 'a template that opens the reasoning in the prompt: only its end is generated, cut anywhere',
    text: sse(
      delta({ role: 'assistant', content: '' }),
      delta({ content: 'Hm' }),
      delta({ content: ' so 1 < 2</' }),
      delta({ content: 'thi' }),
      delta({ content: 'nk>\n\nYes' }),
      delta({ content: ', </think>' }),
      finish('stop'),
      DONE,
    ),
    events: [
      'answer "Hm" -',
      'answer " so 1 < 2</" -',
      'answer "thi" -',
      'was-reasoning',
      'reasoning "nk>" -',
      'answer "\\n\\nYes" -',
      'answer ", </think>" -',
      'finish stop',
      'end',
    ],
  },
  {
    name: 'a template that opens the reasoning, and a model that does not reason',
    text: sse(delta({ content: '</thinking>' }), delta({ content: 'Yes' }), finish('stop'), DONE),
    events: ['was-reasoning', 'reasoning "</thinking>" -', 'answer "Yes" -', 'finish stop', 'end'],
  },
  {
    name: 'an answer about tags',
    text: sse(
      delta({ content: 'A `' }),
      delta({ content: '</think>` ends' }),
      delta({ content: ' <b>' }),
      finish('stop'),
      DONE,
    ),
    events: ['answer "A `" -', 'answer "</think>` ends" -', 'answer " <b>" -', 'finish stop', 'end'],
  },
  {
    name: 'an answer about both tags',
    text: sse(delta({ content: 'From <think> on' }), delta({ content: ' to </think>.' }), finish('stop'), DONE),
    events: ['answer "From <think> on" -', 'answer " to </think>." -', 'finish stop', 'end'],
  },
  {
    name: 'a server with a reasoning field: a tag in its answer is text',
    text: sse(delta({ reasoning: 'Hm' }), delta({ content: '<think> is a tag' }), finish('stop'), DONE),
    events: ['reasoning "Hm" -', 'answer "<think> is a tag" -', 'finish stop', 'end'],
  },
  {
    name: 'tool calls only',
    text: sse(
      delta({
        role: 'assistant',
        content: null,
        tool_calls: [{ index: 0, id: 'a', function: { name: 'weather', arguments: '' } }],
      }),
      delta({ tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: '"Paris"}' } }] }),
      delta({ tool_calls: [{ index: 1, id: 'b', function: { name: 'now', arguments: '' } }] }),
      finish('tool_calls'),
      DONE,
    ),
    events: ['tool "weather {\\"city\\":" -', 'tool "\\"Paris\\"}" -', 'tool "\\nnow" -', 'finish tool', 'end'],
  },
  {
    name: 'audio, by its transcript, and a function call of the old form',
    text: sse(
      delta({ audio: { id: 'a', data: 'AAAA', transcript: 'Hi' } }),
      delta({ audio: { expires_at: 7 } }),
      delta({ function_call: { name: 'now', arguments: '{}' } }),
      finish('function_call'),
      DONE,
    ),
    events: ['answer "Hi" -', 'tool "now {}" -', 'finish tool', 'end'],
  },
  {
    name: 'a refusal',
    text: sse(
      delta({ role: 'assistant', content: '', refusal: null }),
      delta({ refusal: 'I cannot' }),
      finish('stop'),
      DONE,
    ),
    events: ['refusal "I cannot" -', 'finish stop', 'end'],
  },
  {
    name: 'several choices: only the first is listened to',
    text: sse(
      delta({ content: 'a' }),
      { choices: [{ index: 1, delta: { content: 'x' }, finish_reason: null }] },
      { choices: [{ index: 1, delta: {}, finish_reason: 'length' }] },
      finish('stop'),
      { choices: [], usage: usageOf(9, 40) },
      DONE,
    ),
    events: ['answer "a" -', 'finish stop', 'usage', 'end'],
  },
  {
    name: 'token ids and log probabilities',
    text: sse(
      { choices: [{ index: 0, delta: { content: 'a b' }, token_ids: [5, 6] }] },
      { choices: [{ index: 0, delta: { content: 'c' }, logprobs: { content: [{ token: 'c' }] } }] },
      finish('stop'),
      DONE,
    ),
    events: ['answer "a b" 2', 'answer "c" 1', 'finish stop', 'end'],
  },
  {
    name: 'reasoning and text in one chunk',
    text: sse(delta({ reasoning: 'Hm', content: 'Yes' }, { usage: usageOf(9, 5) }), finish('stop'), DONE),
    events: ['reasoning "Hm" 5', 'answer "Yes" 0', 'usage', 'finish stop', 'end'],
  },
  {
    name: 'an error in mid-stream, and the terminator after it',
    text: sse(
      delta({ content: 'a' }),
      { error: { message: 'CUDA out of memory', type: 'server_error', code: 500 } },
      DONE,
    ),
    events: ['answer "a" -', 'error server-error', 'end'],
  },
  {
    name: 'an event named error',
    text: 'event: error\ndata: {"error":{"message":"busy","code":503}}\n\n',
    events: ['error overloaded'],
  },
  {
    name: 'an error line of older llama.cpp',
    text: 'error: {"code":500,"message":"broke"}\n\n',
    events: ['error server-error'],
  },
  {
    name: 'a model that gives up',
    text: sse(delta({ content: 'a' }), finish('insufficient_system_resource'), DONE),
    events: ['answer "a" -', 'finish error', 'error server-error', 'end'],
  },
  {
    name: 'carriage returns, no space after data:, ids and retry lines, a byte order mark, no last blank line',
    text: `\uFEFF${'id: 1\r\nretry: 10\r\ndata:{"choices":[{"index":0,\r\ndata:"delta":{"content":"é"}}]}\r\n\r\n'}data: [DONE] `,
    events: ['answer "é" -', 'end'],
  },
  {
    name: 'lone carriage returns',
    text: sse(delta({ content: 'a' }), finish('stop'), DONE).replaceAll('\n', '\r'),
    events: ['answer "a" -', 'finish stop', 'end'],
  },
  {
    name: 'no terminator',
    text: sse(delta({ content: 'a' }), finish('stop')),
    events: ['answer "a" -', 'finish stop'],
  },
  {
    name: 'the connection closes in mid-answer',
    text: sse(delta({ content: 'a' })),
    events: ['answer "a" -', 'error reset'],
  },
  {
    name: 'a close while text is held back',
    text: sse(delta({ content: '<thi' })),
    events: ['answer "<thi" -', 'error reset'],
  },
  { name: 'nothing at all', text: '', events: ['error malformed'] },
  { name: 'only comments', text: ': ping\n\n: ping\n\n', events: ['error malformed'] },
  { name: 'an event that is no JSON', text: 'data: oops\n\n', events: ['error malformed'] },
  { name: 'an event that is no object', text: 'data: 7\n\n', events: ['error malformed'] },
];
