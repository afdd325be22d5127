import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunFailure } from '../../../src/core/runError';
import { WaitingLimits, type Limits } from '../../../src/engine/http/waitingLimits';

const failures: RunFailure[] = [];
const create = (limits: Partial<Limits> = {}): WaitingLimits =>
  new WaitingLimits({ connectMs: 100, firstByteMs: 1000, stallMs: 200, ...limits }, 'http://example.test', (failure) =>
    failures.push(failure),
  );
const kinds = (): string[] => failures.map(({ error }) => error.kind);

beforeEach(() => {
  failures.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('each wait has its own limit and its own words', () => {
  const limits = create();
  limits.connecting();
  vi.advanceTimersByTime(99);
  limits.waitingForAnswer();
  vi.advanceTimersByTime(999);
  limits.dataCame();
  vi.advanceTimersByTime(199);
  expect(failures).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(kinds()).toEqual(['stalled']);
});

test('data moves the stall limit on, again and again', () => {
  const limits = create();
  for (let index = 0; index < 10; index++) {
    limits.dataCame();
    vi.advanceTimersByTime(150);
  }
  expect(failures).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(kinds()).toEqual(['stalled']);
});

test('the request being sent does not take an answer that has begun back to waiting for it', () => {
  const limits = create();
  limits.dataCame();
  limits.waitingForAnswer();
  vi.advanceTimersByTime(200);
  expect(kinds()).toEqual(['stalled']);
});

test('0 waits for ever, and so does more than a timer can hold', () => {
  for (const firstByteMs of [0, 1e12]) {
    const limits = create({ firstByteMs });
    limits.waitingForAnswer();
    vi.advanceTimersByTime(2 ** 40);
  }
  expect(failures).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('no limit lives on after the end', () => {
  const limits = create();
  limits.waitingForAnswer();
  limits.stop();
  expect(vi.getTimerCount()).toBe(0);
});
