import { describe, expect, test } from 'vitest';
import { chooseTarget } from '../../../src/cli/chooseTarget';
import { parseCommandLine, type RunOptions } from '../../../src/cli/commandLine';
import { findKey as findKeyWith } from '../../../src/cli/findKey';
import { BUILT_IN_TARGET } from '../../../src/config/builtInTarget';
import { readTargetsFile } from '../../../src/config/readTargetsFile';
import type { Target } from '../../../src/core/target';
import { keyVariables } from '../../../src/protocols/vendors/keyVariables';

const options = (...args: string[]): RunOptions => {
  const command = parseCommandLine(['run', 'p.txt', ...args]);
  if (command.type !== 'run') throw new Error(command.type);
  return command.options;
};
const file = readTargetsFile(
  JSON.stringify({
    targets: [
      {
        name: 'mine',
        protocol: 'openai-chat',
        url: 'http://h/v1',
        model: 'm',
        parameters: { temperature: 0 },
        headers: { a: 'b' },
      },
    ],
  }),
);
const choose = (...args: string[]): Target => chooseTarget(options(...args), file, '/folder');

describe('the target', () => {
  test('is the built-in model when none is named', () => {
    expect(choose()).toEqual(BUILT_IN_TARGET);
  });

  test('of the file is taken with what the options change', () => {
    expect(choose('--target', 'mine', '--max-tokens', '7', '--timeout', '3', '--header', 'c: d')).toMatchObject({
      name: 'mine',
      parameters: { temperature: 0, maxTokens: 7 },
      timeouts: { connectMs: 3000, firstByteMs: 3000, stallMs: 3000 },
      headers: { a: 'b', c: 'd' },
    });
  });

  test('with --timeout 0 waits for ever for an answer, but not for a connection', () => {
    expect(choose('--target', 'mine', '--timeout', '0').timeouts).toEqual({ firstByteMs: 0, stallMs: 0 });
  });

  test('by address is named by its host', () => {
    expect(choose('--url', 'http://127.0.0.1:8000/v1', '--model', 'm')).toMatchObject({
      name: '127.0.0.1:8000',
      model: 'm',
    });
  });

  test('is of the vendor that the options name', () => {
    expect(choose('--target', 'mine', '--vendor', 'sglang')).toMatchObject({ vendor: 'sglang' });
    expect(choose('--target', 'mine')).not.toHaveProperty('vendor');
  });

  test('by file is a model file', () => {
    expect(choose('--protocol', 'gguf', '--url', 'models/a.gguf')).toMatchObject({
      protocol: 'gguf',
      path: '/folder/models/a.gguf',
    });
  });

  test.each([
    [['--target', 'other'], /no usable target "other"; it has: "mine"/],
    [['--url', 'ftp://h', '--model', 'm'], /http:\/\//],
    [['--url', 'http://h'], /--model/],
    [['--model', 'm'], /--url/],
    [['--header', 'a: b'], /for endpoints/],
    [['--vendor', 'vllm'], /for endpoints/],
  ] as const)('%j is refused', (args, sentence) => {
    expect(() => choose(...args)).toThrow(sentence);
  });

  test('named without a file in the folder is refused', () => {
    expect(() => chooseTarget(options('--target', 'mine'), null, '/folder')).toThrow(
      /There is no prompt-profiler.json/,
    );
  });
});

describe('the key', () => {
  const findKey = (target: Target, env: NodeJS.ProcessEnv) => findKeyWith(target, env, keyVariables);
  const target = (url: string, keyFrom?: string): Target => ({
    name: 't',
    protocol: 'openai-chat',
    url,
    model: 'm',
    keyFrom,
  });
  const vendor = target('https://api.openai.com/v1');

  test('comes from where keyFrom says, before all else', () => {
    const env = { MINE: 'k1', PROMPT_PROFILER_API_KEY: 'k2', OPENAI_API_KEY: 'k3' };
    expect(findKey(target('https://api.openai.com/v1', 'env:MINE'), env)).toBe('k1');
    expect(findKey(vendor, env)).toBe('k2');
    expect(findKey(vendor, { OPENAI_API_KEY: 'k3' })).toBe('k3');
  });

  test.each([
    'https://openai.com.evil.example/v1',
    'https://api.example.com/v1',
    'http://api.openai.com/v1',
    'https://notopenai.com/v1',
  ])('of a vendor does not go to %s', (url) => {
    expect(findKey(target(url), { OPENAI_API_KEY: 'k3' })).toBeNull();
  });

  test('that is named but not set is wrong usage, not a run without a key', () => {
    expect(() => findKey(target('http://h', 'env:MINE'), {})).toThrow(/MINE, which is not set/);
  });

  test('is not needed for a model file', () => {
    expect(findKey(BUILT_IN_TARGET, { PROMPT_PROFILER_API_KEY: 'k' })).toBeNull();
  });
});
