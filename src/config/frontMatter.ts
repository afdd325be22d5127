import * as l10n from '@vscode/l10n';
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { RunError } from '../core/runError';
import { isRecord } from './isRecord';
import { badPrompt, MAX_FRONT_MATTER_CHARACTERS, tooLargeFrontMatter } from './promptLimits';
import type { PromptProblem } from './readPrompt';

/** Front matter as data, with the way back to the line that a value stands in. */
export interface FrontMatter {
  readonly values: Readonly<Record<string, unknown>>;
  /** The line of a value in the whole text, counted from 1; that of the nearest thing around it if there is no such value. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** A text without its front matter. `bodyLine`: the line of the whole text at which the body begins, counted from 1. */
export interface SplitText {
  readonly head: string | null;
  readonly body: string;
  readonly bodyLine: number;
}

/** Each alias may stand for much text, and for further aliases. */
const MAX_ALIASES = 50;

/** Front matter stands between two lines of three dashes, the first of which begins the text. */
export function splitFrontMatter(text: string): SplitText {
  const start = /^\uFEFF?---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0;
  const end = /^---[ \t]*(?:\r?\n|$)/gm;
  end.lastIndex = start;
  const found = start === 0 ? null : end.exec(text);
  if (found === null) return { head: null, body: text, bodyLine: 1 };
  const head = text.slice(start, found.index);
  return { head, body: text.slice(found.index + found[0].length), bodyLine: linesIn(head) + 3 };
}

const linesIn = (text: string): number => text.split('\n').length - 1;

/** Reads YAML that may be anybody's. Nothing in it can run, and nothing in it can grow. */
export function readFrontMatter(head: string): FrontMatter | PromptProblem {
  if (head.length > MAX_FRONT_MATTER_CHARACTERS) return { problem: tooLargeFrontMatter(head.length), line: 1 };
  const counter = new LineCounter();
  try {
    // The library looks for double keys in a time that grows with the square of their number.
    const document = parseDocument(head, { lineCounter: counter, uniqueKeys: false, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) return brokenAt(counter.linePos(error.pos[0]).line + 1, firstLine(error.message));
    const values: unknown = document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
    if (!isRecord(values)) return brokenAt(2, l10n.t('It must be a list of names, each with its value.'));
    return { values, lineOf: (path) => lineOf(document, path, counter) };
  } catch (error) {
    return { problem: refusal(error), line: 1 };
  }
}

function lineOf(document: Document.Parsed, path: readonly PropertyKey[], counter: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(path[length - 1])) : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as { range?: [number, ...number[]] } | null;
    if (node?.range) return counter.linePos(node.range[0]).line + 1;
  }
  return 1;
}

const firstLine = (message: string): string => message.split(/ at line |\n/, 1)[0] ?? message;

const brokenAt = (line: number, why: string): PromptProblem => ({
  problem: badPrompt(l10n.t('Line {0} cannot be read as front matter. {1}', line, why)),
  line,
});

/** What the library throws at: aliases that stand for too much, and nesting that is deeper than its stack. */
const refusal = (error: unknown): RunError =>
  badPrompt(
    error instanceof ReferenceError
      ? l10n.t('The aliases of the front matter stand for too much text. Write the values out.')
      : l10n.t('The front matter is nested too deeply. Write it as a list of names, each with its value.'),
  );
