import type { Memento, Uri } from 'vscode';

type Answers = Readonly<Record<string, string>>;
type Remembered = readonly (readonly [file: string, answers: Answers])[];

const ANSWERS = 'promptAnswers';
const MOST_FILES = 30;
const MOST_CHARACTERS = 100_000;

/** What was said last when the variables of a file were asked for. Kept for the workspace, the newest files first. */
export class PromptAnswers {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  of(uri: Uri): Answers {
    return this.#all().find(([file]) => file === uri.toString())?.[1] ?? {};
  }

  /** Answers of the size of a document are not kept: they would be read at each start of the editor. */
  async remember(uri: Uri, answers: Answers): Promise<void> {
    const file = uri.toString();
    const kept = Object.entries(answers).filter(([, text]) => text.length <= MOST_CHARACTERS / 10);
    const all = [[file, Object.fromEntries(kept)] as const, ...this.#all().filter(([other]) => other !== file)];
    while (all.length > MOST_FILES || JSON.stringify(all).length > MOST_CHARACTERS) all.pop();
    await this.#memory.update(ANSWERS, all);
  }

  #all(): Remembered {
    return this.#memory.get<Remembered>(ANSWERS, []);
  }
}
