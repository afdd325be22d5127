import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import type { RunError } from '../../../src/core/runError';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { imageAt, MAX_IMAGE_BYTES, MAX_IMAGES } from '../../../src/config/imageData';
import { readImages } from '../../../src/config/readImages';
import { readPrompt } from '../../../src/config/readPrompt';
import type { Message } from '../../../src/core/runRequest';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const GIF = Buffer.from('GIF89a----');
const WEBP = Buffer.from('RIFF----WEBPVP8 ');
const png = { mediaType: 'image/png', dataBase64: PNG.toString('base64') };
const user = (content: string): Message => ({ role: 'user', content });

let root: string;
let folder: string;
beforeAll(async () => {
  const outside = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-images-'));
  root = path.join(outside, 'workspace');
  folder = path.join(root, 'prompts');
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(path.join(folder, 'cat.png'), PNG),
    writeFile(path.join(folder, 'my cat (1).jpg'), JPEG),
    writeFile(path.join(folder, 'cat.gif'), GIF),
    writeFile(path.join(root, 'cat.webp'), WEBP),
    writeFile(path.join(outside, 'secret.png'), PNG),
    writeFile(path.join(folder, 'fake.png'), 'no image'),
    writeFile(path.join(folder, 'empty.png'), ''),
    writeFile(path.join(folder, 'huge.png'), PNG),
    symlink(path.join(outside, 'secret.png'), path.join(folder, 'link.png')),
    symlink(path.join(folder, 'cat.png'), path.join(root, 'inside.png')),
  ]);
  await truncate(path.join(folder, 'huge.png'), MAX_IMAGE_BYTES + 1);
});
afterAll(() => rm(path.dirname(root), { recursive: true, force: true }));

const read = (...messages: Message[]) => readImages({ messages }, { folder, root });

describe('Markdown', () => {
  test.each([
    ['a path beside the prompt', '![cat](cat.png)', png.mediaType],
    ['a path from this folder', '![](./cat.png)', png.mediaType],
    ['one folder up, inside of the root', '![](../cat.webp)', 'image/webp'],
    ['a link that stays inside', '![](../inside.png)', png.mediaType],
    ['spaces and brackets, encoded', '![](my%20cat%20(1).jpg)', 'image/jpeg'],
    ['spaces in angle brackets', '![](<my cat (1).jpg>)', 'image/jpeg'],
    ['a title', '![](cat.gif "the cat")', 'image/gif'],
    ['a data URL', `![](data:image/png;base64,${png.dataBase64})`, png.mediaType],
    ['a data URL that lies about its kind', `![](data:image/jpeg;base64,${png.dataBase64})`, png.mediaType],
  ])('has an image by %s', async (_, markdown, mediaType) =>
    expect(await read(user(`Who is this?\n\n${markdown}`))).toMatchObject({
      messages: [{ role: 'user', content: 'Who is this?', images: [{ mediaType }] }],
    }),
  );

  test('has the very bytes of a file', async () =>
    expect(await read(user('![](cat.png)'))).toEqual({ messages: [{ role: 'user', content: '', images: [png] }] }));

  test('has an image by its web address, which nobody here fetches', async () =>
    expect(await read(user('![](https://example.org/cat.png) Who?'))).toMatchObject({
      messages: [{ content: 'Who?', images: [{ url: 'https://example.org/cat.png' }] }],
    }));

  test('has several, in their order', async () =>
    expect(await read(user('a ![](cat.png) b ![](cat.gif) c'))).toMatchObject({
      messages: [{ content: 'a  b  c', images: [{ mediaType: 'image/png' }, { mediaType: 'image/gif' }] }],
    }));

  test.each([
    ['in a block of code', '```md\n![](cat.png)\n```'],
    ['in a block without an end', '```\n![](cat.png)'],
    ['in a line of code', 'Write `![](cat.png)` there.'],
    ['that is only a link', '[cat](cat.png)'],
    ['without an address', '![cat]()'],
  ])('keeps what stands %s', async (_, text) => expect(await read(user(text))).toEqual({ messages: [user(text)] }));

  test('keeps what others than the user said', async () => {
    const messages: Message[] = [
      { role: 'system', content: '![](cat.png)' },
      { role: 'assistant', content: '![](none.png)' },
    ];
    expect(await read(...messages)).toEqual({ messages });
  });

  test('of any length is read in time', async () => {
    const text = `${'!['.repeat(200_000)}${'![]('.repeat(200_000)}${'`'.repeat(200_001)}`;
    expect(await read(user(text))).toEqual({ messages: [user(text)] });
  });
});

