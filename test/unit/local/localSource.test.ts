import type * as childProcess from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { derivePhases } from '../../../src/core/derivePhases';
import type { RunSource } from '../../../src/engine/runSource';
import { createLocalSource } from '../../../src/engine/localSource';
import { layOutLocalModel } from './localModelBundle';
import { runToEnd, startRun, textOf, tokensOf, type LocalOutcome } from './localRuns';
import { tinyModel, writeTinyModel } from './tinyModel';

/** Every process that a source starts, to be looked at and to be hurt. */
const children: ChildProcess[] = [];

vi.mock('node:child_process', async (original) => {
  const real = await original<typeof childProcess>();
  const fork = (...args: Parameters<typeof real.fork>): ChildProcess => {
    const child = real.fork(...args);
    children.push(child);
    return child;
  };
  return { ...real, fork };
});

vi.setConfig({ testTimeout: 30_000 });

let folder = '';
let processPath = '';
let tiny = '';
/** Takes seconds to fill its context, so that a run can be caught in the middle. */
let endless = '';
let source: RunSource;

const newSource = (cacheFolder = path.join(folder, 'cache')): RunSource =>
  createLocalSource({ processPath, builtInModelPath: path.resolve('media/model/latency-1m.gguf'), cacheFolder });
const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;
const lastChild = (): ChildProcess => children.at(-1)!;
const longPrompt = 'one two three four five six seven eight nine ten '.repeat(4);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'local-source-'));
  processPath = await layOutLocalModel(folder);
  tiny = path.join(folder, 'tiny.gguf');
  endless = path.join(folder, 'endless.gguf');
  await writeTinyModel(tiny);
  await writeTinyModel(endless, { contextLength: 32_768, name: 'Endless' });
  source = newSource();
}, 60_000);

afterAll(async () => {
  await source.dispose();
  await rm(folder, { recursive: true, force: true });
});

function expectExact({ trace }: LocalOutcome): void {
  const stamps = trace.chunks.map(({ atMs }) => atMs);
  expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
  expect(new Set(stamps).size).toBe(stamps.length);
  expect(trace.usage?.outputTotal).toBe(tokensOf(trace));
  const phases = derivePhases(trace);
  for (const [index, { startMs, endMs }] of phases.entries()) {
    expect(startMs).toBe(index === 0 ? 0 : phases[index - 1]!.endMs);
    expect(endMs).toBeGreaterThan(startMs);
  }
}

const phaseOf = ({ trace }: LocalOutcome, name: string) => trace.phases.find((phase) => phase.name === name);

