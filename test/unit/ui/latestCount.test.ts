import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CountAnswer, CountedPrompt, ToTokenCounter } from '../../../src/messages/tokenCountMessages';
import { LatestCount, type CounterPort } from '../../../src/ui/latestCount';

const question = (...text: string[]) => ({ text, form: 'text' as const, document: null, targets: [], preferred: -1 });
const counted = (tokens: number): CountedPrompt => ({
  tokens,
  tokenizer: 't',
  isModelsOwn: true,
  target: null,
  openVariables: 0,
  images: 0,
});

/** A thread that answers when the test says so. */
class FakePort implements CounterPort {
  readonly heard: ToTokenCounter[] = [];
  answer: (answer: CountAnswer) => void = () => undefined;
  die: (reason: string) => void = () => undefined;
  isEnded = false;
  get asked(): ToTokenCounter[] {
    return this.heard.filter(({ type }) => type === 'count');
  }
  post(message: ToTokenCounter): void {
    this.heard.push(message);
  }
  listen(onAnswer: (answer: CountAnswer) => void, onEnd: (reason: string) => void): void {
    this.answer = onAnswer;
    this.die = onEnd;
  }
  end(): Promise<void> {
    this.isEnded = true;
    this.die('ended');
    return Promise.resolve();
  }
}

let ports: FakePort[];
let shown: (CountedPrompt | null)[];
let count: LatestCount;
const port = (): FakePort => ports.at(-1) as FakePort;
/** Answers the question at this place in the order of all. */
const answer = (index: number, tokens: number) =>
  port().answer({ id: port().asked[index]?.id ?? 0, counted: counted(tokens) });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  ports = [];
  shown = [];
  const start = () => {
    ports.push(new FakePort());
    return port();
  };
  count = new LatestCount(start, (each) => shown.push(each));
});
afterEach(() => {
  count.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('of several questions', () => {
  test('only the newest is answered, whatever order the answers come in', async () => {
    for (const text of ['a', 'b', 'c']) await count.ask(question(text));
    answer(1, 2);
    answer(2, 3);
    answer(0, 1);
    answer(2, 3);
    expect(shown).toEqual([counted(3)]);
    expect(ports).toHaveLength(1);
  });

  test('none is answered once the text has changed', async () => {
    await count.ask(question('a'));
    count.forget();
    answer(0, 1);
    expect(shown).toEqual([]);
    await count.ask(question('b'));
    answer(0, 1);
    answer(1, 2);
    expect(shown).toEqual([counted(2)]);
  });
});

describe('a long text', () => {
  test('is sent in pieces, each in a turn of its own, and read no faster', async () => {
    const order: string[] = [];
    const text = (function* () {
      for (const piece of ['a', 'b']) {
        order.push(`read ${piece}`);
        yield piece;
      }
    })();
    setImmediate(() => order.push('another turn'));
    await count.ask({ ...question(), text, document: ['whole'] });
    expect(order).toEqual(['read a', 'another turn', 'read b']);
    expect(port().heard.map((each) => (each.type === 'piece' ? `${each.of}: ${each.piece}` : each.isPart))).toEqual([
      'text: a',
      'text: b',
      'document: whole',
      true,
    ]);
  });

  test('is sent no further once it has changed', async () => {
    const asked = count.ask(question('a', 'b'));
    count.forget();
    await asked;
    expect(port().heard).toHaveLength(1);
    expect(port().asked).toHaveLength(0);
  });

  test('gives way to a newer one, whose pieces bear another number', async () => {
    await Promise.all([count.ask(question('a', 'b')), count.ask(question('c'))]);
    expect(port().heard.map((each) => [each.id, each.type])).toEqual([
      [1, 'piece'],
      [2, 'piece'],
      [2, 'count'],
    ]);
  });
});

describe('the thread', () => {
  test('is started by the first question and ended when nobody asks any more', async () => {
    expect(ports).toHaveLength(0);
    await count.ask(question('a'));
    answer(0, 1);
    vi.advanceTimersByTime(59_000);
    expect(port().isEnded).toBe(false);
    vi.advanceTimersByTime(2_000);
    expect(port().isEnded).toBe(true);
    await count.ask(question('b'));
    expect(ports).toHaveLength(2);
    answer(0, 2);
    expect(shown).toEqual([counted(1), counted(2)]);
  });

  test('that does not answer is ended, and nothing is shown', async () => {
    await count.ask(question('a'));
    vi.advanceTimersByTime(21_000);
    expect(port().isEnded).toBe(true);
    expect(shown).toEqual([null]);
  });

  test('that crashes leaves nothing shown, and the next question starts another', async () => {
    await count.ask(question('a'));
    port().die('out of memory');
    expect(shown).toEqual([null]);
    await count.ask(question('b'));
    expect(ports).toHaveLength(2);
  });
});
