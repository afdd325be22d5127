import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/core/runReport';
import type { SeriesReport } from '../../../src/core/seriesReport';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import { runReportJsonSchema, seriesReportJsonSchema, sweepReportJsonSchema } from '../../../src/report/jsonSchema';
import { buildProduct } from '../../support/buildProduct';
import { startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';

let server: ScriptedServer;
let product: Awaited<ReturnType<typeof buildProduct>>;
let folder: string;
beforeAll(async () => {
  [server, product, folder] = await Promise.all([
    startScriptedServer(),
    buildProduct(),
    mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-cli-')),
  ]);
  await writeFile(path.join(folder, 'prompt.txt'), 'How long is a day?');
  await writeFile(path.join(folder, 'empty.txt'), ' \n');
}, 60_000);
afterAll(async () => {
  await Promise.all([server.stop(), product.remove(), rm(folder, { recursive: true, force: true })]);
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly ended: Promise<Ended>;
  interrupt(): void;
}

/** The command in a process of its own, in the test's folder, with nothing of our environment but the path. */
function start(
  args: readonly string[],
  { env = {}, stdin = '' }: { env?: Record<string, string>; stdin?: string } = {},
): Started {
  const child = spawn(process.execPath, [product.cli, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(stdin);
  const ended = new Promise<Ended>((resolve) => child.once('close', (status) => resolve({ status, stdout, stderr })));
  return { ended, interrupt: () => child.kill('SIGINT') };
}

const run = (args: readonly string[], options?: Parameters<typeof start>[1]): Promise<Ended> =>
  start(args, options).ended;
const at = (scenario: string, params?: Record<string, string | number>): string[] => [
  '--url',
  server.url(scenario, params),
  '--model',
  'gpt-4o',
  // Else each command would ask the server first what it is.
  '--vendor',
  'generic',
];
const seriesOf = ({ stdout }: Ended): SeriesReport => JSON.parse(stdout) as SeriesReport;
const reportOf = ({ stdout }: Ended): RunReport => JSON.parse(stdout) as RunReport;

/** A process of its own starts threads, builds vocabularies and may load a model: slow on a busy machine, and no matter here. */
const SLOW = 60_000;

describe('run --json', { timeout: SLOW }, () => {
  test('prints one report that follows the schema, and nothing else', async () => {
    const ended = await run(['run', 'prompt.txt', ...at('steady'), '--json']);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const report = reportOf(ended);
    const validate = new Ajv({ strict: false }).compile(runReportJsonSchema());
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report).toMatchObject({
      environment: { host: 'cli' },
      prompt: { source: 'prompt.txt' },
      outcome: { status: 'completed' },
    });
    expect(report.chunks).toBeUndefined();
    expect(report.output.text).toBeUndefined();
    expect(ended.stdout).not.toContain('How long is a day?');
  });

  test('holds chunks with --trace and texts with --include-text', async () => {
    const report = reportOf(
      await run(['run', '-', ...at('steady', { tokens: 3 }), '--json', '--trace', '--include-text'], {
        stdin: 'from stdin',
      }),
    );
    expect(report.chunks?.map(({ text }) => text)).toEqual([' the', ' time', ' of']);
    expect(report.prompt).toMatchObject({ text: 'from stdin', source: 'stdin' });
  });

  test('makes the warm-up runs, and leaves them out', async () => {
    const before = (await server.log()).length;
    const report = reportOf(await run(['run', 'prompt.txt', ...at('steady'), '--warmup', '2', '--json']));
    expect(await server.log()).toHaveLength(before + 3);
    expect(report.metrics.connectMs.reused).toBe(true);
  });

  test('a run that fails is a report too: status 1', async () => {
    const ended = await run(['run', 'prompt.txt', ...at('refuse', { status: 401, echo: 1 }), '--json'], {
      env: { PROMPT_PROFILER_API_KEY: 'sk-from-the-environment' },
    });
    expect(ended.status).toBe(1);
    expect(reportOf(ended).outcome.error).toMatchObject({ kind: 'unauthorized', httpStatus: 401 });
    expect((await server.log()).at(-1)?.headers['authorization']).toBe('Bearer sk-from-the-environment');
    expect(ended.stdout + ended.stderr).not.toContain('sk-from-the-environment');
  });

  test('an empty prompt is a report: status 1', async () => {
    const ended = await run(['run', 'empty.txt', ...at('steady'), '--json']);
    expect(ended.status).toBe(1);
    expect(reportOf(ended).outcome.error?.kind).toBe('bad-request');
  });

  test('a prompt of 100 MB is a report: status 1', async () => {
    await writeFile(path.join(folder, 'large.txt'), 'x'.repeat(100 * 1024 * 1024));
    const ended = await run(['run', 'large.txt', ...at('steady'), '--json']);
    expect(ended.status).toBe(1);
    expect(reportOf(ended).outcome.error?.kind).toBe('too-large');
  });

  test('waits no longer than --timeout', async () => {
    const ended = await run(['run', 'prompt.txt', ...at('never'), '--timeout', '0.2', '--json']);
    expect(reportOf(ended).outcome.error?.kind).toBe('timeout');
  });
});

describe('run', { timeout: SLOW }, () => {
  test('prints the result on stdout and progress on stderr', async () => {
    const ended = await run(['run', 'prompt.txt', ...at('steady', { tokens: 60 })]);
    expect(ended.status).toBe(0);
    expect(ended.stdout).toContain('Time to first token');
    expect(ended.stderr).toMatch(/answering/);
  });

  test('is silent on stderr with --quiet', async () => {
    expect((await run(['run', 'prompt.txt', ...at('steady'), '--quiet'])).stderr).toBe('');
  });

  test('answers with the built-in model when nothing is configured', async () => {
    const ended = await run(['run', 'prompt.txt', '--max-tokens', '20', '--json']);
    expect(ended.status).toBe(0);
    const report = reportOf(ended);
    expect(report.target.protocol).toBe('gguf');
    expect(report.tokens.output).toMatchObject({ source: 'counted' });
    expect(report.phases.map(({ name }) => name)).toEqual(expect.arrayContaining(['load', 'prefill', 'decode']));
  });

  test('sends no prompt to a target that only the prompt itself names: status 2', async () => {
    await writeFile(path.join(folder, 'wish.prompt.md'), '---\ntarget: far\n---\nWhy?');
    const ended = await run(['run', 'wish.prompt.md', '--json']);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain('Say --target "far" to send it there');
  });

  test('that is interrupted prints what came: status 130', async () => {
    const before = (await server.log()).length;
    const started = start(['run', 'prompt.txt', ...at('silent', { after: 4 }), '--json', '--trace']);
    const [logged] = (await server.received(before + 1)).slice(before);
    expect(logged?.path).toContain('silent');
    started.interrupt();
    const ended = await started.ended;
    expect(ended.status).toBe(130);
    expect(reportOf(ended).outcome).toMatchObject({ status: 'cancelled', error: { kind: 'cancelled' } });
  });

  test('on an unmet budget ends with status 3 and says which', async () => {
    const targets = [
      { name: 'strict', protocol: 'openai-chat', url: server.url('steady'), model: 'm', budgets: { ttftMs: 0.001 } },
    ];
    await writeFile(path.join(folder, 'prompt-profiler.json'), JSON.stringify({ targets, defaultTarget: 'strict' }));
    const ended = await run(['run', 'prompt.txt', '--target', 'strict', '--quiet']);
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(/Budget not met: ttftMs/);
  });

  test.each([
    [['run', 'missing.txt'], /no file missing\.txt/],
    [['run', '.'], /is a folder/],
    [['compare', 'prompt.txt', '--target', 'nobody', '--target', 'one'], /nobody/],
    [['run', 'prompt.txt', '--nonsense'], /--nonsense/],
    [['run', 'prompt.txt', '--target', 'nobody'], /nobody/],
  ] as const)('%j is wrong usage: status 2, a sentence, nothing sent', async (args, sentence) => {
    const before = (await server.log()).length;
    const ended = await run(args);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(sentence);
    expect(await server.log()).toHaveLength(before);
  });
});

describe('targets --probe', { timeout: SLOW }, () => {
  const shape = (kind: string, key?: string): string => server.url('server', { kind, ...(key && { key }) });

  test('says what a server is, what it has and what it can tell', async () => {
    const ended = await run(['targets', '--probe', shape('vllm')]);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(ended.stdout).toMatch(/: vLLM 0\.14\.1\n/);
    expect(ended.stdout).toMatch(/models +m-1\n/);
    expect(ended.stdout).toContain('--enable-per-request-metrics');
  });

  test('prints all of it as JSON, and never the key', async () => {
    const key = 'sk-from-the-environment';
    const ended = await run(['targets', '--probe', shape('llamacpp', key), '--json'], {
      env: { PROMPT_PROFILER_API_KEY: key },
    });
    expect(JSON.parse(ended.stdout)).toMatchObject({ vendor: 'llamacpp', version: 'b9000-abc', models: ['m-1'] });
    expect(ended.stdout.replaceAll(shape('llamacpp', key), '')).not.toContain(key);
  });

  test('says when nothing is there: status 1', async () => {
    const ended = await run(['targets', '--probe', 'http://127.0.0.1:1/v1']);
    expect(ended.status).toBe(1);
    expect(ended.stdout).toContain('gives no answer');
  });
});

/** Targets for `compare`: two equal ones, one twice as slow to begin, one where nobody listens, one that never answers. */
async function writeTargets(): Promise<void> {
  const entry = (name: string, url: string, rest = {}) => ({
    name,
    protocol: 'openai-chat',
    // Else the server is asked first what it is.
    vendor: 'generic',
    url,
    model: 'm',
    ...rest,
  });
  const targets = [
    entry('quick', server.url('steady', { tokens: 5 })),
    entry('slow', server.url('steady', { tokens: 5, firstMs: 200 })),
    entry('dead', 'http://127.0.0.1:9/v1'),
    entry('silent', server.url('silent', { after: 2 })),
    entry('strict', server.url('steady', { tokens: 5 }), { budgets: { ttftMs: 0.001 } }),
  ];
  await writeFile(path.join(folder, 'prompt-profiler.json'), JSON.stringify({ targets }));
}

describe('a series', { timeout: SLOW }, () => {
  beforeAll(writeTargets);
  afterAll(() => rm(path.join(folder, 'prompt-profiler.json')));
  const validate = new Ajv({ strict: false }).compile(seriesReportJsonSchema());
  const compare = (...args: string[]): string[] => ['compare', 'prompt.txt', ...args];

  test('of one target: run --runs 6 prints one report that follows the schema, and nothing else', async () => {
    const before = (await server.log()).length;
    const ended = await run([
      'run',
      'prompt.txt',
      ...at('steady', { tokens: 5 }),
      '--runs',
      '6',
      '--warmup',
      '1',
      '--json',
    ]);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const report = seriesOf(ended);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(await server.log()).toHaveLength(before + 7);
    expect(report.targets[0]).toMatchObject({ counts: { planned: 6, completed: 6 }, summary: { ttftMs: { n: 6 } } });
    expect(report.comparisons).toEqual([]);
    expect(ended.stdout).not.toContain('How long is a day?');
  });

  test('of two targets tells which is faster, from requests that came in turn', async () => {
    const before = (await server.log()).length;
    const ended = await run(
      compare('--target', 'quick', '--target', 'slow', '--runs', '6', '--json', '--cache', 'cold'),
    );
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const report = seriesOf(ended);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    const ttft = report.comparisons.find(({ metric }) => metric === 'ttftMs');
    expect(ttft).toMatchObject({ a: 'quick', b: 'slow', verdict: 'a-faster' });
    const asked = (await server.log()).slice(before).map(({ path: url }) => (url.includes('firstMs=200') ? 'S' : 'Q'));
    expect(asked.join('')).toBe('QSQSSQQSSQQSSQ');
    expect(report.plan).toMatchObject({ cache: 'cold', runs: 6, warmups: 1 });
  });

  test('for people has medians, intervals, a verdict on stdout, and a line for each run on stderr', async () => {
    const ended = await run(compare('--target', 'quick', '--target', 'quick', '--runs', '5', '--warmup', '0'));
    expect(ended.status).toBe(0);
    expect(ended.stdout).toMatch(/Time to first token\n {4}quick +[\d.]+ ms +[\d.]+ ms … [\d.]+ ms +n 5, max/);
    expect(ended.stdout).toContain('quick (2)');
    expect(ended.stderr.match(/first token after/g)).toHaveLength(10);
  });

  test('survives a dead target, and ends with status 1', async () => {
    const ended = await run(compare('--target', 'quick', '--target', 'dead', '--runs', '5', '--quiet'));
    expect(ended).toMatchObject({ status: 1, stderr: '' });
    expect(ended.stdout).toMatch(/dead: 0 of 5 runs completed; 2 failed, 3 not made after three failures/);
    expect(ended.stdout).toMatch(/quick +[\d.]+ ms/);
  });

  test('sends no prompt to a target that only the prompt itself names: status 2', async () => {
    await writeFile(path.join(folder, 'wish.prompt.md'), '---\ntarget: far\n---\nWhy?');
    const ended = await run(['run', 'wish.prompt.md', '--json']);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain('Say --target "far" to send it there');
  });

  test('that is interrupted prints what came: status 130', async () => {
    const before = (await server.log()).length;
    const started = start(
      compare('--target', 'quick', '--target', 'silent', '--runs', '20', '--warmup', '0', '--json'),
    );
    await server.received(before + 2);
    started.interrupt();
    const ended = await started.ended;
    expect(ended.status).toBe(130);
    const report = seriesOf(ended);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report.ending).toBe('stopped');
    expect(report.targets.map(({ counts }) => [counts.completed, counts.stopped, counts.skipped])).toEqual([
      [1, 0, 19],
      [0, 1, 19],
    ]);
  });

  test('whose median is over a budget ends with status 3 and says which', async () => {
    const ended = await run(compare('--target', 'quick', '--target', 'strict', '--runs', '2', '--quiet'));
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(/ttftMs of strict has the median/);
  });

  test('of several prompts sends each to each target, in turn, and sums them up apart', async () => {
    await writeFile(path.join(folder, 'second.txt'), 'And a night?');
    const before = (await server.log()).length;
    const order = ['--target', 'quick', '--target', 'slow', '--runs', '2', '--warmup', '0'];
    const ended = await run(['compare', 'prompt.txt', 'second.txt', ...order, '--json']);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const report = seriesOf(ended);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report.plan.prompts).toEqual(['prompt.txt', 'second.txt']);
    expect(report.targets.map(({ target, prompt, runs }) => [target.name, prompt, runs.length])).toEqual([
      ['quick', 0, 2],
      ['slow', 0, 2],
      ['quick', 1, 2],
      ['slow', 1, 2],
    ]);
    const asked = (await server.log()).slice(before);
    expect(asked.filter(({ body }) => body.includes('And a night?'))).toHaveLength(4);
    expect(asked.map(({ body }) => (body.includes('night') ? 'n' : 'd')).join('')).toBe('ddnnnndd');
  });

  test('of several prompts, one of them empty, makes a report for each', async () => {
    const ended = await run(['run', 'prompt.txt', 'empty.txt', ...at('steady', { tokens: 5 })]);
    expect(ended.status).toBe(1);
    expect(ended.stdout).toMatch(/prompt\.txt, empty\.txt → .*1 run/);
    expect(ended.stdout).toMatch(/^empty\.txt\n\n127\.0\.0\.1:\d+: 0 of 1 runs completed; 1 failed\./m);
    expect(ended.stderr).toMatch(/^1\/2 127\.0\.0\.1:\d+, prompt\.txt: first token after/m);
  });

  test('of an empty prompt is a report: status 1, nothing sent', async () => {
    const before = (await server.log()).length;
    const ended = await run(['compare', 'empty.txt', '--target', 'quick', '--target', 'slow', '--json']);
    expect(ended.status).toBe(1);
    expect(seriesOf(ended).targets[0]?.warmups[0]?.outcome.error?.kind).toBe('bad-request');
    expect(await server.log()).toHaveLength(before);
  });
});

describe('targets', { timeout: SLOW }, () => {
  test('lists what --target may name, without secrets', async () => {
    const targets = [
      {
        name: 'a',
        protocol: 'openai-chat',
        url: 'https://u:pass@h.example/v1?key=k1',
        model: 'm',
        headers: { 'x-key': 'k2' },
      },
    ];
    await writeFile(path.join(folder, 'prompt-profiler.json'), JSON.stringify({ targets, defaultTarget: 'a' }));
    const ended = await run(['targets', '--json']);
    expect(ended.status).toBe(0);
    expect((JSON.parse(ended.stdout) as { targets: unknown[] }).targets[0]).toEqual({
      name: 'a',
      protocol: 'openai-chat',
      url: 'https://h.example/v1',
      model: 'm',
      isDefault: true,
      isBuiltIn: false,
    });
    expect(ended.stdout).not.toMatch(/pass|k1|k2/);
    expect((await run(['targets'])).stdout).toContain('* a');
  });

  test('says where a broken file is wrong: status 2', async () => {
    await writeFile(path.join(folder, 'prompt-profiler.json'), '{ "targets": ');
    const ended = await run(['targets']);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain('prompt-profiler.json');
    await rm(path.join(folder, 'prompt-profiler.json'));
  });
});

describe('sweep', { timeout: SLOW }, () => {
  const sweepOf = ({ stdout }: Ended): SweepReport => JSON.parse(stdout) as SweepReport;
  const validate = new Ajv({ strict: false }).compile(sweepReportJsonSchema());
  const server50 = (): string[] => at('model', { prefillMs: 0.05, tokens: 3, gapMs: 1, key: 'sweep' });

  test('length --json prints one report that follows the schema, with its card', async () => {
    const lengths = ['--lengths', '50,100,200', '--runs', '2', '--workload', '120+3'];
    const ended = await run(['sweep', 'length', ...server50(), ...lengths, '--json']);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const report = sweepOf(ended);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report).toMatchObject({ ending: 'completed', spent: { requests: 8 }, load: null });
    expect(report.card?.predictions[0]).toMatchObject({ metric: 'ttftMs', extrapolates: false });
    expect(ended.stdout).not.toContain('Write on in the same manner');
  });

  test('load prints a table of its levels, and how it goes on stderr', async () => {
    const levels = ['--users', '1,2', '--requests', '3', '--prompt-tokens', '30', '--max-tokens', '3', '--no-batching'];
    const ended = await run(['sweep', 'load', ...server50(), ...levels]);
    expect(ended.status).toBe(0);
    expect(ended.stderr).toMatch(/^At most \d+ requests/);
    expect(ended.stdout).toMatch(/^2 users +\d/m);
  });

  test('that is interrupted reports what came: status 130', async () => {
    const before = (await server.log()).length;
    const started = start(['sweep', 'length', ...at('steady', { gapMs: 20 }), '--lengths', '50,100', '--json']);
    await server.received(before + 3);
    started.interrupt();
    const ended = await started.ended;
    expect(ended.status).toBe(130);
    expect(sweepOf(ended)).toMatchObject({ ending: 'stopped' });
    expect(sweepOf(ended).length?.runs.length).toBeGreaterThanOrEqual(3);
  });
});
