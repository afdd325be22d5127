/**
 * How a text is to be understood. `prompt-file`: front matter and role headings; `prompty`: the same in the words of that format;
 * `markdown`: a prompt file if it begins with front matter, else a text; `json`: must be whole JSON; `text`: as it stands.
 */
export type PromptForm = 'text' | 'markdown' | 'prompt-file' | 'prompty' | 'json';
