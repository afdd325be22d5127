import * as l10n from '@vscode/l10n';
import type { RunError } from '../core/runError';
import type { PromptForm } from '../core/promptForm';
import type { Message } from '../core/runRequest';
import type { Parameters } from '../core/target';
import { badPrompt, MAX_PROMPT_CHARACTERS, tooLong } from './promptLimits';
import { NO_WISH, type TargetWish } from './promptWishes';
import { variablesOf, type KnownVariables, type PromptVariable } from './promptVariables';
import { readConversation } from './readConversation';
import { hasFrontMatter, readPromptFile } from './readPromptFile';

/** A prompt as it is written, in our words, before its variables are filled and its images are read. */
export interface WrittenPrompt {
  readonly messages: readonly Message[];
  readonly parameters: Parameters;
  readonly variables: readonly PromptVariable[];
  /** Paths that the front matter names; they go with the first message of the user. */
  readonly images: readonly string[];
  /** Path of a file with values for variables that have none. */
  readonly sampleFile: string | null;
  readonly wish: TargetWish;
  /** Read as a prompt file, so images in its Markdown are images. */
  readonly isPromptFile: boolean;
}

/** A prompt as written, or why it cannot be sent. */
export type ReadPrompt = WrittenPrompt | PromptProblem;

export interface PromptProblem {
  readonly problem: RunError;
  /** The line that it is about, counted from 1, where there is one. */
  readonly line?: number;
}

export interface ReadOptions {
  readonly form?: PromptForm;
  /** When a part of a document is read: the whole of it, for the settings at its top. */
  readonly document?: string | null;
  /** What is known of its variables from elsewhere. */
  readonly known?: KnownVariables;
}

/**
 * Understands plain text (one user message), a JSON list of messages, an OpenAI-style request body, and prompt files with front
 * matter and role headings.
 */
export function readPrompt(text: string, options: ReadOptions = {}): ReadPrompt {
  if (text.trim() === '')
    return { problem: badPrompt(l10n.t('The prompt is empty. Write or select some text first.')) };
  if (text.length > MAX_PROMPT_CHARACTERS) return { problem: tooLong(text.length) };
  return readConversation(text, { isJson: options.form === 'json' }) ?? readText(text, options);
}

const NOTHING_KNOWN: KnownVariables = new Map();

function readText(text: string, { form, document, known = NOTHING_KNOWN }: ReadOptions): ReadPrompt {
  const whole = document ?? text;
  const isFile = form === 'prompt-file' || form === 'prompty' || (form === 'markdown' && hasFrontMatter(whole));
  if (isFile) return readPromptFile(text, { isPrompty: form === 'prompty', document: whole });
  const messages: Message[] = [{ role: 'user', content: text }];
  const variables = variablesOf(messages, known);
  return { messages, parameters: {}, variables, images: [], sampleFile: null, wish: NO_WISH, isPromptFile: false };
}
