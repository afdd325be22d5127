import { describe, expect, it, test } from 'vitest';
import { MAX_FRONT_MATTER_CHARACTERS } from '../../../src/config/promptLimits';
import { fillVariables, knownValues, MAX_QUESTIONS, tooManyQuestions } from '../../../src/config/promptVariables';
import { readPrompt, type WrittenPrompt } from '../../../src/config/readPrompt';
import type { PromptForm } from '../../../src/core/promptForm';

const user = (content: string) => ({ role: 'user', content });
const system = (content: string) => ({ role: 'system', content });

const readAs = (form: PromptForm) => (text: string) => readPrompt(text, { form });
const read = readAs('prompt-file');
const front = (head: string, body = 'Why?') => read(`---\n${head}\n---\n${body}`);
const problem = (kind: string, sentence: RegExp) => ({
  problem: expect.objectContaining({ kind, message: expect.stringMatching(sentence) as string }) as unknown,
});
const filled = (prompt: ReturnType<typeof readPrompt>) => {
  const { messages, variables } = prompt as WrittenPrompt;
  return fillVariables(messages, knownValues(variables));
};

describe('role headings', () => {
  it.each<[string, string, object[]]>([
    ['none', 'Why?', [user('Why?')]],
    [
      'Markdown and colons, with the line ends of any system',
      '# System\r\nBe brief.\r\n\r\nuser:\r\nWhy?\r\n\r\n## Assistant\r\nBecause.',
      [system('Be brief.'), user('Why?'), { role: 'assistant', content: 'Because.' }],
    ],
    ['prompty with attributes', 'system[strict=true]:\na\nuser[name="Ann"]:\nb', [system('a'), user('b')]],
    ['the developer', '# developer\na\n# user\nb', [system('a'), user('b')]],
    ['text before the first one', 'a\n# System\nb', [user('a'), system('b')]],
    [
      'prose that only mentions a role',
      'user\n# Users\nThe system: slow.\n---\nend',
      [user('user\n# Users\nThe system: slow.\n---\nend')],
    ],
    ['a deep heading', '### System\nx', [user('### System\nx')]],
    ['one in a block of code', '```yaml\nuser:\n  name: x\n```', [user('```yaml\nuser:\n  name: x\n```')]],
    ['one after a block of code', '~~~\nuser:\n~~~\nsystem:\nx', [user('~~~\nuser:\n~~~'), system('x')]],
    ['empty parts', '# System\n\n# User\nx', [user('x')]],
  ])('%s', (_, text, messages) => expect(read(text)).toMatchObject({ messages }));
});

describe('parameters', () => {
  it.each<[string, string, object]>([
    [
      'at the top',
      'max_tokens: 12\ntemperature: 0.2 # low\ntopP: 0.5\nseed: 5',
      { maxTokens: 12, temperature: 0.2, topP: 0.5, seed: 5 },
    ],
    ['in a record', 'parameters:\n  maxTokens: 3\n  logprobs: true', { maxTokens: 3, extra: { logprobs: true } }],
    ['one text that ends the answer', 'stop: END', { stop: ['END'] }],
    ['several', 'stop: [a, b]', { stop: ['a', 'b'] }],
    ['none that the editor has for itself', 'description: x\nagent: ask\ntools: [a]\nmode: edit', {}],
    [
      'of prompty, first version',
      'model:\n  api: chat\n  parameters:\n    max_tokens: 500\n    top_p: 0.9\n    frequency_penalty: 0.5\n    stream: true\n    tools: ${file:tools.json}',
      { maxTokens: 500, topP: 0.9, extra: { frequency_penalty: 0.5 } },
    ],
    [
      'of prompty, second version',
      'model:\n  id: m\n  options:\n    maxOutputTokens: 9\n    stopSequences: [x]\n    presencePenalty: 1\n    topK: 4\n    additionalProperties:\n      logprobs: true',
      { maxTokens: 9, stop: ['x'], extra: { presence_penalty: 1, top_k: 4, logprobs: true } },
    ],
  ])('%s', (_, head, parameters) => expect((front(head) as WrittenPrompt).parameters).toEqual(parameters));

  it.each([
    ['max_tokens: 0', /^Line 2: max_tokens cannot be used/],
    ['a: 1\nparameters:\n  temperature: hot', /^Line 4: temperature cannot be used/],
    ['a: 1\nstop: [x, 3]', /^Line 3: stop cannot be used/],
    ['model:\n  options:\n    topP: 3', /^Line 4: topP cannot be used/],
  ])('%s is a sentence with its line', (head, sentence) =>
    expect(front(head)).toMatchObject(problem('bad-request', sentence)),
  );
});

