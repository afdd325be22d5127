import { describe, expect, test } from 'vitest';
import type { PromptImage, RunRequest } from '../../../src/core/runRequest';
import type { HttpTarget } from '../../../src/core/target';
import { HTTP_PROTOCOLS, type HttpProtocol } from '../../../src/core/vocabulary';
import { imageRefusal } from '../../../src/engine/imageRefusal';
import { promptSha256 } from '../../../src/engine/promptDigest';
import { dialectOf } from '../../../src/protocols/registry';
import { requestOf } from '../core/builders';

const PNG: PromptImage = { mediaType: 'image/png', dataBase64: 'iVBORw==' };
const REMOTE: PromptImage = { url: 'https://example.org/cat.webp' };

const requestFor = (protocol: HttpProtocol, content: string, images?: readonly PromptImage[]): RunRequest => {
  const target: HttpTarget = { name: 'a', protocol, url: 'https://example.org', model: 'm' };
  return requestOf({ target, prompt: { messages: [{ role: 'user', content, images }], source: '' } });
};
const bodyOf = (protocol: HttpProtocol, content: string, images?: readonly PromptImage[]): Record<string, unknown> =>
  JSON.parse(dialectOf(protocol).encode(requestFor(protocol, content, images)).body) as Record<string, unknown>;

describe('a message with an image', () => {
  test.each<[HttpProtocol, object]>([
    [
      'openai-chat',
      {
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Who?' },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw==' } },
            ],
          },
        ],
      },
    ],
    [
      'openai-responses',
      {
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'Who?' },
              { type: 'input_image', image_url: 'data:image/png;base64,iVBORw==' },
            ],
          },
        ],
      },
    ],
    [
      'anthropic-messages',
      {
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Who?' },
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw==' } },
            ],
          },
        ],
      },
    ],
    [
      'gemini',
      {
        contents: [
          { role: 'user', parts: [{ text: 'Who?' }, { inlineData: { mimeType: 'image/png', data: 'iVBORw==' } }] },
        ],
      },
    ],
    [
      'bedrock-converse',
      {
        messages: [
          { role: 'user', content: [{ text: 'Who?' }, { image: { format: 'png', source: { bytes: 'iVBORw==' } } }] },
        ],
      },
    ],
    [
      'lmstudio-chat',
      {
        input: [
          { type: 'message', content: 'Who?' },
          { type: 'image', data_url: 'data:image/png;base64,iVBORw==' },
        ],
      },
    ],
    ['ollama-chat', { messages: [{ role: 'user', content: 'Who?', images: ['iVBORw=='] }] }],
    ['ollama-generate', { prompt: 'Who?', images: ['iVBORw=='] }],
  ])('in the words of %s', (protocol, expected) => expect(bodyOf(protocol, 'Who?', [PNG])).toMatchObject(expected));

  test.each<[HttpProtocol, object]>([
    ['openai-chat', { type: 'image_url', image_url: { url: REMOTE.url } }],
    ['openai-responses', { type: 'input_image', image_url: REMOTE.url }],
    ['anthropic-messages', { type: 'image', source: { type: 'url', url: REMOTE.url } }],
  ])('by its web address for %s, without an empty text', (protocol, part) => {
    const body = bodyOf(protocol, '', [REMOTE]);
    expect((body['messages'] ?? body['input']) as unknown).toEqual([{ role: 'user', content: [part] }]);
  });

  const TAKERS = HTTP_PROTOCOLS.filter((protocol) => dialectOf(protocol).images !== undefined);
  test.each(TAKERS)('changes nothing for %s when there is none', (protocol) =>
    expect(JSON.stringify(bodyOf(protocol, 'Who?'))).not.toMatch(/image/),
  );
});

describe('a prompt with images is refused before it is sent', () => {
  const NONE = HTTP_PROTOCOLS.filter((protocol) => dialectOf(protocol).images === undefined);
  test.each(NONE)('to %s, which carries none', (protocol) =>
    expect(imageRefusal(requestFor(protocol, 'Who?', [PNG]))?.kind).toBe('unsupported'),
  );

  const BYTES = HTTP_PROTOCOLS.filter((protocol) => dialectOf(protocol).images === 'bytes');
  test.each(BYTES)('to %s, when it names an image by its address', (protocol) => {
    expect(imageRefusal(requestFor(protocol, 'Who?', [PNG, REMOTE]))?.kind).toBe('unsupported');
    expect(imageRefusal(requestFor(protocol, 'Who?', [PNG]))).toBeNull();
  });

  test('to a model file', () => {
    const { prompt } = requestFor('openai-chat', 'Who?', [PNG]);
    const target = { name: 'a', protocol: 'gguf', path: 'm.gguf' } as const;
    expect(imageRefusal(requestOf({ target, prompt }))?.kind).toBe('unsupported');
  });

  test('but not without images', () => expect(imageRefusal(requestFor('tgi-generate', 'Who?'))).toBeNull());
});

test('the hash of a prompt covers its images', () => {
  const other: PromptImage = { mediaType: 'image/png', dataBase64: 'iVBORx==' };
  const hashes = [undefined, [PNG], [other], [PNG, other], [REMOTE]].map((images) =>
    promptSha256(requestFor('openai-chat', 'Who?', images).prompt),
  );
  expect(new Set(hashes).size).toBe(hashes.length);
});
