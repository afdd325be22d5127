import * as l10n from '@vscode/l10n';
import { readFrontMatter, splitFrontMatter, type FrontMatter } from './frontMatter';
import { badPrompt, unsupportedPrompt } from './promptLimits';
import { parametersOf } from './promptSettings';
import { imagesOf, knownVariables, sampleFileOf, targetWishOf } from './promptWishes';
import { variablesOf } from './promptVariables';
import type { ReadPrompt } from './readPrompt';
import { partsByRole } from './roleHeadings';

const NO_FRONT_MATTER: FrontMatter = { values: {}, lineOf: () => 1 };

export interface PromptFileOptions {
  readonly isPrompty?: boolean;
  /** The whole document, when `text` is a part of it: the settings at its top hold for the part too. */
  readonly document?: string;
}

/** Reads `.prompt.md`, `.prompty` and other Markdown with front matter: settings, then text, in parts when there are role headings. */
export function readPromptFile(
  text: string,
  { isPrompty = false, document = text }: PromptFileOptions = {},
): ReadPrompt {
  const own = splitFrontMatter(text);
  const head = own.head ?? splitFrontMatter(document).head;
  const front = head === null ? NO_FRONT_MATTER : readFrontMatter(head);
  if ('problem' in front) return front;
  const template = isPrompty ? templateLine(own.body) : null;
  if (template !== null) {
    const line = own.bodyLine + template;
    return { problem: unsupportedPrompt(templateSentence(line)), line };
  }
  return promptOf(own.body, front);
}

const templateSentence = (line: number): string =>
  l10n.t(
    'Line {0} of the prompt has an instruction of a template language. Only variables such as {1} are filled; write the text out.',
    line,
    '{{name}}',
  );

function promptOf(body: string, front: FrontMatter): ReadPrompt {
  const messages = partsByRole(body);
  const parameters = parametersOf(front);
  if ('problem' in parameters) return parameters;
  const images = imagesOf(front);
  if (messages.length === 0)
    return {
      problem: badPrompt(l10n.t('The prompt file has no text after its front matter. Write the prompt there.')),
    };
  if (images.length > 0 && messages.every(({ role }) => role !== 'user'))
    return { problem: badPrompt(l10n.t('The prompt has images but no message of the user. Write one under # User.')) };
  return {
    messages,
    parameters,
    variables: variablesOf(messages, knownVariables(front)),
    images,
    sampleFile: sampleFileOf(front),
    wish: targetWishOf(front),
    isPromptFile: true,
  };
}

/** Jinja's blocks and filters, and the sections of Mustache: sent as text they would be another prompt than the author's. */
const INSTRUCTION = /\{%|\{\{[ \t]*[#/^>!&]|\{\{[^{}\n]{1,200}\|/;

/** The line of the first instruction, counted from 0; `null`: there is none. */
function templateLine(body: string): number | null {
  const found = INSTRUCTION.exec(body);
  return found === null ? null : body.slice(0, found.index).split('\n').length - 1;
}

/** Whether Markdown begins with front matter that can be read. */
export function hasFrontMatter(text: string): boolean {
  const { head } = splitFrontMatter(text);
  return head !== null && /^[ \t]*["']?[A-Za-z_$][\w$.-]*["']?[ \t]*:/m.test(head);
}
