import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recallThreads, rememberThreads } from '../../../src/local/threadMemory';
import { threadCandidates, tryThreads } from '../../../src/local/tryThreads';

describe('thread candidates', () => {
  test.each([
    [0, [1]],
    [1, [1]],
    [2, [1, 2]],
    [6, [1, 2, 4, 6]],
    [8, [1, 2, 4, 8]],
  ])('of %i cores', (cores, candidates) => expect(threadCandidates(cores)).toEqual(candidates));
});

describe('a thread trial', () => {
  /** A machine on which a step takes, for each number of threads, these ms in turn. */
  function machine(ms: Record<number, number[]>) {
    const steps: number[] = [];
    const step = async (threads: number): Promise<number> => {
      const made = steps.filter((each) => each === threads).length;
      steps.push(threads);
      const times = ms[threads] ?? [];
      return times[made % times.length] ?? 0;
    };
    return { steps, step };
  }

  test('takes more threads when they pay', async () => {
    const { step } = machine({ 1: [800], 2: [410], 4: [220], 8: [150] });
    expect(await tryThreads([1, 2, 4, 8], step)).toEqual({
      threads: 8,
      msPerToken: { 1: 800, 2: 410, 4: 220, 8: 150 },
    });
  });

  test('stays with few when more do not pay, and does not try still more', async () => {
    const { step, steps } = machine({ 1: [0.4], 2: [0.39], 4: [0.1] });
    expect((await tryThreads([1, 2, 4], step)).threads).toBe(1);
    expect(steps).not.toContain(4);
  });

  test('is not deceived by many quick steps with a slow one among them', async () => {
    const { step } = machine({ 1: [0.4], 2: [0.2, 0.2, 0.2, 230] });
    expect((await tryThreads([1, 2], step)).threads).toBe(1);
  });

  test('makes one step only with a hopeless number', async () => {
    const { step, steps } = machine({ 1: [0.4], 2: [250] });
    await tryThreads([1, 2], step);
    expect(steps.filter((threads) => threads === 2)).toHaveLength(1);
  });

  test('does not count the first step, which reads the weights from disk', async () => {
    const { step } = machine({ 1: [5000, ...Array<number>(40).fill(2)], 2: [4] });
    expect(await tryThreads([1, 2], step)).toEqual({ threads: 1, msPerToken: { 1: 2, 2: 4 } });
  });

  test('ends for each number when the budget is spent', async () => {
    const { step, steps } = machine({ 1: [15] });
    await tryThreads([1], step);
    expect(steps).toHaveLength(1 + 3);
  });
});

describe('the memory of trials', () => {
  const file = { path: '/models/a.gguf', sizeBytes: 10, changedAtMs: 20 };
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'threads-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('knows what was saved, for that very file only, and names no path', async () => {
    const cache = path.join(folder, 'new', 'deep');
    expect(await recallThreads(cache, file)).toBeNull();
    await rememberThreads(cache, file, 4);
    await rememberThreads(cache, { ...file, path: '/models/b.gguf' }, 2);
    expect(await recallThreads(cache, file)).toBe(4);
    expect(await recallThreads(cache, { ...file, sizeBytes: 11 })).toBeNull();
    expect(await recallThreads(cache, { ...file, changedAtMs: 21 })).toBeNull();
    expect(await readFile(path.join(cache, 'threads.json'), 'utf8')).not.toContain('models');
  });

  test('forgets what is old', async () => {
    const cache = path.join(folder, 'old');
    await rememberThreads(cache, file, 4);
    const saved = path.join(cache, 'threads.json');
    await writeFile(saved, (await readFile(saved, 'utf8')).replace(/"20\d\d-/, '"2001-'));
    expect(await recallThreads(cache, file)).toBeNull();
  });

  test.each([
    ['damaged', '{"a'],
    ['of another kind', '[1, null, {"threads": "many"}]'],
    ['null', 'null'],
  ])('that is %s is no memory, and is replaced', async (name, content) => {
    const cache = path.join(folder, name);
    await mkdir(cache);
    await writeFile(path.join(cache, 'threads.json'), content);
    expect(await recallThreads(cache, file)).toBeNull();
    await rememberThreads(cache, file, 2);
    expect(await recallThreads(cache, file)).toBe(2);
  });

  test('may have no place at all', async () => {
    const blocked = path.join(folder, 'blocked');
    await writeFile(blocked, '');
    for (const place of [null, path.join(blocked, 'below')]) {
      await rememberThreads(place, file, 2);
      expect(await recallThreads(place, file)).toBeNull();
    }
  });
});