describe('a run', () => {
  test('on a process that is not up yet: the load begins at t0 and holds the start of the process', async () => {
    const cold = newSource();
    const outcome = await runToEnd(cold, { path: tiny, parameters: { maxTokens: 40 } });
    await cold.dispose();
    expect(outcome.error).toBeNull();
    expectExact(outcome);
    const load = phaseOf(outcome, 'load')!;
    const prefill = phaseOf(outcome, 'prefill')!;
    expect(load.startMs).toBe(0);
    expect(load.endMs).toBeGreaterThan(Number(outcome.trace.timingsRaw['processStartMs']));
    expect(prefill.startMs).toBeGreaterThan(load.endMs);
    // The random model may begin with a part of a character: the first token is there before the first text.
    expect(prefill.endMs).toBeLessThanOrEqual(outcome.trace.chunks[0]!.atMs);
    expect(outcome.trace.models).toEqual(['Tiny Random']);
    expect(outcome.trace.timingsRaw).toMatchObject({ quantisation: 'F32', contextTokens: 1024 });
  });

  test('on a loaded model: no load, and as many tokens as asked for', async () => {
    await runToEnd(source, { path: tiny, parameters: { maxTokens: 1 } });
    const outcome = await runToEnd(source, { path: tiny, parameters: { maxTokens: 64 } });
    expectExact(outcome);
    expect(tokensOf(outcome.trace)).toBe(64);
    expect(phaseOf(outcome, 'load')).toBeUndefined();
    expect(phaseOf(outcome, 'queue')).toBeUndefined();
    expect(outcome.trace).toMatchObject({ finishReason: 'length', rawFinishReason: 'max-tokens' });
  });

  test('fills the context to the last token, and not beyond', async () => {
    const outcome = await runToEnd(source, { path: tiny });
    expectExact(outcome);
    const { usage, finishReason, rawFinishReason } = outcome.trace;
    expect(usage!.inputTotal! + usage!.outputTotal!).toBe(1024);
    expect([finishReason, rawFinishReason]).toEqual(['length', 'context-full']);
    // Of the process that stamped, not of this one: the recorder was told another.
    expect(outcome.trace.loopDelay?.p99Ms).toBeGreaterThanOrEqual(0);
  });

  test('at temperature 0 says the same again; with a seed too; with another seed not', async () => {
    const say = async (parameters: object): Promise<string> =>
      textOf((await runToEnd(source, { path: tiny, parameters: { maxTokens: 60, ...parameters } })).trace);
    expect(await say({})).toBe(await say({}));
    const seeded = await say({ temperature: 1.5, topP: 1, seed: 7 });
    expect(await say({ temperature: 1.5, topP: 1, seed: 7 })).toBe(seeded);
    expect(await say({ temperature: 1.5, topP: 1, seed: 8 })).not.toBe(seeded);
  });

  test('ends before a stop text', async () => {
    const { trace } = await runToEnd(source, { path: tiny, parameters: { maxTokens: 200 } });
    const whole = textOf(trace);
    const stop = whole.slice(20, 23);
    const stopped = await runToEnd(source, { path: tiny, parameters: { maxTokens: 200, stop: ['never', stop] } });
    expect(textOf(stopped.trace)).toBe(whole.slice(0, whole.indexOf(stop)));
    expect(stopped.trace).toMatchObject({ finishReason: 'stop', rawFinishReason: 'stop-text' });
  });

  test('ends where the model ends, or goes on with `ignore_eos`', async () => {
    const ask = (parameters: object) =>
      runToEnd(source, { path: 'builtin:latency-1m', prompt: 'How long is a day?', parameters });
    const short = await ask({ maxTokens: 500 });
    expect(short.trace).toMatchObject({ finishReason: 'stop', rawFinishReason: 'end-of-text' });
    const whole = await ask({ maxTokens: 500, extra: { ignore_eos: true } });
    expectExact(whole);
    expect(whole.trace).toMatchObject({ finishReason: 'length', rawFinishReason: 'max-tokens' });
    // The last tokens may have no text, and then belong to no chunk.
    expect(tokensOf(whole.trace)).toBeGreaterThan(490);
    expect(textOf(whole.trace).startsWith(textOf(short.trace))).toBe(true);
  });

  test('uses the threads that the target names', async () => {
    const { trace } = await runToEnd(source, { path: tiny, parameters: { maxTokens: 2 }, target: { threads: 2 } });
    expect(trace.timingsRaw).toMatchObject({ threads: 2, threadsFrom: 'setting', trialMsPerToken: {} });
  });

  test('remembers the thread trial for the next process', async () => {
    const cacheFolder = path.join(folder, 'fresh-cache');
    const from: unknown[] = [];
    for (let start = 0; start < 2; start++) {
      const other = newSource(cacheFolder);
      const { trace } = await runToEnd(other, { path: tiny, parameters: { maxTokens: 2 } });
      from.push(trace.timingsRaw['threadsFrom']);
      await other.dispose();
    }
    expect(from).toEqual(['trial', 'remembered']);
  });
});

describe('the prompt', () => {
  const maxTokens = 20;

  test('is reused from the last run in whole blocks, and says the same', async () => {
    const first = await runToEnd(source, { path: tiny, prompt: longPrompt, cache: 'cold', parameters: { maxTokens } });
    const again = await runToEnd(source, { path: tiny, prompt: longPrompt, parameters: { maxTokens } });
    const cold = await runToEnd(source, { path: tiny, prompt: longPrompt, cache: 'cold', parameters: { maxTokens } });
    const [total, cached] = [first.trace.usage!.inputTotal!, again.trace.usage!.inputCached!];
    expect(cached).toBe(Math.floor((total - 1) / 16) * 16);
    expect([first.trace.usage!.inputCached, cold.trace.usage!.inputCached]).toEqual([0, 0]);
    expect(textOf(again.trace)).toBe(textOf(first.trace));
    expect(textOf(cold.trace)).toBe(textOf(first.trace));
  });

  test('with another beginning is not reused, though the template begins alike', async () => {
    await runToEnd(source, { path: tiny, prompt: `a${longPrompt}`, parameters: { maxTokens } });
    const { trace } = await runToEnd(source, { path: tiny, prompt: `b${longPrompt}`, parameters: { maxTokens } });
    expect(trace.usage!.inputCached).toBe(0);
  });

  test('too long for the context: says both numbers', async () => {
    const { error, trace } = await runToEnd(source, { path: tiny, prompt: longPrompt.repeat(20) });
    expect(error?.kind).toBe('too-large');
    expect(error?.message).toMatch(/has \d{4} tokens, the context holds 1024/);
    expect(trace.chunks).toEqual([]);
  });

  test('goes through the chat template, special tokens and all', async () => {
    const input = async (system?: string): Promise<number> =>
      (await runToEnd(source, { path: tiny, prompt: 'zz', system, parameters: { maxTokens: 1 } })).trace.usage!
        .inputTotal!;
    // Each role marker is one token; "▁", line end and the two letters are the others.
    const withoutSystem = await input();
    expect(await input('zz')).toBe(2 * withoutSystem - 2);
  });

  test('that the template refuses is a bad request, with the template’s own words', async () => {
    const strict = path.join(folder, 'strict.gguf');
    await writeTinyModel(strict, { chatTemplate: "{{ raise_exception('System role not supported') }}" });
    const { error } = await runToEnd(source, { path: strict, system: 'Be brief.' });
    expect(error).toMatchObject({ kind: 'bad-request', detail: 'System role not supported' });
  });

  test('on a model whose chat template opens the reasoning begins with reasoning', async () => {
    const thinking = path.join(folder, 'thinking.gguf');
    const chatTemplate = "{% for message in messages %}{{ message['content'] }}{% endfor %}<|assistant|><think>\n";
    await writeTinyModel(thinking, { chatTemplate });
    const { trace, error } = await runToEnd(source, { path: thinking, parameters: { maxTokens: 20 } });
    expect(error).toBeNull();
    expect(new Set(trace.chunks.map(({ channel }) => channel))).toEqual(new Set(['reasoning']));
  });

  test('of a model without a template is taken as plain text', async () => {
    const plain = path.join(folder, 'plain.gguf');
    await writeTinyModel(plain, { chatTemplate: null });
    const { error, trace } = await runToEnd(source, { path: plain, prompt: 'zz', parameters: { maxTokens: 3 } });
    expect(error).toBeNull();
    expect(tokensOf(trace)).toBe(3);
  });
});

