import { afterEach, expect, test, vi } from 'vitest';
import { onInterrupt } from '../../../src/cli/onInterrupt';

afterEach(() => vi.restoreAllMocks());

test('an interrupt that comes twice at once stops and waits for the report, a later one does not wait', () => {
  let nowMs = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  const stop = vi.fn();
  const release = onInterrupt(stop);
  const listen = process.listeners('SIGINT').at(-1)!;
  listen('SIGINT');
  nowMs += 20;
  listen('SIGINT');
  expect(stop).toHaveBeenCalledTimes(1);
  expect(exit).not.toHaveBeenCalled();
  nowMs += 1000;
  listen('SIGINT');
  expect(exit).toHaveBeenCalledExactlyOnceWith(130);
  release();
  expect(process.listeners('SIGINT')).not.toContain(listen);
});
