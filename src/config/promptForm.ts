/**
 * How a text is to be understood. `prompt-file`: front matter and role headings; `prompty`: the same in the words of that format;
 * `markdown`: a prompt file if it begins with front matter, else a text; `json`: must be whole JSON; `text`: as it stands.
 */
export type PromptForm = 'text' | 'markdown' | 'prompt-file' | 'prompty' | 'json';

/** The form of a file, by its name. */
export function promptFormOf(name: string): PromptForm {
  if (/\.prompty$/i.test(name)) return 'prompty';
  if (/\.prompt\.md$/i.test(name)) return 'prompt-file';
  if (/\.(?:md|markdown)$/i.test(name)) return 'markdown';
  return /\.json$/i.test(name) ? 'json' : 'text';
}

/** Prompt files get buttons and lenses of their own. */
export const isPromptFile = (name: string): boolean => ['prompt-file', 'prompty'].includes(promptFormOf(name));
