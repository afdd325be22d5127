import { readFileSync, readdirSync } from 'node:fs';
import ts from 'typescript';
import { inProject } from './project.mjs';

/** The Simplified Chinese words of all that the code says; English is the code itself. */
export const bundleFile = inProject('l10n', 'bundle.l10n.zh-cn.json');

/**
 * What a call says is its first argument: `l10n.t('…')`, `l10n.t({ message: '…', comment: ['…'] })`, `stated('…')`, or `caption('…')` of a
 * picture, which is the first in the panel and the second in an exported page.
 */
const isSaying = (/** @type {ts.CallExpression} */ { expression }) =>
  /^(?:l10n\.t|stated|caption)$/.test(expression.getText());

/**
 * Every sentence that the code may say to a person, as a bundle names it.
 * @returns {{ keys: string[], faults: string[] }} `faults`: calls whose sentence is not written out
 */
export function wordsInCode() {
  /** @type {Set<string>} */
  const keys = new Set();
  /** @type {string[]} */
  const faults = [];
  for (const file of sourceFiles()) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    /** @param {ts.Node} node */
    const visit = (node) => {
      if (ts.isCallExpression(node) && isSaying(node)) {
        const found = node.arguments[0] ? keysOf(node.arguments[0]) : [];
        for (const key of found) keys.add(key);
        if (found.length === 0) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart());
          faults.push(`${file}:${line + 1}: ${node.getText().slice(0, 80)}`);
        }
      }
      const error = tellsErrors(file) ? sentenceOf(node) : null;
      if (error !== null) keys.add(error);
      // A sentence in several pieces is one; its pieces are none.
      if (error === null || !ts.isBinaryExpression(node)) ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { keys: [...keys].sort(), faults };
}

/** Where the errors of runs are worded. They are a part of reports, so they are English, and found again by the panel (`translated`). */
const tellsErrors = (/** @type {string} */ file) =>
  /[\\/]src[\\/](?:engine|protocols(?![\\/]+vendors)|local|accounting|config|ui[\\/]+languageModels|ui[\\/]+admitTarget)/.test(
    file,
  );

/**
 * A literal that is one or more whole sentences, with its places numbered, as `stated` would have it; `null` for any other.
 * @param {ts.Node} node
 */
function sentenceOf(node) {
  if (ts.isNewExpression(node.parent ?? node) || !isLiteral(node)) return null;
  let places = 0;
  const text = piecesOf(node)
    .map((piece) => piece ?? `{${places++}}`)
    .join('');
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  return /^(?:"?\{0\}"? |\p{Lu}).*[.?!](?: \{\d+\})?$/su.test(text) && words.length >= 4 ? text : null;
}

const isLiteral = (/** @type {ts.Node} */ node) =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isBinaryExpression(node);

/**
 * What stands in a literal as it is; `null` for a value.
 * @param {ts.Node} node
 * @returns {(string | null)[]}
 */
function piecesOf(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.flatMap(({ literal }) => [null, literal.text])];
  const isSum = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return isSum ? [...piecesOf(node.left), ...piecesOf(node.right)] : [null];
}

/**
 * @param {ts.Expression} argument
 * @returns {string[]}
 */
function keysOf(argument) {
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isConditionalExpression(argument)) return [...keysOf(argument.whenTrue), ...keysOf(argument.whenFalse)];
  if (!ts.isObjectLiteralExpression(argument)) return [];
  /** @param {string} name */
  const value = (name) => {
    const property = argument.properties.find((each) => each.name?.getText() === name);
    return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  };
  const message = value('message');
  const comment = value('comment');
  if (!message || !ts.isStringLiteralLike(message)) return [];
  const comments =
    comment && ts.isArrayLiteralExpression(comment) ? comment.elements.filter(ts.isStringLiteralLike) : [];
  return [comments.length === 0 ? message.text : `${message.text}/${comments.map(({ text }) => text).join('')}`];
}

const sourceFiles = () =>
  ['src', 'webview'].flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.endsWith('translated.ts'))
      .map((name) => inProject(folder, name)),
  );
