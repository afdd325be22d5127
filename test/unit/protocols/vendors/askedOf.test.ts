import { describe, expect, test } from 'vitest';
import type { HttpTarget } from '../../../../src/core/target';
import type { Vendor } from '../../../../src/core/vocabulary';
import { askedOf } from '../../../../src/protocols/vendors/askedOf';
import { keyVariables } from '../../../../src/protocols/vendors/keyVariables';
import { profileOf } from '../../../../src/protocols/vendors/profiles';
import { vendorOfTarget } from '../../../../src/protocols/vendors/vendorOfTarget';
import { keyHeaders, withKey } from '../../../../src/protocols/vendors/withKey';
import { requestOf } from '../../core/builders';

const target: HttpTarget = { name: 't', protocol: 'openai-chat', url: 'http://h/v1', model: 'm' };
const asked = (vendor: Vendor, change: Partial<HttpTarget> = {}): HttpTarget =>
  askedOf(requestOf({ target: { ...target, ...change } }), profileOf(vendor)).target as HttpTarget;

describe('a request', () => {
  test('gets the extras of its vendor', () => {
    expect(asked('llamacpp').parameters?.extra).toEqual({ timings_per_token: true, return_progress: true });
    expect(asked('vllm')).toMatchObject({
      vendor: 'vllm',
      parameters: { extra: { stream_options: { continuous_usage_stats: true } } },
    });
  });

  test('keeps what its user says, field by field', () => {
    const extra = { stream_options: { continuous_usage_stats: false, other: 1 }, top_k: 3 };
    expect(asked('vllm', { parameters: { temperature: 0, extra } }).parameters).toEqual({ temperature: 0, extra });
    const own = { stream_options: { other: 1 } };
    expect(asked('sglang', { parameters: { extra: own } }).parameters?.extra).toEqual({
      stream_options: { continuous_usage_stats: true, other: 1 },
    });
  });

  test('without extras of its protocol stays as it is', () => {
    expect(asked('llamacpp', { protocol: 'anthropic-messages' })).toEqual({
      ...target,
      protocol: 'anthropic-messages',
      vendor: 'llamacpp',
    });
    expect(asked('generic').parameters).toBeUndefined();
  });
});

describe('an address', () => {
  test.each<[Vendor, string, string]>([
    ['openai', 'https://api.openai.com', 'https://api.openai.com/v1'],
    ['groq', 'https://api.groq.com/', 'https://api.groq.com/openai/v1'],
    ['groq', 'https://api.groq.com/openai/v1', 'https://api.groq.com/openai/v1'],
    ['deepseek', 'https://api.deepseek.com', 'https://api.deepseek.com'],
    ['github-models', 'https://models.github.ai', 'https://models.github.ai/inference'],
    ['huggingface', 'https://router.huggingface.co', 'https://router.huggingface.co/v1'],
    ['vllm', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
    ['azure-openai', 'https://r.openai.azure.com', 'https://r.openai.azure.com/openai/v1'],
    ['azure-openai', 'https://r.openai.azure.com/openai/', 'https://r.openai.azure.com/openai/v1'],
    ['azure-openai', 'https://r.openai.azure.com/openai/v1', 'https://r.openai.azure.com/openai/v1'],
    [
      'azure-openai',
      'https://r.openai.azure.com/openai/deployments/d',
      'https://r.openai.azure.com/openai/deployments/d?api-version=2024-10-21',
    ],
    [
      'azure-openai',
      'https://r.openai.azure.com/openai/deployments/d/chat/completions?a=1',
      'https://r.openai.azure.com/openai/deployments/d/chat/completions?a=1&api-version=2024-10-21',
    ],
    [
      'azure-openai',
      'https://r.openai.azure.com/openai/deployments/d?api-version=2025-01-01',
      'https://r.openai.azure.com/openai/deployments/d?api-version=2025-01-01',
    ],
    [
      'azure-openai',
      'https://r.services.ai.azure.com/models?api-version=1',
      'https://r.services.ai.azure.com/models?api-version=1',
    ],
  ])('of %s: %s is %s', (vendor, url, expected) => expect(asked(vendor, { url }).url).toBe(expected));

  test('of another wire format is not completed', () =>
    expect(asked('anthropic', { protocol: 'anthropic-messages', url: 'https://api.anthropic.com' }).url).toBe(
      'https://api.anthropic.com',
    ));
});

describe('who answers', () => {
  test.each<[Partial<HttpTarget>, Vendor | null]>([
    [{}, null],
    [{ vendor: 'sglang' }, 'sglang'],
    [{ vendor: 'litellm', url: 'https://api.openai.com/v1' }, 'litellm'],
    [{ url: 'https://api.openai.com/v1' }, 'openai'],
    [{ protocol: 'ollama-chat' }, 'ollama'],
    [{ protocol: 'tgi-generate' }, 'tgi'],
    [{ protocol: 'anthropic-messages' }, null],
  ])('%j: %s', (change, vendor) => expect(vendorOfTarget({ ...target, ...change })).toBe(vendor));
});

describe('the key', () => {
  const headers = { authorization: 'Bearer k', accept: 'a' };
  test('goes where the vendor wants it', () => {
    expect(withKey(headers, 'api-key', 'k')).toEqual({ accept: 'a', 'api-key': 'k' });
    expect(withKey(headers, 'api-key', 'eyJa.b.c')).toBe(headers);
    expect(withKey(headers, 'bearer', 'k')).toBe(headers);
    expect(withKey({ accept: 'a' }, 'api-key', null)).toEqual({ accept: 'a' });
  });

  test.each([
    ['bearer', { authorization: 'Bearer k' }],
    ['aws', { authorization: 'Bearer k' }],
    ['x-api-key', { 'x-api-key': 'k' }],
    ['api-key', { 'api-key': 'k' }],
    ['x-goog-api-key', { 'x-goog-api-key': 'k' }],
    ['none', {}],
  ] as const)('alone, as %s', (sentAs, expected) => {
    expect(keyHeaders(sentAs, 'k')).toEqual(expected);
    expect(keyHeaders(sentAs, null)).toEqual({});
  });

  test.each<[string, string | undefined, readonly string[]]>([
    ['https://api.openai.com/v1', undefined, ['OPENAI_API_KEY']],
    ['https://api.openai.com/v1', 'vllm', ['OPENAI_API_KEY']],
    ['http://api.openai.com/v1', undefined, []],
    ['https://evil.example/v1', 'openai', []],
    ['https://evil.example/v1', 'vllm', []],
    ['http://127.0.0.1:8000/v1', 'vllm', ['VLLM_API_KEY']],
    ['http://[::1]:8000/v1', 'vllm', ['VLLM_API_KEY']],
    ['http://127.0.0.1:8000/v1', 'openai', []],
    ['http://127.0.0.1:8000/v1', undefined, []],
    ['http://localhost.evil.example/v1', 'vllm', []],
    ['not an address', undefined, []],
  ])('for %s as %s is in %j', (url, vendor, expected) => expect(keyVariables(url, vendor)).toEqual(expected));
});
