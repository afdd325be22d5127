import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { expect, test, vi } from 'vitest';
import { onKey } from '../../../src/cli/onKey';

/** A keyboard that the test types on. */
function keyboard({ isTTY = true } = {}) {
  const raw: boolean[] = [];
  const stream: EventEmitter = Object.assign(new EventEmitter(), {
    isTTY,
    setRawMode: (mode: boolean) => raw.push(mode),
    setEncoding: () => stream,
    resume: () => stream,
    pause: () => stream,
  });
  const type = (keys: string): void => void stream.emit('data', keys);
  return { stdin: stream as unknown as ReadStream, raw, type, listeners: () => stream.listenerCount('data') };
}
type Answer = () => boolean;
const inForeground: Answer = () => true;

test('keys are heard one by one, until the end', () => {
  const { stdin, raw, type, listeners } = keyboard();
  const heard: string[] = [];
  const before = process.listenerCount('SIGCONT');
  const release = onKey(stdin, (key) => heard.push(key), inForeground);
  type('p');
  type('xp');
  release?.();
  type('p');
  expect(heard).toEqual(['p', 'x', 'p']);
  expect(raw).toEqual([true, false]);
  expect(listeners()).toBe(0);
  expect(process.listenerCount('SIGCONT')).toBe(before);
});

test('Ctrl+C interrupts as it does otherwise', () => {
  const { stdin, type } = keyboard();
  const interrupted = vi.fn();
  process.once('SIGINT', interrupted);
  const release = onKey(stdin, () => expect.unreachable(), inForeground);
  type('\u0003');
  release?.();
  expect(interrupted).toHaveBeenCalledOnce();
});

test.each<[string, { isTTY?: boolean }, Answer]>([
  ['standard input is no keyboard', { isTTY: false }, inForeground],
  ['the process is in the background', {}, () => false],
])('nothing is heard where %s', (_, options, isForeground) => {
  const { stdin, raw } = keyboard(options);
  expect(onKey(stdin, () => undefined, isForeground)).toBeNull();
  expect(raw).toEqual([]);
});