describe('target and model', () => {
  it.each<[string, string, object]>([
    ['nothing', 'a: 1', { target: null, models: [] }],
    ['both', 'target: fast\nmodel: gpt-x', { target: 'fast', models: ['gpt-x'] }],
    ['a list of models', 'model: [a, b]', { target: null, models: ['a', 'b'] }],
    ['prompty 1', 'model:\n  configuration:\n    azure_deployment: d', { target: null, models: ['d'] }],
    ['prompty 2', 'model:\n  id: gpt-4', { target: null, models: ['gpt-4'] }],
    ['something else', 'model: 3\ntarget: [x]', { target: null, models: [] }],
  ])('%s', (_, head, wish) => expect(front(head)).toMatchObject({ wish }));
});

describe('variables', () => {
  it('are found once each, in their order, in both ways of writing', () => {
    expect(read('{{b}} ${input:a:which one} {{ b }} {{a}} {{not this}} ${file} {{#x}}')).toMatchObject({
      variables: [
        { name: 'b', value: null, hint: null },
        { name: 'a', value: null, hint: 'which one' },
      ],
    });
  });

  it.each<[string, string, string]>([
    ['values', 'variables: { x: 1, y: yes }', '1 yes'],
    ['descriptions', 'variables:\n  x: { default: a, description: d }\n  y: { default: false }', 'a false'],
    ['a list', 'variables:\n  - name: x\n    default: a\n  - y', 'a {{y}}'],
    ['prompty 1', 'inputs:\n  x:\n    type: string\n    sample: Jane\n  y: Doe', 'Jane Doe'],
    ['a sample', 'inputs:\n  x: { type: string }\nsample:\n  x: a\n  y: [1, 2]', 'a [1,2]'],
    ['prompty 2', 'inputs:\n  - { name: x, kind: string, default: a }\n  - { name: y, kind: thread }', 'a '],
    ['a schema', 'inputSchema:\n  properties:\n    - { name: x, kind: string, default: a }', 'a {{y}}'],
    ['a default before a sample', 'inputs: { x: { default: d } }\nsample: { x: s, y: t }', 'd t'],
    ['what looks like a variable in a value', "variables: { x: '{{y}}', y: b }", '{{y}} b'],
    ['what looks like a replacement', "variables: { x: '$&', y: '$1' }", '$& $1'],
  ])('are filled from %s', (_, head, text) => {
    const messages = filled(front(head, '{{x}} {{y}}'));
    expect(messages).toEqual([user(text)]);
  });

  it('have names in any language', () =>
    expect(read('{{主题}} {{user.name}} {{a-b}}')).toMatchObject({
      variables: [{ name: '主题' }, { name: 'user.name' }, { name: 'a-b' }],
    }));

  it('are in JSON messages too, whatever their values hold', () => {
    const prompt = readPrompt('[{"role":"user","content":"{{x}}"}]') as WrittenPrompt;
    expect(fillVariables(prompt.messages, new Map([['x', '"\n}']]))).toEqual([user('"\n}')]);
  });

  it('are too many when more than a few have to be asked for', () => {
    const text = (count: number) => Array.from({ length: count }, (_, index) => `{{v${String(index)}}}`).join(' ');
    const of = (prompt: ReturnType<typeof readPrompt>) => (prompt as WrittenPrompt).variables;
    expect(tooManyQuestions(of(read(text(MAX_QUESTIONS))))).toBeNull();
    expect(tooManyQuestions(of(read(text(10_000))))?.message).toMatch(/10000 variables .* at most 20/);
    expect(tooManyQuestions(of(front(`variables: {${'v0: 1, '.repeat(1)} }`, text(21))))).toBeNull();
  });
});

describe('a part of a prompt file', () => {
  const document = '---\nvariables: { x: 1 }\nmax_tokens: 4\n---\n# System\ns\n# User\n{{x}}';
  it('has the settings of the whole', () =>
    expect(readPrompt('{{x}}', { form: 'prompt-file', document })).toMatchObject({
      messages: [user('{{x}}')],
      parameters: { maxTokens: 4 },
      variables: [{ name: 'x', value: '1' }],
    }));
  it('may be the whole', () => expect(readPrompt(document, { form: 'prompt-file', document })).toEqual(read(document)));
});

