import { afterEach, expect, test, vi } from 'vitest';
import { AccountingClient } from '../../../src/engine/accountingClient';
import type { ThreadPort } from '../../../src/engine/threadPort';
import type { FromAccounting, ToAccounting } from '../../../src/messages/accountingMessages';

/** A thread whose answers are given by hand. */
function handThread() {
  const posted: ToAccounting[] = [];
  let hear: (message: FromAccounting) => void = () => undefined;
  let die: (reason: string) => void = () => undefined;
  const port: ThreadPort<ToAccounting, FromAccounting> = {
    post: (message) => void posted.push(message),
    listen: (onMessage, onEnd) => {
      hear = onMessage;
      die = onEnd;
    },
    end: () => Promise.resolve(die('ended')),
  };
  return { port, posted, answer: (message: FromAccounting) => hear(message), die: (reason: string) => die(reason) };
}

const idOf = (message: ToAccounting | undefined): number => (message && 'id' in message ? message.id : NaN);

const count = { tokens: 3, tokenizer: 'o200k_base', isModelsOwn: false };

afterEach(() => {
  vi.useRealTimers();
});

test('the thread starts with the first question, and answers find their question', async () => {
  const thread = handThread();
  const start = vi.fn(() => thread.port);
  const client = new AccountingClient(start);
  client.drop('nothing to drop yet');
  expect(start).not.toHaveBeenCalled();
  const first = client.count({ text: 'a' }, 'm');
  const second = client.grow('run', 'b', 'm');
  expect(start).toHaveBeenCalledOnce();
  thread.answer({ type: 'counted', id: idOf(thread.posted[1]), count: { ...count, tokens: 7 } });
  thread.answer({ type: 'counted', id: idOf(thread.posted[0]), count });
  expect((await first).tokens).toBe(3);
  expect((await second).tokens).toBe(7);
});

test('a thread that dies in mid-question settles it with an error, and the next question starts a new one', async () => {
  const threads = [handThread(), handThread()];
  let started = 0;
  const client = new AccountingClient(() => threads[started++]!.port);
  const question = client.count({ text: 'a' }, 'm');
  threads[0]?.die('killed');
  await expect(question).rejects.toThrow('killed');
  const next = client.count({ text: 'a' }, 'm');
  threads[1]?.answer({ type: 'counted', id: idOf(threads[1].posted[0]), count });
  expect(await next).toEqual(count);
});

test('a thread that is stuck is ended, and its question is not left open', async () => {
  vi.useFakeTimers();
  const client = new AccountingClient(() => handThread().port);
  const question = expect(client.count({ text: 'a' }, 'm')).rejects.toThrow('ended');
  await vi.advanceTimersByTimeAsync(20_000);
  await question;
  expect(vi.getTimerCount()).toBe(0);
});

test('a question that cannot be answered is an error with the reason', async () => {
  const thread = handThread();
  const client = new AccountingClient(() => thread.port);
  const question = client.count({ text: 'a' }, 'm');
  thread.answer({ type: 'failed', id: idOf(thread.posted[0]), message: 'no vocabulary' });
  await expect(question).rejects.toThrow('no vocabulary');
});