describe('an image that cannot be sent is a sentence', () => {
  test.each<[string, string, RegExp]>([
    ['a missing file', 'none.png', /none\.png was not found.*no such file/i],
    ['a file outside', '../../secret.png', /outside of workspace/],
    ['a file outside, by its full path', '/etc/hostname', /outside of workspace|not found/],
    ['a link that leads outside', 'link.png', /outside of workspace/],
    ['no image', 'fake.png', /fake\.png is no image.*PNG, JPEG, WebP or GIF/],
    ['an empty file', 'empty.png', /no image/],
    ['a folder', '../prompts', /is no file/],
    ['a file that is too large', 'huge.png', /20\.0 MB large; images of at most 20 MB/],
    ['a file by its URL', 'file:///etc/hostname', /cannot be sent.*https/],
    ['an address without encryption', 'http://example.org/cat.png', /cannot be sent.*https/],
    ['a data URL without an image', 'data:image/png;base64,aGFsbG8=', /data URL is no image/],
    ['a data URL of text', 'data:image/svg+xml,x', /cannot be sent/],
    ['a very long path', 'x'.repeat(5000), /xxx….*cannot be read/],
  ])('%s', async (_, address, sentence) =>
    expect(await read(user(`![](${address})`))).toEqual({
      problem: expect.objectContaining({ message: expect.stringMatching(sentence) as string }) as RunError,
    }),
  );

  test('more than are sent', async () => {
    const images = '![](cat.png)';
    expect(await read(user(images.repeat(MAX_IMAGES)))).toHaveProperty('messages');
    expect(await read(user(images.repeat(MAX_IMAGES)), user(images))).toEqual({
      problem: expect.objectContaining({ message: expect.stringMatching(/more than 20 images/) as string }) as RunError,
    });
  });

  test('any file, for a prompt that was never saved', async () =>
    expect(await readImages({ messages: [user('![](cat.png)')] }, null)).toEqual({
      problem: expect.objectContaining({ message: expect.stringMatching(/Save the prompt/) as string }) as RunError,
    }));

  test('a data URL one byte too large', () => {
    const url = (bytes: number) =>
      `data:image/png;base64,${Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)]).toString('base64')}`;
    expect(imageAt(url(MAX_IMAGE_BYTES))).toHaveProperty('mediaType', 'image/png');
    expect(imageAt(url(MAX_IMAGE_BYTES + 1))).toHaveProperty('problem');
  });
});

describe('a request body', () => {
  const dataUrl = `data:image/png;base64,${png.dataBase64}`;
  const body = (role: string, ...content: object[]) => readPrompt(JSON.stringify([{ role, content }]));

  test.each([
    ['of chat completions', { type: 'image_url', image_url: { url: dataUrl, detail: 'low' } }],
    ['of Responses', { type: 'input_image', image_url: dataUrl }],
  ])('%s has images', (_, part) =>
    expect(body('user', { type: 'text', text: 'Who?' }, part)).toMatchObject({
      messages: [{ role: 'user', content: 'Who?', images: [png] }],
    }),
  );

  test('may be an image alone', () =>
    expect(body('user', { type: 'image_url', image_url: { url: 'https://example.org/a.png' } })).toMatchObject({
      messages: [{ content: '', images: [{ url: 'https://example.org/a.png' }] }],
    }));

  test.each<[string, string, object[], RegExp]>([
    [
      'an image that is none',
      'user',
      [{ type: 'image_url', image_url: { url: 'data:image/png;base64,eA==' } }],
      /Message 1 \(line 1\): .*no image/,
    ],
    [
      'a path',
      'user',
      [{ type: 'image_url', image_url: { url: 'cat.png' } }],
      /Message 1 \(line 1\): .*cannot be sent/,
    ],
    ['sound', 'user', [{ type: 'input_audio', input_audio: {} }], /Message 1 .*else than text and images/],
    ['an image of the system', 'system', [{ type: 'image_url', image_url: { url: dataUrl } }], /not the user's/],
    [
      'too many',
      'user',
      Array.from({ length: 21 }, () => ({ type: 'input_image', image_url: dataUrl })),
      /more than 20/,
    ],
  ])('with %s is a sentence', (_, role, parts, sentence) =>
    expect(body(role, ...parts)).toEqual({
      problem: expect.objectContaining({ message: expect.stringMatching(sentence) as string }) as RunError,
    }),
  );
});
