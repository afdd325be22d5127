import type { PromptForm } from '../core/promptForm';

/** The form of a file, by its name; of a document without a file, by the language that its editor knows it as. */
export function promptFormOf(name: string, language = ''): PromptForm {
  if (/\.prompty$/i.test(name)) return 'prompty';
  if (/\.prompt\.md$/i.test(name)) return 'prompt-file';
  if (/\.(?:md|markdown)$/i.test(name)) return 'markdown';
  if (/\.json$/i.test(name)) return 'json';
  return FORM_OF_LANGUAGE.get(language) ?? 'text';
}

const FORM_OF_LANGUAGE: ReadonlyMap<string, PromptForm> = new Map([
  ['prompt', 'prompt-file'],
  ['markdown', 'markdown'],
  ['json', 'json'],
]);

/** Prompt files get buttons and lenses of their own. */
export const isPromptFile = (name: string, language = ''): boolean =>
  ['prompt-file', 'prompty'].includes(promptFormOf(name, language));
