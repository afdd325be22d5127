import { describe, expect, test } from 'vitest';
import { parseCommandLine, type CompareOptions, type RunOptions } from '../../../src/cli/commandLine';
import { UsageError } from '../../../src/cli/usageError';

const runOptions = (...args: string[]): RunOptions => {
  const command = parseCommandLine(['run', ...args]);
  if (command.type !== 'run') throw new Error(command.type);
  return command.options;
};

test('run alone: one run on the built-in model, printed for people', () => {
  expect(runOptions('p.txt')).toEqual({
    files: ['p.txt'],
    target: null,
    url: null,
    model: null,
    protocol: 'openai-chat',
    vendor: null,
    headers: {},
    maxTokens: null,
    variables: {},
    keepVariables: false,
    cache: 'as-is',
    timeoutMs: null,
    runs: 1,
    warmup: 0,
    pauseMs: 0,
    within: null,
    json: false,
    trace: false,
    includeText: false,
    quiet: false,
    verbose: false,
  });
});

test('every option is understood', () => {
  const args =
    '--url http://h/v1 --model m --protocol openai-chat --vendor vllm --max-tokens 5 --cache cold --timeout 2.5 --warmup 2 --runs 30 --pause 0.5 --within 3 --var topic=a=b --var x.y= --keep-variables';
  const flags = '--json --trace --include-text --quiet';
  expect(
    runOptions('-', ...args.split(' '), ...flags.split(' '), '--header', 'X-Team: a:b', '--header', 'x-b:c'),
  ).toEqual({
    files: ['-'],
    target: null,
    url: 'http://h/v1',
    model: 'm',
    protocol: 'openai-chat',
    vendor: 'vllm',
    headers: { 'X-Team': 'a:b', 'x-b': 'c' },
    maxTokens: 5,
    variables: { topic: 'a=b', 'x.y': '' },
    keepVariables: true,
    cache: 'cold',
    timeoutMs: 2500,
    runs: 30,
    warmup: 2,
    pauseMs: 500,
    within: 0.03,
    json: true,
    trace: true,
    includeText: true,
    quiet: true,
    verbose: false,
  });
});

const compareOptions = (...args: string[]): CompareOptions => {
  const command = parseCommandLine(['compare', ...args]);
  if (command.type !== 'compare') throw new Error(command.type);
  return command.options;
};

test('compare wants targets, and makes ten runs of each after one warm-up', () => {
  expect(compareOptions('p.txt', '--target', 'A', '--target', 'B')).toMatchObject({
    files: ['p.txt'],
    targets: ['A', 'B'],
    runs: 10,
    warmup: 1,
    cache: 'as-is',
    json: false,
  });
  const args = ['-', '--target', 'A', '--target', 'A', '--runs', '3', '--warmup', '0', '--cache', 'cold', '--json'];
  expect(compareOptions(...args)).toMatchObject({ targets: ['A', 'A'], runs: 3, warmup: 0, cache: 'cold', json: true });
});

test('several files are several prompts', () => {
  expect(runOptions('a.txt', '--runs', '2', 'b.txt').files).toEqual(['a.txt', 'b.txt']);
  expect(compareOptions('a', '-', '--target', 'A', '--target', 'B').files).toEqual(['a', '-']);
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
    [['walk'], /"run", "compare"/],
    [['compare', 'a', '--target', 'A'], /at least two targets/],
    [['compare', '--target', 'A', '--target', 'B'], /standard input/],
    [['compare', 'a', '--target', 'A', '--target', 'B', '--url', 'http://h'], /--url/],
    [['run', 'a', '--pause', 'long'], /--pause wants a number of seconds/],
    [['run', 'a', '--within', '0'], /--within wants a whole number from 1/],
    [['run'], /standard input/],
    [['run', 'a', 'b', 'a'], /a is named twice\. --runs N sends a prompt several times/],
    [['compare', '-', '-', '--target', 'A', '--target', 'B'], /- is named twice/],
    [['run', 'a', '--target', 't', '--url', 'u'], /not both/],
    [['run', 'a', '--runs', '0'], /whole number from 1/],
    [['run', 'a', '--var', 'x'], /--var wants name=value/],
    [['run', 'a', '--var', '=x'], /--var wants name=value/],
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
