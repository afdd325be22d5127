import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderedPrompts, readPromptInput } from '../../../src/cli/readPromptInput';

let folder: string;
const write = async (name: string, content: string | Buffer): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
};
const read = (file: string, stdin = '') => readPromptInput(file, Readable.from([stdin]));

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-input-'));
  await write('cat.gif', 'GIF89a');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('images of a prompt', () => {
  test('are read from beside a prompt file', async () => {
    const { prompt } = await read(await write('a.prompt.md', 'Who?\n\n![](cat.gif)'));
    expect(prompt.messages).toEqual([
      { role: 'user', content: 'Who?', images: [{ mediaType: 'image/gif', dataBase64: 'R0lGODlh' }] },
    ]);
  });

  test('are not read from above its folder', async () => {
    await writeFile(path.join(folder, '..', `${path.basename(folder)}.gif`), 'GIF89a');
    const file = await write('b.prompt.md', `![](../${path.basename(folder)}.gif)`);
    expect((await read(file)).refusal).toMatchObject({
      kind: 'bad-request',
      message: expect.stringMatching(/outside/) as string,
    });
    await rm(path.join(folder, '..', `${path.basename(folder)}.gif`));
  });

  test('stay text in other files and on standard input', async () => {
    const text = '![](cat.gif)';
    expect((await read(await write('a.md', text))).prompt.messages).toEqual([{ role: 'user', content: text }]);
    expect((await read('-', text)).prompt.messages).toEqual([{ role: 'user', content: text }]);
  });
});

describe('variables of a prompt', () => {
  const order = (file: string, variables: Record<string, string> = {}, keepVariables = false) =>
    orderedPrompts({ files: [file], maxTokens: null, variables, keepVariables }, Readable.from(['{{a}} and {{b}}']));
  const content = async (...args: Parameters<typeof order>) => (await order(...args))[0].prompt.messages[0]?.content;

  test('are filled from the command line, which goes before the file', async () => {
    const file = await write('v.prompt.md', '---\nvariables: { a: 1, b: 2 }\n---\n{{a}} and {{b}}');
    expect(await content(file)).toBe('1 and 2');
    expect(await content(file, { b: 'x' })).toBe('1 and x');
    expect(await content('-', { a: '{{b}}', b: '' })).toBe('{{b}} and ');
  });

  test('may stay as they stand', async () => expect(await content('-', {}, true)).toBe('{{a}} and {{b}}'));

  test.each<[Record<string, string>, RegExp]>([
    [{}, /no value for a, b\. Give it with --var a=…/],
    [{ a: '1' }, /no value for b\./],
    [{ c: '1' }, /no variable "c"\. It has: a, b\./],
  ])('given as %j are wrong usage', async (variables, sentence) => {
    await expect(order('-', variables)).rejects.toThrow(sentence);
  });

  test('of several prompts may be of one of them only', async () => {
    const [one, two] = await Promise.all([write('one.txt', '{{a}}'), write('two.txt', 'just {{b}}')]);
    const both = (variables: Record<string, string>) =>
      orderedPrompts({ files: [one, two], maxTokens: 7, variables, keepVariables: false }, Readable.from([]));
    const filled = await both({ a: '1', b: '2' });
    expect(filled.map(({ prompt }) => prompt.messages[0]?.content)).toEqual(['1', 'just 2']);
    expect(filled.map(({ parameters }) => parameters.maxTokens)).toEqual([7, 7]);
    await expect(both({ a: '1', b: '2', c: '3' })).rejects.toThrow(
      'The prompts have no variable "c". They have: a, b.',
    );
    await expect(both({ a: '1' })).rejects.toThrow(/no value for b\./);
  });

  test('in great numbers are named in a short sentence', async () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `{{v${String(index)}}}`).join(' ');
    const file = await write('many.txt', text);
    await expect(order(file)).rejects.toThrow(/v0, .*, v9 and 9990 more\./);
  });
});

test('a prompt file says which target it is for', async () => {
  const file = await write('w.prompt.md', '---\ntarget: fast\n---\nWhy?');
  expect((await read(file)).wish).toEqual({ target: 'fast', models: [] });
});
