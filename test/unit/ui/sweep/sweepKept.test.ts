import type { Uri } from 'vscode';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { SweepMemory } from '../../../../src/ui/sweep/sweepMemory';
import { SweepShelf, slim } from '../../../../src/ui/sweep/sweepShelf';
import { deadReport, lengthReport, loadReport } from '../../../webview/support/sweepStates';
import { happened } from '../fakeEditor';

vi.mock('vscode', () => import('../fakeEditor'));

const newMemory = (): SweepMemory => new SweepMemory('/storage' as unknown as Uri);
const length = lengthReport();
const load = loadReport();

beforeEach(() => {
  happened.files.clear();
  happened.readOnly = false;
});

describe('kept sweeps', () => {
  test('come back, the last of each kind and target', async () => {
    const memory = newMemory();
    const other = lengthReport({ name: 'other / server' });
    for (const report of [length, load, other, { ...length, id: 'newer' }]) await memory.keep(report);
    const recalled = await newMemory().recall();
    expect(recalled.map(({ id, target }) => [target.name, id]).sort()).toEqual([
      ['local vLLM', 'newer'],
      ['local vLLM', 'sweep-load'],
      ['other / server', 'sweep-length'],
    ]);
    expect(
      [...happened.files.keys()].every((name) => /^\/storage\/sweeps\/(?:length|load)-[0-9a-f]{32}\.json$/.test(name)),
    ).toBe(true);
  });

  test('hold what was measured when the window was closed in mid-sweep, as a sweep that was stopped', async () => {
    await newMemory().keep(lengthReport({ ending: 'running', made: 9 }));
    const [recalled] = await newMemory().recall();
    expect(recalled).toMatchObject({ ending: 'stopped' });
    expect(recalled!.endingSentence).toContain('the window was closed');
    expect(recalled!.length!.runs).toHaveLength(9);
  });

  test('hold the stamps of their runs, and no texts', async () => {
    await newMemory().keep(length);
    const [recalled] = await newMemory().recall();
    expect(recalled!.length!.runs[0]!.run.chunks!.length).toBeGreaterThan(10);
    expect(JSON.stringify(recalled)).not.toContain('prefill phase');
  });

  test('are written as they are at the end when news comes faster than the disk', async () => {
    const memory = newMemory();
    for (const made of [3, 5, 8]) void memory.keep(lengthReport({ ending: 'running', made }));
    await memory.keep(length);
    expect((await newMemory().recall())[0]).toMatchObject({ ending: 'completed' });
  });

  test.each<[string, string]>([
    ['half a file', '{"schema":'],
    ['something else', '{"a":1}'],
  ])('are none when there is %s', async (_, content) => {
    happened.files.set('/storage/sweeps/length-x.json', new TextEncoder().encode(content));
    expect(await newMemory().recall()).toEqual([]);
  });

  test('are gone for good when they are deleted, also right after they were written', async () => {
    const memory = newMemory();
    await memory.keep(load);
    void memory.keep(length);
    await memory.forget(length);
    await memory.forget(length);
    expect((await newMemory().recall()).map(({ id }) => id)).toEqual(['sweep-load']);
  });

  test('cost nothing but the memory when the folder cannot be written', async () => {
    happened.readOnly = true;
    await newMemory().keep(length);
    expect(await newMemory().recall()).toEqual([]);
  });
});

describe('the last sweeps of a target', () => {
  test('are one of each kind, and those of others are not mixed in', () => {
    const shelf = new SweepShelf();
    shelf.put(length);
    shelf.put(load);
    expect(shelf.of('local vLLM')).toEqual({ length, load });
    expect(shelf.of('other')).toEqual({ length: null, load: null });
    expect(shelf.of(null)).toEqual({ length: null, load: null });
    expect(shelf.lengthPartOf('local vLLM')).toBe(length.length);
    expect(shelf.newest).toBe(load);
  });

  test('give way to one under way from its start on, but not for good when that measures nothing', () => {
    const shelf = new SweepShelf();
    shelf.put(length);
    shelf.begin('length', 'local vLLM');
    expect(shelf.of('local vLLM').length).toBeNull();
    expect(shelf.end(deadReport())).toBe(false);
    expect(shelf.of('local vLLM').length).toBe(length);
  });

  test('are replaced by one that has measured something, or by a failed one where there was none', () => {
    const shelf = new SweepShelf();
    shelf.begin('length', 'local vLLM');
    expect(shelf.end(deadReport())).toBe(true);
    shelf.begin('length', 'local vLLM');
    const growing = lengthReport({ ending: 'running', made: 4 });
    shelf.grow(growing);
    expect(shelf.of('local vLLM').length).toBe(growing);
    expect(shelf.end(length)).toBe(true);
    expect(shelf.of('local vLLM').length).toBe(length);
  });

  test('name whom they are of, and no longer when the last one is removed', () => {
    const shelf = new SweepShelf();
    const other = { ...load, startedAt: '2026-11-20T10:00:00.000Z', target: { ...load.target, model: 'newer' } };
    for (const report of [length, other, lengthReport({ name: 'gone' })]) shelf.put(report);
    expect(shelf.targets.map(({ name, model }) => [name, model])).toEqual([
      ['local vLLM', 'newer'],
      ['gone', 'qwen2.5-7b'],
    ]);
    shelf.remove(other);
    expect(shelf.of('local vLLM')).toEqual({ length, load: null });
    shelf.remove(length);
    expect(shelf.targets.map(({ name }) => name)).toEqual(['gone']);
    expect(shelf.lengthPartOf('local vLLM')).toBeNull();
  });

  test('go to the panel without stamps and texts', () => {
    const { length: shown } = slim({ length, load: null });
    expect(shown!.length!.runs).toHaveLength(32);
    expect(shown!.length!.runs.every(({ run }) => run.chunks === undefined && run.output.text === undefined)).toBe(
      true,
    );
    expect(shown!.length!.ttft).toEqual(length.length!.ttft);
  });
});
