import { describe, expect, test } from 'vitest';
import type { PanelState, ToPanel } from '../../../src/messages/panelMessages';
import { PanelMailbox } from '../../../src/ui/panelMailbox';
import { progressOf } from '../../webview/support/progress';
import { sweepNow } from '../../webview/support/sweepStates';
import { steadyTrace } from '../../webview/support/traces';

const trace = steadyTrace();
const STATE: PanelState = { tab: 'run', run: null, locale: 'en', targetName: 'a', readingWordsPerMinute: 238 };
const news = (fromMs: number, toMs: number, runId = 'run'): ToPanel => ({
  type: 'progress',
  runId,
  progress: progressOf(trace, fromMs, toMs),
});

/** A page that takes its messages when it is told to. */
function page() {
  const taken: ToPanel[] = [];
  const waiting: (() => void)[] = [];
  const mailbox = new PanelMailbox((message) => {
    taken.push(message);
    return new Promise<void>((resolve) => waiting.push(resolve));
  });
  const take = async (): Promise<void> => {
    waiting.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { mailbox, taken, take };
}

describe('post to the panel', () => {
  test('nothing goes to a page that has not asked; then it gets its whole state first', () => {
    const { mailbox, taken } = page();
    mailbox.send(news(-1, 100));
    expect(taken).toEqual([]);
    mailbox.open(STATE);
    expect(taken).toEqual([{ type: 'hydrate', state: STATE }]);
  });

  test('one message is on its way at a time, and progress that waits is joined without losing a chunk', async () => {
    const { mailbox, taken, take } = page();
    mailbox.open(STATE);
    for (let atMs = 200; atMs < 600; atMs += 50) mailbox.send(news(atMs - 50, atMs));
    expect(taken).toHaveLength(1);
    await take();
    expect(taken).toHaveLength(2);
    const [, joined] = taken;
    const expected = trace.chunks.filter(({ atMs }) => atMs > 150 && atMs <= 550);
    expect(joined?.type === 'progress' && joined.progress.chunks).toEqual(expected);
    expect(joined?.type === 'progress' && joined.progress.elapsedMs).toBe(550);
  });

  test('news of two runs are not joined, and the order is kept', async () => {
    const { mailbox, taken, take } = page();
    mailbox.open(STATE);
    mailbox.send(news(-1, 300, 'one'));
    mailbox.send(news(-1, 300, 'two'));
    await take();
    await take();
    expect(taken.slice(1).map((message) => message.type === 'progress' && message.runId)).toEqual(['one', 'two']);
  });

  test('of news that says all there is to say only the newest waits, and nothing overtakes', async () => {
    const { mailbox, taken, take } = page();
    mailbox.open(STATE);
    for (const name of ['a', 'b', 'c']) mailbox.send({ type: 'sweepNow', now: sweepNow({ target: name }) });
    mailbox.send({ type: 'sweepPlanning', isPlanning: false });
    mailbox.send({ type: 'sweepNow', now: null });
    for (let turn = 0; turn < 4; turn += 1) await take();
    const told = taken.slice(1).map((message) => (message.type === 'sweepNow' ? message.now?.target : message.type));
    expect(told).toEqual(['c', 'sweepPlanning', undefined]);
  });

  test('a hidden page gets nothing, and a page born anew gets its state again', async () => {
    const { mailbox, taken, take } = page();
    mailbox.open(STATE);
    mailbox.send(news(-1, 300));
    mailbox.close();
    await take();
    mailbox.send(news(300, 400));
    expect(taken).toHaveLength(1);
    mailbox.open(STATE);
    expect(taken).toHaveLength(2);
  });

  test('the answer of an earlier page does not release a message of the new one', async () => {
    const { mailbox, taken, take } = page();
    mailbox.open(STATE);
    mailbox.close();
    mailbox.open(STATE);
    mailbox.send(news(-1, 300));
    await take();
    expect(taken).toHaveLength(2);
    await take();
    expect(taken).toHaveLength(3);
  });

  test('a message that could not be delivered holds nothing up', async () => {
    const taken: ToPanel[] = [];
    const mailbox = new PanelMailbox((message) => {
      taken.push(message);
      return Promise.reject(new Error('gone'));
    });
    mailbox.open(STATE);
    mailbox.send(news(-1, 300));
    await Promise.resolve();
    await Promise.resolve();
    expect(taken).toHaveLength(2);
  });
});
