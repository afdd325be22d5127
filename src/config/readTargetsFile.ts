import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { stated } from '../core/stated';
import type { TargetsFile } from '../core/target';
import { checkTargets, type TargetIssue } from './checkTargets';
import { TARGETS_FILE_NAME } from './targetsFileName';

/** Something wrong in a targets file, with its place in the text. */
export interface TargetProblem {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly offset: number;
  readonly length: number;
}

/** What could be read of a targets file, and what could not. */
export interface ReadTargets {
  /** `null` when the text holds no list of targets at all. */
  readonly file: TargetsFile | null;
  readonly problems: readonly TargetProblem[];
}

/** Reads `prompt-profiler.json`: JSON with comments. A bad entry never takes the good ones down with it. */
export function readTargetsFile(text: string, fileName = TARGETS_FILE_NAME): ReadTargets {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const syntax = errors.map((error) => syntaxProblem(error, text, fileName));
  const list = root && findNodeAtLocation(root, ['targets']);
  if (root === undefined || list?.type !== 'array') {
    if (syntax.length > 0) return { file: null, problems: syntax };
    return {
      file: null,
      problems: [problem({ message: stated('{0} needs a list "targets".', fileName), path: [] }, root)],
    };
  }
  const { targets, issues } = checkTargets(((getNodeValue(list) as unknown[] | undefined) ?? []).slice());
  const problems = issues.map(({ message, path }) => problem({ message, path: ['targets', ...path] }, root));
  const chosen = defaultOf(
    root,
    targets.map(({ name }) => name),
  );
  return {
    file: { targets, ...(chosen.name === undefined ? {} : { defaultTarget: chosen.name }) },
    problems: [...syntax, ...problems, ...chosen.problems],
  };
}

function defaultOf(root: Node, names: readonly string[]): { name?: string; problems: TargetProblem[] } {
  const node = findNodeAtLocation(root, ['defaultTarget']);
  if (node === undefined) return { problems: [] };
  const value: unknown = getNodeValue(node);
  if (typeof value === 'string' && names.includes(value)) return { name: value, problems: [] };
  const message = stated('"defaultTarget" is {0}, which is not the name of a usable target.', JSON.stringify(value));
  return { problems: [problem({ message, path: ['defaultTarget'] }, root)] };
}

/** The nearest place that exists: a missing property is reported at the object that should have it. */
function problem({ message, path }: TargetIssue, root: Node | undefined): TargetProblem {
  for (let depth = path.length; root !== undefined && depth >= 0; depth--) {
    const node = findNodeAtLocation(root, path.slice(0, depth));
    if (node) return { message, path, offset: node.offset, length: node.length };
  }
  return { message, path, offset: 0, length: 0 };
}

function syntaxProblem(error: ParseError, text: string, fileName: string): TargetProblem {
  const line = text.slice(0, error.offset).split('\n').length;
  const what = printParseErrorCode(error.error).replace(/(?<!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return {
    message: stated('{0}, line {1}: not valid JSON ({2}).', fileName, line, what.toLowerCase()),
    path: [],
    offset: error.offset,
    length: error.length,
  };
}
