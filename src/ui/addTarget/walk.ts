import { QuickInputButtons, type QuickInput, type QuickInputButton } from 'vscode';

/** The user went back to the question before. */
export const BACK = Symbol('back');
/** What a question comes to; `null`: the user left. */
export type Answer<T> = T | typeof BACK | null;

/** Where a question stands among the others. */
export interface Place {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** One question, about something that grows from answer to answer. */
export interface Step<D> {
  /** False: it need not be asked, as the answer follows from what is known. */
  applies(draft: D): boolean;
  ask(draft: D, place: Place): Promise<Answer<D>>;
}

/** Asks one question after the other, and again when somebody goes back. `null`: left before the end, with nothing done. */
export async function walk<D>(title: string, steps: readonly Step<D>[], first: D): Promise<D | null> {
  const asked: number[] = [];
  let draft = first;
  let index = 0;
  for (let step = steps[index]; step !== undefined; step = steps[index]) {
    if (!step.applies(draft)) {
      index++;
      continue;
    }
    const place = { title, step: index + 1, totalSteps: steps.length, canGoBack: asked.length > 0 };
    const answer = await step.ask(draft, place);
    if (answer === null) return null;
    if (answer === BACK) index = asked.pop() ?? 0;
    else {
      asked.push(index++);
      draft = answer;
    }
  }
  return draft;
}

/** What all questions have in common: their place, the way back, and an end in any case. */
export function place(input: QuickInput, { title, step, totalSteps }: Place): void {
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  // The key may have to be fetched from another window.
  input.ignoreFocusOut = true;
}

export const buttonsOf = ({ canGoBack }: Place, more: readonly QuickInputButton[] = []): QuickInputButton[] => [
  ...(canGoBack ? [QuickInputButtons.Back] : []),
  ...more,
];
