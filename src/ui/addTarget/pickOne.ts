import { QuickInputButtons, window, type QuickPick, type QuickPickItem } from 'vscode';
import { BACK, buttonsOf, place, type Answer, type Place } from './walk';

export interface Choices<T extends QuickPickItem> {
  readonly placeholder: string;
  readonly items: readonly T[];
  /** Chosen by Enter alone. */
  readonly active?: T | undefined;
  /** Runs beside the question and may change it, until the signal says that it is over. */
  readonly meanwhile?: (pick: QuickPick<T>, signal: AbortSignal) => void;
  /** An item that is no answer: it acts, and the question stays. */
  readonly onItem?: (item: T) => boolean;
}

/** Lets the user pick one of several; typing searches in all that is shown. */
export async function pickOne<T extends QuickPickItem>(at: Place, choices: Choices<T>): Promise<Answer<T>> {
  const pick = window.createQuickPick<T>();
  place(pick, at);
  pick.placeholder = choices.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.buttons = buttonsOf(at);
  pick.items = choices.items;
  if (choices.active) pick.activeItems = [choices.active];
  const over = new AbortController();
  try {
    return await new Promise<Answer<T>>((resolve) => {
      pick.onDidTriggerButton((button) => button === QuickInputButtons.Back && resolve(BACK));
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item && !choices.onItem?.(item)) resolve(item);
      });
      pick.onDidHide(() => resolve(null));
      choices.meanwhile?.(pick, over.signal);
      pick.show();
    });
  } finally {
    over.abort();
    pick.dispose();
  }
}
