import { describe, expect, test } from 'vitest';
import { lintPromptFile } from '../../../src/config/lintPromptFile';
import type { TextFix, TextNote } from '../../../src/config/textNote';

const notesOf = (text: string, targets: string[] = ['local vLLM', 'Claude: big']): TextNote[] =>
  lintPromptFile(text, { form: 'prompt-file', targets });

/** What is marked, with what is said of it. */
const marks = (text: string): [string, string][] =>
  notesOf(text).map(({ offset, length, message }) => [text.slice(offset, offset + length), message]);

const applied = (text: string, { offset, length, text: by }: TextFix): string =>
  text.slice(0, offset) + by + text.slice(offset + length);

/** The text after each fix of its first note. */
const mended = (text: string): string[] => (notesOf(text)[0]?.fixes ?? []).map((fix) => applied(text, fix));

describe('a prompt file with nothing to say about', () => {
  test.each([
    ['no front matter', 'Say {{this}}.'],
    ['front matter that fits', '---\ntarget: local vLLM\nvariables:\n  a: 1\ntemperature: 0\n---\n{{a}}'],
    ['variables that nobody declared', '---\ntarget: local vLLM\n---\n{{a}} {{b}}'],
    ['values in a file beside it', '---\nsample: values.json\nvariables: { a: 1 }\n---\n{{a}} {{b}}'],
    ['a model that no target has', '---\nmodel: gpt-9\n---\nx'],
    ['no text yet', '---\ntemperature: 0\n---\n'],
    ['front matter that is too long to be read at each key', `---\n${'# x\n'.repeat(3000)}temperature: x\n---\ny`],
  ])('%s', (_, text) => expect(notesOf(text)).toEqual([]));
});

describe('what cannot be sent is marked in its line', () => {
  test.each([
    ['---\nname: x\ntemperature: hot\n---\nx', 'temperature: hot', /cannot be used as it stands/],
    ['---\r\nname: "x\r\na: 1\r\n---\r\nx', /\S/, /cannot be read as front matter/],
    ['---\n- a\n---\nx', '- a', /list of names/],
    [
      '---\na: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c]\n---\nx',
      '---',
      /aliases/,
    ],
  ])('%j', (text, place, message) => {
    const [[marked, said] = ['', '']] = marks(text);
    if (typeof place === 'string') expect(marked).toBe(place);
    else expect(marked).toMatch(place);
    expect(said).toMatch(message);
  });

  test('an instruction of a template language in prompty', () => {
    const text = '---\nname: x\n---\nHello\n  {% for a in b %}\n';
    const [note] = lintPromptFile(text, { form: 'prompty', targets: [] });
    expect(text.slice(note?.offset, (note?.offset ?? 0) + (note?.length ?? 0))).toBe('{% for a in b %}');
  });

  test('more variables than anybody would be asked for', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `{{v${String(index)}}}`).join(' ');
    expect(marks(text)).toEqual([['{{v0}}', expect.stringMatching(/10.?000 variables without a value/)]]);
  });
});

describe('a target that is not there', () => {
  const text = '---\ntarget: local vLM\n---\nx';

  test('is marked, and those that are there are offered, the likeliest first', () => {
    expect(marks(text)).toEqual([['local vLM', expect.stringContaining('no target named "local vLM"')]]);
    expect(mended(text)).toEqual(['---\ntarget: local vLLM\n---\nx', '---\ntarget: "Claude: big"\n---\nx']);
    for (const fixed of mended(text)) expect(notesOf(fixed)).toEqual([]);
  });

  test('is marked with its quotes', () =>
    expect(marks('---\ntarget:   "none"   \n---\nx').map(([place]) => place)).toEqual(['"none"']));
});

describe('variables', () => {
  const text = '---\nvariables:\n    topic: a\n---\n{{topic}} and {{tpoic}} and {{other}}';

  test('that the front matter does not know are marked where they stand', () =>
    expect(notesOf(text).map((note) => [text.slice(note.offset, note.offset + note.length), note.severity])).toEqual([
      ['{{tpoic}}', 'warning'],
      ['{{other}}', 'info'],
    ]));

  test('are mended to what was meant, or added to the list', () => {
    expect(mended(text)).toEqual([
      text.replace('tpoic', 'topic'),
      text.replace('    topic: a\n', '    tpoic:\n    topic: a\n'),
    ]);
    const [, added = ''] = mended(text);
    expect(marks(added).map(([place]) => place)).toEqual(['{{other}}']);
  });

  test('that nothing uses are marked where they are declared', () => {
    const unused = '---\ninputs:\n  a: 1\n  b: 2\n---\n{{b}}';
    expect(marks(unused)).toEqual([['a: 1', expect.stringContaining('uses the variable "a"')]]);
  });

  test('in a list are known, too', () => {
    const listed = '---\ninputs:\n  - name: a\n---\n{{a}} {{b}}';
    expect(marks(listed).map(([place]) => place)).toEqual(['{{b}}']);
  });

  test('have no more marks than anybody reads', () => {
    const many = Array.from({ length: 15 }, () => '{{a1}} {{a2}} {{a3}} {{a4}} {{a5}}').join('\n');
    expect(notesOf(`---\nvariables: { zz: 1 }\n---\n${many}`)).toHaveLength(50);
  });
});