describe('other Markdown', () => {
  const markdown = readAs('markdown');
  it('is a prompt file when it begins with front matter', () =>
    expect(markdown('---\nmax_tokens: 2\n---\n# System\ns\n# User\nu')).toMatchObject({
      messages: [system('s'), user('u')],
      parameters: { maxTokens: 2 },
      isPromptFile: true,
    }));
  it.each(['# System\nThe design.', '---\n\nA line above.\n\n---\n', '---\nno end'])(
    'is a text otherwise: %j',
    (text) => expect(markdown(text)).toMatchObject({ messages: [user(text)], isPromptFile: false }),
  );
});

describe('prompty', () => {
  const prompty = readAs('prompty');
  it.each([
    ['{% for m in history %}', 4],
    ['a\n{{#items}}', 5],
    ['a\nb {{ name | upper }}', 5],
  ])('with instructions of a template language is refused with the line: %s', (body, line) =>
    expect(prompty(`---\nname: x\n---\n${body}`)).toMatchObject(
      problem('unsupported', new RegExp(`^Line ${String(line)} .*{{name}}`)),
    ),
  );
  it('keeps them elsewhere', () => expect(read('{% raw %}')).toMatchObject({ messages: [user('{% raw %}')] }));
});

describe('JSON', () => {
  const json = readAs('json');
  it('that is broken is a sentence with its line', () =>
    expect(json('[\n  {"role": "user",\n   "content": "x",}\n]')).toMatchObject(
      problem('bad-request', /^Line 3 is no valid JSON/),
    ));
  it('that ends too early, too', () => expect(json('[\n{')).toMatchObject(problem('bad-request', /^Line 2 is no/)));
  it('that is no conversation is sent as it stands', () =>
    expect(json('{"a": 1}')).toMatchObject({ messages: [user('{"a": 1}')] }));
  it('with a bad message names its line', () =>
    expect(json('{"messages": [\n{"role":"user","content":"x"},\n{"role":"tool","content":"x"}]}')).toMatchObject(
      problem('unsupported', /^Message 2 \(line 3\) has the role "tool"/),
    ));
});

describe('front matter that is hostile', () => {
  const laughs = (levels: number) =>
    [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: levels }, (_, i) => {
        const name = `*a${String(i)}`;
        return `a${String(i + 1)}: &a${String(i + 1)} [${Array.from({ length: 10 }, () => name).join(', ')}]`;
      }),
    ].join('\n');

  test.each<[string, string, string, RegExp]>([
    ['broken', 'a: 1\nb: [', 'bad-request', /^Line 4 cannot be read as front matter/],
    ['no record', '- a\n- b', 'bad-request', /^Line 2 cannot be read as front matter/],
    ['a thousand million laughs', laughs(9), 'bad-request', /aliases .* too much text/],
    ['nested without end', `a: ${'['.repeat(20_000)}`, 'bad-request', /front matter/],
    ['nested records without end', `${'{a: '.repeat(10_000)}`, 'bad-request', /front matter/],
    ['long', `a: ${'x'.repeat(MAX_FRONT_MATTER_CHARACTERS)}`, 'too-large', /64 KB long; at most 64 KB/],
    ['an alias of nothing', 'a: *b', 'bad-request', /front matter/],
  ])('%s is refused at once', (_, head, kind, sentence) => {
    expect(front(head)).toMatchObject(problem(kind, sentence));
  });

  test('with very many names is read', () => {
    const head = Array.from({ length: 6_000 }, (_, index) => `k${String(index)}: 1`).join('\n');
    expect(front(head)).toMatchObject({ messages: [user('Why?')] });
  });

  test('changes nothing of ours', () => {
    front('__proto__: { polluted: yes }\nvariables: { __proto__: { polluted: yes } }');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('alone is no prompt', () => expect(read('---\na: 1\n---\n')).toMatchObject(problem('bad-request', /no text/)));
});

test.each([
  ['opening braces', '{{'.repeat(2_000_000)],
  ['spaces', `{{${' '.repeat(4_000_000)}`],
  ['inputs', '${input:'.repeat(1_000_000)],
  ['dashes', '---\n'.repeat(1_000_000)],
  ['hashes', '#'.repeat(4_000_000)],
  ['colons', `system[${'x'.repeat(4_000_000)}`],
])('a text of nothing but %s is read in time', (_, text) => {
  readAs('prompty')(text);
});
