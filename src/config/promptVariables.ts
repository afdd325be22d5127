import * as l10n from '@vscode/l10n';
import type { RunError } from '../core/runError';
import type { Message } from '../core/runRequest';
import { badPrompt } from './promptLimits';

/** A place in a prompt that is filled before it is sent. */
export interface PromptVariable {
  readonly name: string;
  /** What it is filled with when nobody is asked; `null`: somebody has to be. */
  readonly value: string | null;
  /** For the question: what it is for, or what stood there in a program. */
  readonly hint: string | null;
}

/** More questions than this nobody answers, so the prompt is refused instead. */
export const MAX_QUESTIONS = 20;

/** `{{name}}`, and `${input:name:hint}` as the editor's own prompt files write it. Names have at most 80 characters. */
const VARIABLE =
  /\{\{[ \t]{0,8}([\p{L}_][\p{L}\p{N}_.-]{0,79})[ \t]{0,8}\}\}|\$\{input:([\p{L}_][\p{L}\p{N}_.-]{0,79})(?::([^{}\n]{0,200}))?\}/gu;

/** Text as it is, numbers and yes or no as written, everything else as JSON. `null`: there is no value. */
export function filling(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is known of variables beyond their names. */
export type KnownVariables = ReadonlyMap<string, Omit<PromptVariable, 'name'>>;

/** The variables of a prompt, each once, in the order in which they come. */
export function variablesOf(messages: readonly Message[], known: KnownVariables): PromptVariable[] {
  const found = new Map<string, PromptVariable>();
  for (const { content } of messages)
    for (const [, braced, asked, hint = null] of content.matchAll(VARIABLE)) {
      const name = braced ?? asked ?? '';
      const { value = null, hint: knownHint = null } = known.get(name) ?? {};
      if (!found.has(name)) found.set(name, { name, value, hint: knownHint ?? hint });
    }
  return [...found.values()];
}

/** A variable where it stands in a text. */
export interface VariablePlace {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

export const variablePlaces = (text: string): VariablePlace[] =>
  [...text.matchAll(VARIABLE)].map(({ 0: whole, 1: braced, 2: asked, index }) => ({
    name: braced ?? asked ?? '',
    offset: index,
    length: whole.length,
  }));

/** The variables that somebody has to be asked for. */
export const openVariables = (variables: readonly PromptVariable[]): PromptVariable[] =>
  variables.filter(({ value }) => value === null);

/** `null`: few enough to ask for. */
export function tooManyQuestions(variables: readonly PromptVariable[]): RunError | null {
  const open = openVariables(variables).length;
  if (open <= MAX_QUESTIONS) return null;
  return badPrompt(
    l10n.t(
      'The prompt has {0} variables without a value; at most {1} are asked for. Give them values under "variables" in its front matter.',
      open,
      MAX_QUESTIONS,
    ),
  );
}

/** Puts values in their places. A value is put in as it is: what looks like a variable in it stays. Others stay as they stand. */
export function fillVariables(messages: readonly Message[], values: ReadonlyMap<string, string>): Message[] {
  const fill = (text: string): string =>
    text.replace(
      VARIABLE,
      (whole, braced: string | undefined, asked: string | undefined) => values.get(braced ?? asked ?? '') ?? whole,
    );
  return messages.map((message) => ({ ...message, content: fill(message.content) }));
}

/** The values that need no question. */
export const knownValues = (variables: readonly PromptVariable[]): Map<string, string> =>
  new Map(variables.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
