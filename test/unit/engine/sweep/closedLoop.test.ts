import { describe, expect, test } from 'vitest';
import type { LevelRequest, LevelResult } from '../../../../src/core/sweep/levelEngine';
import { runLevel } from '../../../../src/engine/load/runLevel';
import type { RunSource } from '../../../../src/engine/runSource';
import { levelTo } from '../../../support/testEngine';

/** A server that answers at once, but for the answers that `hang` names: those come when they are stopped. */
const quickServer = (hang: (index: number) => boolean): RunSource => {
  let requests = 0;
  return {
    async run(_request, sink, signal) {
      const index = requests++;
      sink.begin();
      await new Promise<void>((resolve) => {
        if (hang(index)) signal.addEventListener('abort', () => resolve());
        else setImmediate(resolve);
      });
      const atMs = 1;
      sink.event({ type: 'text', channel: 'answer', text: 'word', tokens: 1 }, atMs, sink.read(atMs, 4));
    },
    dispose: () => Promise.resolve(),
  };
};

const level = (parts: Partial<LevelRequest>, hang: (index: number) => boolean = () => false): Promise<LevelResult> =>
  runLevel(quickServer(hang), levelTo('http://127.0.0.1/v1', parts), {
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });

const count = ({ requests }: LevelResult, part: string): number => requests.filter((row) => row.part === part).length;

describe('users whose answers come at once', () => {
  const [load, wanted, most] = [3, 6, 15];

  test('wait with their next question until all have begun', async () => {
    const result = await level({ load, wanted, most });
    expect(result.ending).toBe('completed');
    expect(count(result, 'measured')).toBe(wanted);
    expect(new Set(result.requests.map(({ user }) => user)).size).toBe(load);
    const lastFirst = Math.max(
      ...[0, 1, 2].map((user) => result.requests.find((row) => row.user === user)?.startMs ?? Infinity),
    );
    expect(result.requests.filter(({ startMs }) => startMs < lastFirst).length).toBeLessThan(2 * load);
  });

  test('do not spend all requests on warming up while one waits for its first answer', async () => {
    const result = await level({ load, wanted, most }, (index) => index === 1);
    expect(count(result, 'measured')).toBe(wanted);
    expect(count(result, 'warm-up')).toBeLessThanOrEqual(2 * load);
    expect(result.requests.length).toBeLessThanOrEqual(most);
  });
});
