import { describe, expect, it } from 'vitest';
import type { Vendor } from '../../../../src/core/vocabulary';
import { baseUrlOf } from '../../../../src/protocols/vendors/baseUrlOf';
import { profileOf } from '../../../../src/protocols/vendors/profiles';

describe('baseUrlOf', () => {
  it.each<[Vendor, string, string]>([
    ['vllm', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
    ['vllm', 'http://127.0.0.1:8000/', 'http://127.0.0.1:8000/v1'],
    ['vllm', 'http://host/proxy/v1/chat/completions', 'http://host/proxy/v1'],
    ['ollama', 'http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434'],
    ['lmstudio', 'http://[::1]:1234/api/v1/chat', 'http://[::1]:1234'],
    ['generic', 'http://host:9000', 'http://host:9000/v1'],
    ['generic', 'http://host:9000/openai', 'http://host:9000/openai'],
    ['openai', 'https://api.openai.com', 'https://api.openai.com/v1'],
    ['groq', 'https://api.groq.com', 'https://api.groq.com/openai/v1'],
    ['groq', 'https://api.groq.com/openai/v1', 'https://api.groq.com/openai/v1'],
    ['azure-openai', 'https://r.openai.azure.com', 'https://r.openai.azure.com/openai/v1'],
    ['vertex', 'https://europe-west1-aiplatform.googleapis.com', 'https://europe-west1-aiplatform.googleapis.com'],
  ])('%s at %s', (vendor, url, wanted) => {
    expect(baseUrlOf(url, profileOf(vendor))).toBe(wanted);
  });
});
