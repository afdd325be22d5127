/**
 * How a text is to be understood. `prompt-file`: front matter and role headings; `prompty`: the same in the words of that format;
 * `markdown`: a prompt file if it begins with front matter, else a text; `json`: must be whole JSON; `text`: as it stands.
 */
export type PromptForm = 'text' | 'markdown' | 'prompt-file' | 'prompty' | 'json';

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
export const isPromptFile = (name: string): boolean => ['prompt-file', 'prompty'].includes(promptFormOf(name));
