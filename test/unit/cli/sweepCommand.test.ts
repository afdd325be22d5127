import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandTools } from '../../../src/cli/commandTools';
import { sweepCommand } from '../../../src/cli/sweepCommand';
import { sweepOptions } from '../../../src/cli/sweepOptions';
import { lengthReport, withCard } from '../../webview/support/sweeps';
import type { SweepPlan } from '../../../src/core/sweep/sweepPlan';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-sweep-'));
  await writeFile(path.join(folder, 'other.json'), '{"schema":"prompt-profiler/run@1"}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

class Planned extends Error {
  readonly plan: SweepPlan;
  constructor(plan: SweepPlan) {
    super('planned');
    this.plan = plan;
  }
}

/** Shows nothing to anybody. */
const terminal = {
  out: () => undefined,
  err: () => undefined,
  columns: 80,
  isOutScreen: false,
  isErrScreen: false,
  color: false,
};

/** The plan that a command line leads to, or the sentence that refuses it. */
async function planOf(line: string, stdin = ''): Promise<SweepPlan> {
  const tools = {
    terminal,
    stdin: Readable.from([stdin]),
    env: {},
    cwd: folder,
    keyVariables: () => [],
    startSweep: (plan: SweepPlan) => {
      throw new Planned(plan);
    },
  } as unknown as CommandTools;
  const error = await sweepCommand(sweepOptions(line.split(' ')), tools).catch((reason: unknown) => reason);
  if (error instanceof Planned) return error.plan;
  throw error;
}

describe('the plan of a sweep', () => {
  test('over lengths goes up to the context of the model', async () => {
    const plan = await planOf('length');
    expect(plan).toMatchObject({ type: 'length', lengths: [128, 256, 512, 1024, 2048, 4096], maxTokens: 32 });
    expect(plan.text).toEqual({ own: null, source: 'built-in text' });
  });

  test('under load has users by default, and rates when they are asked for', async () => {
    expect(await planOf('load')).toMatchObject({ type: 'load', arrivals: 'closed', levels: [1, 2, 4, 8, 16] });
    expect(await planOf('load --rates 2,0.5')).toMatchObject({ arrivals: 'poisson', levels: [0.5, 2] });
  });

  test('holds goodput against the budgets that were asked for', async () =>
    expect((await planOf('load --budget ttft<=500')).target.budgets).toEqual({ ttftMs: 500 }));

  test('takes the price that was given', async () => {
    expect((await planOf('load --price 2/8')).target.price).toEqual({ inputPerMTok: 2, outputPerMTok: 8 });
    expect((await planOf('load')).target.price).toBeUndefined();
  });

  test('takes its words from a file', async () =>
    expect((await planOf('length -', 'my own words')).text).toEqual({ own: 'my own words', source: 'stdin' }));

  test.each([
    ['length -', /holds no words/],
    ['length --target nobody', /no target "nobody"/],
    ['load --with-lengths nowhere.json', /cannot be read \(ENOENT\)/],
  ])('"sweep %s" is refused with a sentence', async (line, sentence) =>
    expect(planOf(line, ' ')).rejects.toThrow(sentence),
  );

  test('refuses the report of something else as curves', async () =>
    expect(planOf(`load --with-lengths ${path.join(folder, 'other.json')}`)).rejects.toThrow(/no report of a sweep/));
});

test.each([
  ['load --users 1,2 --rates 3', /either --users/],
  ['load --rates 3 --arrivals closed', /--rates wants/],
  ['load --arrivals poisson', /--rates wants/],
  ['load --rates 0', /above zero/],
])('"sweep %s" is refused', (line, sentence) => expect(() => sweepOptions(line.split(' '))).toThrow(sentence));

test.each([
  ['refuted', 1, 3],
  ['supported', 1e9, 0],
] as const)('a claim that is %s ends the command with its status', async (verdict, value, status) => {
  const claims = [{ metric: 'ttftMs', relation: 'at-most', value }] as const;
  const workload = { inputTokens: 512, outputTokens: 100, users: null, requestsPerSecond: null };
  const report = withCard(lengthReport(), workload, claims);
  expect(report.card!.claims[0]!.verdict).toBe(verdict);
  const tools = {
    terminal,
    env: {},
    cwd: folder,
    keyVariables: () => [],
    onInterrupt: () => () => undefined,
    startSweep: () => ({ finished: Promise.resolve(report), stop: () => undefined }),
  } as unknown as CommandTools;
  expect(await sweepCommand(sweepOptions(['length']), tools)).toBe(status);
});
