import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPromptInput } from '../../../src/cli/readPromptInput';

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
