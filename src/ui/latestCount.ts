import type {
  CountAnswer,
  CountedPrompt,
  CountQuestion,
  TextPiece,
  ToTokenCounter,
} from '../messages/tokenCountMessages';

/** The counting thread as the editor's side sees it. */
export interface CounterPort {
  post(message: ToTokenCounter): void;
  listen(onAnswer: (answer: CountAnswer) => void, onEnd: (reason: string) => void): void;
  end(patienceMs: number): Promise<void>;
}

/** What is asked, with the pieces of its text, which are read as they are sent. */
export interface TextQuestion extends Omit<CountQuestion, 'type' | 'id' | 'isPart'> {
  readonly text: Iterable<string>;
  /** When a part of a prompt file is counted: the whole file. */
  readonly document: Iterable<string> | null;
}

/** No count takes that long; a thread that does not answer is stuck. */
const MOST_ANSWER_MS = 20_000;
/** A vocabulary holds tens of megabytes, which nobody needs who has stopped to look at counts. */
const IDLE_MS = 60_000;

/** Asks the counting thread, and hands on the answer to the newest question only. The thread lives while it is asked. */
export class LatestCount {
  readonly #start: () => CounterPort;
  readonly #onAnswer: (counted: CountedPrompt | null) => void;
  #port: CounterPort | null = null;
  #timer: NodeJS.Timeout | undefined;
  #asked = 0;
  /** The question whose answer is wanted; 0: none. */
  #wanted = 0;

  constructor(start: () => CounterPort, onAnswer: (counted: CountedPrompt | null) => void) {
    this.#start = start;
    this.#onAnswer = onAnswer;
  }

  /** Sends one piece a turn, until the text is another one. */
  async ask({ text, document, ...question }: TextQuestion): Promise<void> {
    const id = ++this.#asked;
    this.#wanted = id;
    const port = this.#connect();
    this.#endAfter(MOST_ANSWER_MS);
    for (const [of, piece] of piecesOf(text, document)) {
      port.post({ type: 'piece', id, of, piece });
      await new Promise((next) => setImmediate(next));
      if (id !== this.#wanted) return;
    }
    port.post({ ...question, type: 'count', id, isPart: document !== null });
  }

  /** The text has changed: whatever is answered now is about another one. */
  forget(): void {
    this.#wanted = 0;
  }

  dispose(): void {
    this.#wanted = 0;
    clearTimeout(this.#timer);
    void this.#port?.end(0);
  }

  #endAfter(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#port?.end(0), delayMs);
  }

  #connect(): CounterPort {
    if (this.#port) return this.#port;
    const port = this.#start();
    this.#port = port;
    port.listen(
      ({ id, counted }) => {
        this.#endAfter(IDLE_MS);
        this.#answer(id, counted);
      },
      () => {
        this.#port = null;
        clearTimeout(this.#timer);
        this.#answer(this.#wanted, null);
      },
    );
    return port;
  }

  #answer(id: number, counted: CountedPrompt | null): void {
    if (id === 0 || id !== this.#wanted) return;
    this.#wanted = 0;
    this.#onAnswer(counted);
  }
}

function* piecesOf(text: Iterable<string>, document: Iterable<string> | null): Generator<[TextPiece['of'], string]> {
  for (const piece of text) yield ['text', piece];
  for (const piece of document ?? []) yield ['document', piece];
}