describe('stopping', () => {
  test('ends between two tokens, keeps what came, and leaves the process and the model', async () => {
    const other = newSource();
    await runToEnd(other, { path: endless, parameters: { maxTokens: 1 } });
    const child = lastChild();
    const run = startRun(other, { path: endless });
    await run.firstText;
    run.stop();
    const outcome = await run.outcome;
    expect(outcome.error?.kind).toBe('cancelled');
    expect(tokensOf(outcome.trace)).toBeGreaterThan(0);
    expect(tokensOf(outcome.trace)).toBeLessThan(4000);
    expectExact(outcome);
    const next = await runToEnd(other, { path: endless, parameters: { maxTokens: 2 } });
    expect(phaseOf(next, 'load')).toBeUndefined();
    expect(lastChild()).toBe(child);
    await other.dispose();
  });

  test('while the process starts', async () => {
    const other = newSource();
    const run = startRun(other, { path: tiny });
    run.stop();
    const { error, trace } = await run.outcome;
    expect(error?.kind).toBe('cancelled');
    expect(trace.chunks).toEqual([]);
    expect((await runToEnd(other, { path: tiny, parameters: { maxTokens: 1 } })).error).toBeNull();
    await other.dispose();
  });

  test('ends a process that does not answer', async () => {
    const other = newSource();
    const run = startRun(other, { path: endless });
    await run.firstText;
    const frozen = lastChild();
    frozen.kill('SIGSTOP');
    run.stop();
    expect((await run.outcome).error?.kind).toBe('cancelled');
    expect(frozen.signalCode).toBe('SIGKILL');
    await other.dispose();
  }, 15_000);

  test('happens by itself when the model falls silent', async () => {
    const other = newSource();
    const run = startRun(other, { path: endless, target: { timeouts: { stallMs: 100 } } });
    await run.firstText;
    lastChild().kill('SIGSTOP');
    const { error, trace } = await run.outcome;
    expect(error?.kind).toBe('stalled');
    expect(trace.chunks.length).toBeGreaterThan(0);
    await other.dispose();
  });
});

describe('two runs at once', () => {
  test('take turns: the second one’s wait is its queue', async () => {
    const other = newSource();
    await runToEnd(other, { path: tiny, parameters: { maxTokens: 1 } });
    const [first, second] = await Promise.all([
      runToEnd(other, { path: tiny, parameters: { maxTokens: 300 } }),
      runToEnd(other, { path: tiny, prompt: 'Other', parameters: { maxTokens: 30 } }),
    ]);
    const queue = phaseOf(second!, 'queue')!;
    expect(queue.startMs).toBe(0);
    // Both t0 are the same to within the time that starting them took.
    expect(queue.endMs).toBeGreaterThan(first!.trace.chunks.at(-1)!.atMs - 20);
    expectExact(first!);
    expectExact(second!);
    await other.dispose();
  });

  test('the waiting one can be stopped without disturbing the other', async () => {
    const running = startRun(source, { path: tiny });
    const waiting = startRun(source, { path: tiny });
    await running.firstText;
    waiting.stop();
    expect((await waiting.outcome).error?.kind).toBe('cancelled');
    expect((await running.outcome).error).toBeNull();
  });
});

