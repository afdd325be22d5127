import * as l10n from '@vscode/l10n';
import type { PromptForm } from '../core/promptForm';
import { readFrontMatter, splitFrontMatter, type FrontMatter } from './frontMatter';
import { isRecord } from './isRecord';
import { meantNames, nearestFirst } from './nearestNames';
import { openVariables, tooManyQuestions, variablePlaces, variablesOf, type VariablePlace } from './promptVariables';
import { declaredVariables, knownVariables, sampleFileOf, targetWishOf } from './promptWishes';
import { readPrompt } from './readPrompt';
import type { TextFix, TextNote } from './textNote';

/** Reading front matter takes a millisecond for a thousand characters; a longer one is read when the prompt is sent. */
const MOST_HEAD_CHARACTERS = 8_000;
/** More marks than this nobody reads. */
const MOST_NOTES = 50;
const MOST_FIXES = 5;

/** What a prompt file is read against. */
export interface PromptSurroundings {
  readonly form: PromptForm;
  /** Names of the targets that there are. */
  readonly targets: readonly string[];
}

/** What would keep a prompt file from being sent, and what of its front matter and its text do not fit together. */
export function lintPromptFile(text: string, { form, targets }: PromptSurroundings): TextNote[] {
  const { head, body } = splitFrontMatter(text);
  if ((head?.length ?? 0) > MOST_HEAD_CHARACTERS) return [];
  const read = readPrompt(text, { form });
  if ('problem' in read) return read.line === undefined ? [] : [noteAtLine(text, read.line, read.problem.message)];
  const front = readFrontMatter(head ?? '');
  if ('problem' in front) return [];
  const bodyOffset = text.length - body.length;
  const places = variablePlaces(body).map((place) => ({ ...place, offset: place.offset + bodyOffset }));
  return [...aboutTarget(text, front, targets), ...aboutVariables(text, front, places)].slice(0, MOST_NOTES);
}

/** A line without the white space around it. */
function lineAt(text: string, line: number): { readonly offset: number; readonly words: string } {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
  const whole = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return { offset: start + whole.length - whole.trimStart().length, words: whole.trim() };
}

function noteAtLine(text: string, line: number, message: string): TextNote {
  const { offset, words } = lineAt(text, line);
  return { message, severity: 'error', offset, length: words.length, fixes: [] };
}

function aboutTarget(text: string, front: FrontMatter, targets: readonly string[]): TextNote[] {
  const { target } = targetWishOf(front);
  if (target === null || targets.includes(target)) return [];
  const line = lineAt(text, front.lineOf(['target']));
  const value = /:\s*/.exec(line.words)?.[0] ?? '';
  const start = line.words.indexOf(value) + value.length;
  const place = { offset: line.offset + start, length: line.words.length - start };
  const fixes = nearestFirst(target, targets).map((name): TextFix => ({
    title: l10n.t('Use "{0}"', name),
    ...place,
    text: yamlText(name),
  }));
  const message = l10n.t('There is no target named "{0}", so this prompt cannot be sent.', target);
  return [{ message, severity: 'error', ...place, fixes: fixes.slice(0, MOST_FIXES) }];
}

/** Words that YAML reads as they stand need no quotes. */
const yamlText = (name: string): string => (/^[A-Za-z][\w-]*(?: [\w-]+)*$/.test(name) ? name : JSON.stringify(name));

function aboutVariables(text: string, front: FrontMatter, places: readonly VariablePlace[]): TextNote[] {
  const declared = declaredVariables(front);
  const used = new Set(places.map(({ name }) => name));
  const unused = declared.filter((name) => !used.has(name));
  return [
    ...aboutTooMany(front, text, places),
    ...places.filter(({ name }) => isStranger(name, front, declared)).map((place) => stranger(place, text, front)),
    ...unused.map((name) => {
      const { offset, words } = lineAt(text, lineOfVariable(front, name));
      const message = l10n.t('Nothing in the text of the prompt uses the variable "{0}".', name);
      return { message, severity: 'info' as const, offset, length: words.length, fixes: [] };
    }),
  ];
}

/** Only where some variables are declared is one that is not worth a word. */
const isStranger = (name: string, front: FrontMatter, declared: readonly string[]): boolean =>
  declared.length > 0 && !knownVariables(front).has(name) && sampleFileOf(front) === null;

function stranger({ name, offset, length }: VariablePlace, text: string, front: FrontMatter): TextNote {
  const renames = meantNames(name, declaredVariables(front)).map((known): TextFix => ({
    title: l10n.t('Use "{0}"', known),
    offset,
    length,
    text: `{{${known}}}`,
  }));
  return {
    message: l10n.t(
      'The front matter does not know the variable "{0}"; it is asked for when the prompt is sent.',
      name,
    ),
    severity: renames.length > 0 ? 'warning' : 'info',
    offset,
    length,
    fixes: [...renames, ...declaration(name, text, front)],
  };
}

/** Adds a variable to the list in the front matter, when that has one name a line. */
function declaration(name: string, text: string, front: FrontMatter): TextFix[] {
  const list = ['variables', 'inputs'].find((key) => isRecord(front.values[key]));
  if (list === undefined) return [];
  const line = lineAt(text, front.lineOf([list]));
  if (!/:$/.test(line.words)) return [];
  const next = text.indexOf('\n', line.offset) + 1;
  const indent = /^[ \t]+/.exec(text.slice(next, next + 40))?.[0] ?? '  ';
  const title = l10n.t('Add "{0}" to "{1}" in the front matter', name, list);
  return [{ title, offset: next, length: 0, text: `${indent}${name}:\n` }];
}

function aboutTooMany(front: FrontMatter, text: string, places: readonly VariablePlace[]): TextNote[] {
  const [first] = places;
  if (!first || sampleFileOf(front) !== null) return [];
  const variables = variablesOf([{ role: 'user', content: text.slice(first.offset) }], knownVariables(front));
  const refusal = tooManyQuestions(openVariables(variables));
  return refusal
    ? [{ message: refusal.message, severity: 'error', offset: first.offset, length: first.length, fixes: [] }]
    : [];
}

const lineOfVariable = (front: FrontMatter, name: string): number => {
  const list = ['variables', 'inputs'].find((key) => {
    const value = front.values[key];
    return isRecord(value) && name in value;
  });
  return list === undefined
    ? front.lineOf([['variables', 'inputs', 'inputSchema'].find((key) => key in front.values) ?? ''])
    : front.lineOf([list, name]);
};
