import { expect, test } from 'vitest';
import { isSameModel } from '../../../src/core/sameModel';

test.each([
  ['qwen', 'qwen', true],
  ['Qwen', 'qwen', true],
  ['gpt-x', 'gpt-x-2026-08-06', true],
  ['gpt-x-2026-08-06', 'gpt-x', true],
  ['claude-y', 'claude-y-20260806', true],
  ['mistral-small-latest', 'mistral-small-2506', false],
  ['llama3', 'llama3:latest', true],
  ['/models/tiny.gguf', 'tiny', true],
  ['org/model', 'model', true],
  ['gpt-x', 'gpt-x-mini', false],
  ['gpt-4', 'gpt-4.1', false],
  ['qwen-7b', 'qwen-72b', false],
  ['', 'qwen', false],
])('%s and %s: %s', (asked, answered, same) => expect(isSameModel(asked, answered)).toBe(same));
