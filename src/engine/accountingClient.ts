import type { Accounting } from '../accounting/accounting';
import type { FromAccounting, ToAccounting } from '../messages/accountingMessages';
import type { ThreadPort } from './threadPort';

/** No question takes that long; a thread that does not answer is stuck, and the next question gets a fresh one. */
const MOST_ANSWER_MS = 20_000;

type AccountingPort = ThreadPort<ToAccounting, FromAccounting>;
type Question = Exclude<ToAccounting, { type: 'drop' }>;
/** `Omit` over each member of a union. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Open {
  resolve(answer: FromAccounting): void;
  reject(reason: Error): void;
}

/** The accounting thread, started by the first question, so that counting never delays a stamp. */
export class AccountingClient implements Accounting {
  readonly #start: () => AccountingPort;
  readonly #open = new Map<number, Open>();
  #port: AccountingPort | null = null;
  #lastId = 0;

  constructor(start: () => AccountingPort) {
    this.#start = start;
  }

  async count(...[what, model]: Parameters<Accounting['count']>) {
    return counted(await this.#ask({ type: 'count', what, model }));
  }

  async grow(...[counter, text, model]: Parameters<Accounting['grow']>) {
    return counted(await this.#ask({ type: 'grow', counter, text, model }));
  }

  drop(counter: string): void {
    this.#port?.post({ type: 'drop', counter });
  }

  async price(...[question]: Parameters<Accounting['price']>) {
    const answer = await this.#ask({ type: 'price', question });
    if (answer.type !== 'priced') throw new Error('A price was asked for, something else was answered.');
    return answer.answer;
  }

  async dispose(): Promise<void> {
    await this.#port?.end(0);
  }

  #ask(question: WithoutId<Question>): Promise<FromAccounting> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => void this.#port?.end(0), MOST_ANSWER_MS);
      const settled = (): void => {
        clearTimeout(patience);
        this.#open.delete(id);
      };
      this.#open.set(id, {
        resolve: (answer) => (settled(), resolve(answer)),
        reject: (reason) => (settled(), reject(reason)),
      });
      this.#connect().post({ ...question, id } as Question);
    });
  }

  #connect(): AccountingPort {
    if (this.#port) return this.#port;
    const port = this.#start();
    this.#port = port;
    port.listen(
      (answer) => {
        const open = this.#open.get(answer.id);
        if (answer.type === 'failed') open?.reject(new Error(answer.message));
        else open?.resolve(answer);
      },
      (reason) => {
        this.#port = null;
        for (const { reject } of [...this.#open.values()]) reject(new Error(`The accounting thread ended: ${reason}`));
      },
    );
    return port;
  }
}

function counted(answer: FromAccounting) {
  if (answer.type !== 'counted') throw new Error('A count was asked for, something else was answered.');
  return answer.count;
}
