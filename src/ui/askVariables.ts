import * as l10n from '@vscode/l10n';
import { QuickInputButtons, ThemeIcon, env, window, type InputBox, type QuickInputButton } from 'vscode';
import { fillVariables, knownValues, openVariables, type PromptVariable } from '../config/promptVariables';
import type { SourcedPrompt } from './promptSource';
import type { PromptAnswers } from './promptAnswers';

/** Fills the variables of a prompt; those without a value are asked for, one after another. `null`: the user changed their mind. */
export async function askVariables(sourced: SourcedPrompt, memory: PromptAnswers): Promise<SourcedPrompt | null> {
  const { prompt, variables, origin } = sourced;
  const questions = openVariables(variables);
  if (variables.length === 0) return sourced;
  const answers = await askAll(questions, prompt.source, new Map(Object.entries(memory.of(origin.uri))));
  if (answers === null) return null;
  if (questions.length > 0) await memory.remember(origin.uri, Object.fromEntries(answers));
  const messages = fillVariables(prompt.messages, new Map([...knownValues(variables), ...answers]));
  return { ...sourced, prompt: { ...prompt, messages }, variables: [] };
}

/** What was done in one box. */
type Answer = { readonly text: string } | 'as-it-stands' | 'back' | 'cancel';

/** One box each, with a way back. The answers of the last time stand in the boxes. */
async function askAll(
  questions: readonly PromptVariable[],
  source: string,
  last: ReadonlyMap<string, string>,
): Promise<Map<string, string> | null> {
  const answers = new Map<string, string>();
  for (let step = 0; step < questions.length;) {
    const question = questions[step] as PromptVariable;
    const value = answers.get(question.name) ?? last.get(question.name) ?? '';
    const answer = await ask(question, { source, step: step + 1, totalSteps: questions.length, value });
    if (answer === 'cancel') return null;
    answers.delete(question.name);
    if (typeof answer === 'object') answers.set(question.name, answer.text);
    step += answer === 'back' ? -1 : 1;
  }
  return answers;
}

interface Step {
  readonly source: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly value: string;
}

/** Text with line breaks does not fit into a box of one line, so it is taken from where it was copied to. */
const clipboardButton = (): QuickInputButton => ({
  iconPath: new ThemeIcon('clippy'),
  tooltip: l10n.t('Use the text in the clipboard, with its line breaks'),
});

const asItStandsButton = (name: string): QuickInputButton => ({
  iconPath: new ThemeIcon('bracket-dot'),
  tooltip: l10n.t('Send {0} as it stands', `{{${name}}}`),
});

async function ask({ name, hint }: PromptVariable, { source, step, totalSteps, value }: Step): Promise<Answer> {
  const box = window.createInputBox();
  const clipboard = clipboardButton();
  const asItStands = asItStandsButton(name);
  box.title = l10n.t('Variables of {0}', source);
  box.prompt = hint === null ? l10n.t('Value of {0}', name) : l10n.t('Value of {0}: {1}', name, hint);
  box.placeholder = name;
  box.step = step;
  box.totalSteps = totalSteps;
  box.value = value;
  box.ignoreFocusOut = true;
  box.buttons = [...(step > 1 ? [QuickInputButtons.Back] : []), clipboard, asItStands];
  try {
    return await answerOf(box, async (button) => {
      if (button === clipboard) return { text: await env.clipboard.readText() };
      return button === asItStands ? 'as-it-stands' : 'back';
    });
  } finally {
    box.dispose();
  }
}

function answerOf(box: InputBox, press: (button: QuickInputButton) => Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    box.onDidAccept(() => resolve({ text: box.value }));
    box.onDidTriggerButton((button) => press(button).then(resolve, reject));
    box.onDidHide(() => resolve('cancel'));
    box.show();
  });
}
