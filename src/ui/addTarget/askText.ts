import {
  InputBoxValidationSeverity,
  QuickInputButtons,
  window,
  type InputBoxValidationMessage,
  type QuickInputButton,
} from 'vscode';
import { BACK, buttonsOf, place, type Answer, type Place } from './walk';

export interface TextQuestion {
  readonly prompt: string;
  readonly value: string;
  /** Part of the value that is selected, so that typing replaces it. */
  readonly selection?: readonly [number, number] | undefined;
  readonly placeholder?: string;
  readonly isSecret?: boolean;
  readonly button?: QuickInputButton;
  readonly onButton?: () => string;
  /** Looks at a value that was entered. An error keeps the question open; a warning does so once for each value. */
  readonly check: (value: string, signal: AbortSignal) => Promise<InputBoxValidationMessage | null>;
}

export const isWrong = (message: string): InputBoxValidationMessage => ({
  message,
  severity: InputBoxValidationSeverity.Error,
});

/** A warning; entering the same value once more goes on. */
export const isDoubtful = (message: string): InputBoxValidationMessage => ({
  message,
  severity: InputBoxValidationSeverity.Warning,
});

/** Asks for a line of text. A check that takes its time is shown, and given up when the user types on. */
export async function askText(at: Place, question: TextQuestion): Promise<Answer<string>> {
  const input = window.createInputBox();
  place(input, at);
  input.prompt = question.prompt;
  input.value = question.value;
  input.valueSelection = question.selection ? [...question.selection] : undefined;
  input.placeholder = question.placeholder ?? '';
  input.password = question.isSecret ?? false;
  input.buttons = buttonsOf(at, question.button ? [question.button] : []);
  let checking = new AbortController();
  let warned: string | null = null;
  try {
    return await new Promise<Answer<string>>((resolve) => {
      input.onDidTriggerButton((button) => {
        if (button === QuickInputButtons.Back) resolve(BACK);
        else if (question.onButton) input.value = question.onButton();
      });
      input.onDidChangeValue(() => {
        checking.abort();
        input.busy = false;
        input.validationMessage = undefined;
      });
      input.onDidAccept(async () => {
        const value = input.value.trim();
        if (warned === value) return resolve(value);
        checking.abort();
        const mine = (checking = new AbortController());
        input.busy = true;
        const message = await question.check(value, mine.signal);
        if (mine.signal.aborted) return;
        input.busy = false;
        if (message === null) return resolve(value);
        input.validationMessage = message;
        warned = message.severity === InputBoxValidationSeverity.Warning ? value : null;
      });
      input.onDidHide(() => resolve(null));
      input.show();
    });
  } finally {
    checking.abort();
    input.dispose();
  }
}