describe('a process that dies', () => {
  test('in mid-run: `crashed`, what came is kept, the next run works', async () => {
    const other = newSource();
    const run = startRun(other, { path: endless });
    await run.firstText;
    const victim = lastChild();
    victim.kill('SIGSEGV');
    const { error, trace } = await run.outcome;
    expect(error?.kind).toBe('crashed');
    expect(error?.message).toContain('SIGSEGV');
    expect(textOf(trace)).not.toBe('');
    expect(trace.usage?.outputTotal).toBe(tokensOf(trace));
    const next = await runToEnd(other, { path: tiny, parameters: { maxTokens: 5 } });
    expect(next.error).toBeNull();
    expect(phaseOf(next, 'load')?.startMs).toBe(0);
    expect(lastChild()).not.toBe(victim);
    await other.dispose();
  });

  test('before it is up: says why', async () => {
    const broken = createLocalSource({ processPath: path.join(folder, 'absent.mjs'), builtInModelPath: '' });
    const { error } = await runToEnd(broken, { path: tiny });
    expect(error?.kind).toBe('crashed');
    expect(error?.detail).toContain('absent.mjs');
    await broken.dispose();
  });
});

describe('a model file', () => {
  const cases: [name: string, make: (file: string) => Promise<unknown>, message: RegExp][] = [
    ['that is missing', async () => undefined, /There is no model file at .*model\.gguf/],
    ['that is no GGUF', (file) => writeFile(file, '<html>Not found</html>'), /is not a GGUF model/],
    ['that is empty', (file) => writeFile(file, ''), /is not a GGUF model/],
    ['cut in its data', (file) => writeFile(file, tinyModel().subarray(0, 100_000)), /incomplete or damaged/],
    ['cut in its header', (file) => writeFile(file, tinyModel().subarray(0, 2000)), /damaged/],
    ['of an unknown architecture', (file) => writeTinyModel(file, { architecture: 'zebra' }), /architecture "zebra"/],
    ['larger than the memory', tooLarge, /too large for this machine: its weights take \d+\.\d GB, [\d.]+ [GM]B/],
  ];

  test.each(cases)('%s: `model-load`, and what to do', async (_name, make, message) => {
    const file = path.join(folder, 'model.gguf');
    await rm(file, { force: true });
    await make(file);
    const { error, trace } = await runToEnd(source, { path: file });
    expect(error?.kind).toBe('model-load');
    expect(error?.message).toMatch(message);
    expect(trace.chunks).toEqual([]);
    await rm(file, { force: true });
  });

  test('that is a folder', async () => {
    const { error } = await runToEnd(source, { path: folder });
    expect(error?.kind).toBe('model-load');
  });

  test('with a context larger than the memory: says both numbers', async () => {
    const { error } = await runToEnd(source, { path: tiny, target: { contextTokens: 2 ** 30 } });
    expect(error?.kind).toBe('model-load');
    expect(error?.message).toMatch(/context of 1073741824 tokens needs [\d.]+ GB/);
  });

  test('with any byte of its header damaged never hangs and never spoils the next run', async () => {
    const whole = tinyModel();
    for (let at = 4; at < 1200; at += 92) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, at, at + 8);
      const file = path.join(folder, 'damaged.gguf');
      await writeFile(file, damaged);
      const { error } = await runToEnd(source, { path: file, parameters: { maxTokens: 1 } });
      expect([undefined, 'model-load', 'crashed', 'too-large', 'bad-request'], `at ${at}: ${error?.message}`).toContain(
        error?.kind,
      );
    }
    expect((await runToEnd(source, { path: tiny, parameters: { maxTokens: 1 } })).error).toBeNull();
  }, 60_000);

  test('that changed on the disk is loaded again', async () => {
    const file = path.join(folder, 'changing.gguf');
    await writeTinyModel(file, { name: 'Before' });
    await runToEnd(source, { path: file, parameters: { maxTokens: 1 } });
    await writeTinyModel(file, { name: 'Afterwards' });
    const { trace } = await runToEnd(source, { path: file, parameters: { maxTokens: 1 } });
    expect(trace.models).toEqual(['Afterwards']);
  });

  async function tooLarge(file: string): Promise<void> {
    await writeTinyModel(file);
    // Sparse: takes no room on the disk.
    await truncate(file, os.totalmem() * 4);
  }
});

describe('dispose', () => {
  afterEach(() => expect(children.filter(isAlive).length).toBeLessThanOrEqual(1));

  test('ends the process, stops what runs, and lets nothing start afterwards', async () => {
    const other = newSource();
    const run = startRun(other, { path: endless });
    await run.firstText;
    const child = lastChild();
    await other.dispose();
    expect((await run.outcome).error?.kind).toBe('cancelled');
    expect(isAlive(child)).toBe(false);
    expect((await runToEnd(other, { path: tiny })).error?.kind).toBe('cancelled');
    expect(lastChild()).toBe(child);
  });

  test('of a source that never ran', async () => {
    await newSource().dispose();
  });
});
