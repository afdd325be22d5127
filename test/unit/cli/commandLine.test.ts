import { describe, expect, test } from 'vitest';
import { parseCommandLine, type RunOptions } from '../../../src/cli/commandLine';
import { UsageError } from '../../../src/cli/usageError';

const runOptions = (...args: string[]): RunOptions => {
  const command = parseCommandLine(['run', ...args]);
  if (command.type !== 'run') throw new Error(command.type);
  return command.options;
};

test('run alone: one run on the built-in model, printed for people', () => {
  expect(runOptions('p.txt')).toEqual({
    file: 'p.txt',
    target: null,
    url: null,
    model: null,
    protocol: 'openai-chat',
    vendor: null,
    headers: {},
    maxTokens: null,
    cache: 'as-is',
    timeoutMs: null,
    warmup: 0,
    json: false,
    trace: false,
    includeText: false,
    quiet: false,
  });
});

test('every option is understood', () => {
  const args =
    '--url http://h/v1 --model m --protocol openai-chat --vendor vllm --max-tokens 5 --cache cold --timeout 2.5 --warmup 2 --runs 1';
  const flags = '--json --trace --include-text --quiet';
  expect(
    runOptions('-', ...args.split(' '), ...flags.split(' '), '--header', 'X-Team: a:b', '--header', 'x-b:c'),
  ).toEqual({
    file: '-',
    target: null,
    url: 'http://h/v1',
    model: 'm',
    protocol: 'openai-chat',
    vendor: 'vllm',
    headers: { 'X-Team': 'a:b', 'x-b': 'c' },
    maxTokens: 5,
    cache: 'cold',
    timeoutMs: 2500,
    warmup: 2,
    json: true,
    trace: true,
    includeText: true,
    quiet: true,
  });
});

test.each([
  [[], 'help'],
  [['--help'], 'help'],
  [['run', '--help'], 'help'],
  [['--version'], 'version'],
  [['targets'], 'targets'],
] as const)('%j is %s', (args, type) => {
  expect(parseCommandLine(args).type).toBe(type);
});

test('targets --probe asks a server', () => {
  expect(parseCommandLine(['targets', '--probe', 'http://h:1', '--json'])).toEqual({
    type: 'targets',
    json: true,
    probe: 'http://h:1',
  });
  expect(parseCommandLine(['targets'])).toEqual({ type: 'targets', json: false, probe: null });
});

describe('wrong usage is told with what to do instead:', () => {
  test.each([
    [['walk'], /"run" or "targets"/],
    [['run'], /standard input/],
    [['run', 'a', 'b'], /One prompt at a time/],
    [['run', 'a', '--target', 't', '--url', 'u'], /not both/],
    [['run', 'a', '--runs', '5'], /one run at a time/],
    [['run', 'a', '--runs', '0'], /whole number from 1/],
    [['run', 'a', '--max-tokens', '0'], /whole number from 1/],
    [['run', 'a', '--max-tokens', '1e3'], /whole number/],
    [['run', 'a', '--warmup', '-1'], /./],
    [['run', 'a', '--timeout', 'soon'], /number of seconds/],
    [['run', 'a', '--cache', 'hot'], /as-is, cold, warm/],
    [['run', 'a', '--vendor', 'nobody'], /azure-openai, .*vllm, .*generic/],
    [['run', 'a', '--protocol', 'telnet'], /openai-chat, .*ollama-chat, .*gguf/],
    [['run', 'a', '--header', 'nonsense'], /Name: value/],
    [['run', 'a', '--header', 'Authorization: Bearer x'], /PROMPT_PROFILER_API_KEY/],
    [['run', 'a', '--api-key', 'x'], /--api-key/],
    [['targets', '--wrong'], /--wrong/],
    [['targets', '--probe'], /--probe/],
    [['targets', '--probe', 'ftp://h'], /http:\/\//],
    [['targets', 'http://h'], /--probe URL/],
  ] as const)('%j', (args, sentence) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    expect(() => parseCommandLine(args)).toThrow(sentence);
  });
});
