import path from 'node:path';
import type { Accounting } from '../accounting/accounting';
import { AccountingClient } from './accountingClient';
import { startThread } from './threadPort';

/** A vocabulary takes memory that an editor has better use for when nobody asks. */
const IDLE_MS = 30_000;

/** Counts and prices for the host: a thread that is started by a question and goes when none has come for a while. */
export function startAccounting(distFolder: string): Pick<Accounting, 'count' | 'price'> {
  const client = new AccountingClient(() => startThread(path.join(distFolder, 'accounting.mjs')));
  let idle: NodeJS.Timeout | null = null;
  let open = 0;
  const asked = async <T>(answer: Promise<T>): Promise<T> => {
    open += 1;
    if (idle) clearTimeout(idle);
    try {
      return await answer;
    } finally {
      open -= 1;
      // It must not keep a process alive that has nothing else to do.
      if (open === 0) idle = setTimeout(() => void client.dispose(), IDLE_MS).unref();
    }
  };
  return {
    count: (what, model) => asked(client.count(what, model)),
    price: (question) => asked(client.price(question)),
  };
}
