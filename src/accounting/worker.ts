import { parentPort } from 'node:worker_threads';
import type { FromAccounting, ToAccounting } from '../messages/accountingMessages';
import { createAccounting } from './accounting';

/** Entry of the accounting thread: questions in, answers out, in the order in which they came. */
const accounting = createAccounting();

async function answer(message: Exclude<ToAccounting, { type: 'drop' }>): Promise<FromAccounting> {
  const { id } = message;
  switch (message.type) {
    case 'count':
      return { type: 'counted', id, count: await accounting.count(message.what, message.model) };
    case 'grow':
      return { type: 'counted', id, count: await accounting.grow(message.counter, message.text, message.model) };
    case 'price':
      return { type: 'priced', id, answer: await accounting.price(message.question) };
  }
}

parentPort?.on('message', (message: ToAccounting) => {
  if (message.type === 'drop') return accounting.drop(message.counter);
  answer(message).then(
    (reply) => parentPort?.postMessage(reply),
    (reason: unknown) =>
      parentPort?.postMessage({ type: 'failed', id: message.id, message: String(reason) } satisfies FromAccounting),
  );
});
