import type { Uri } from 'vscode';
import { askVariables } from '../askVariables';
import type { OrderedPrompt } from '../pastOrder';
import type { PromptAnswers } from '../promptAnswers';
import { promptFrom } from '../promptFrom';
import type { PromptOrigin } from '../promptSource';

/** What is to be sent again and again. */
export interface ChosenPrompt {
  /** `null`: there is none. */
  readonly prompt: OrderedPrompt | null;
  /** Where it stands, as far as that is known. */
  readonly origin: Pick<PromptOrigin, 'uri' | 'ranges'> | null;
  /** Why there is no prompt, when that is worth a word. */
  readonly problem: string | null;
}

export const NO_PROMPT: ChosenPrompt = { prompt: null, origin: null, problem: null };

/** The prompt of the editor or of a file, with its variables filled in. `null`: the user was asked for something and changed their mind. */
export async function choosePrompt(
  uri: Uri | undefined,
  isFile: boolean,
  answers: PromptAnswers,
): Promise<ChosenPrompt | null> {
  const sourced = await promptFrom(uri, isFile);
  if (sourced === null) return NO_PROMPT;
  if ('problem' in sourced) return { ...NO_PROMPT, problem: sourced.problem.message };
  const filled = await askVariables(sourced, answers);
  if (filled === null) return null;
  const { prompt, parameters, origin } = filled;
  return { prompt: { prompt, parameters }, origin, problem: null };
}
