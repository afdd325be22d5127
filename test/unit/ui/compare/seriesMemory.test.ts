import type { Uri } from 'vscode';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { seriesSteps } from '../../../../src/core/seriesPlan';
import { SeriesMemory } from '../../../../src/ui/compare/seriesMemory';
import { logOf } from '../../../webview/support/comparisons';
import { happened } from '../fakeEditor';

vi.mock('vscode', () => import('../fakeEditor'));

const log = logOf({ runs: 3, warmups: 1 });
const { head } = log;
const prompt = {
  prompt: { messages: [{ role: 'user' as const, content: 'Hello' }], source: 'a.md' },
  parameters: { maxTokens: 9 },
};
const newMemory = (): SeriesMemory => new SeriesMemory('/storage' as unknown as Uri);

async function keep(memory: SeriesMemory, runs: number): Promise<void> {
  await memory.begin({ head, prompt, ending: null });
  for (const [index, step] of seriesSteps(head.outline).slice(0, runs).entries())
    await memory.add(step, log.reports()[index]!);
}

beforeEach(() => {
  happened.files.clear();
  happened.readOnly = false;
});

describe('the kept series', () => {
  test('comes back with all its runs, its prompt and how it ended', async () => {
    const memory = newMemory();
    await keep(memory, log.made);
    await memory.end({ head, prompt, ending: 'completed' });
    const recalled = await newMemory().recall();
    expect(recalled).toMatchObject({ prompt, ending: 'completed' });
    expect(recalled!.log.shown()).toEqual(log.shown());
  });

  test('of a window that was closed in mid-series holds every run that was over', async () => {
    await keep(newMemory(), 5);
    const recalled = await newMemory().recall();
    expect(recalled!.ending).toBeNull();
    expect(recalled!.log.made).toBe(5);
  });

  test('is replaced by the next one, with nothing of the old one left', async () => {
    const memory = newMemory();
    await keep(memory, 5);
    await memory.begin({ head: { ...head, id: 'series-2' }, prompt, ending: null });
    const recalled = await newMemory().recall();
    expect(recalled!.log.head.id).toBe('series-2');
    expect(recalled!.log.made).toBe(0);
  });

  test.each<[string, string | null]>([
    ['no file', null],
    ['half a file', '{"head":{'],
    ['something else', '{"a":1}'],
  ])('is nothing when there is %s', async (_, content) => {
    if (content !== null) happened.files.set('/storage/series/series.json', new TextEncoder().encode(content));
    expect(await newMemory().recall()).toBeNull();
  });

  test('a run whose file is broken costs that run and nothing else', async () => {
    await keep(newMemory(), 3);
    const file = [...happened.files.keys()].find((name) => name.includes('run-'))!;
    happened.files.set(file, new TextEncoder().encode('{"step":'));
    expect((await newMemory().recall())!.log.made).toBe(2);
  });

  test('a folder that cannot be written costs the memory only', async () => {
    happened.readOnly = true;
    await keep(newMemory(), 2);
    expect(await newMemory().recall()).toBeNull();
  });
});
