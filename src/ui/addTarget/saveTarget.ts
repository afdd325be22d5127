import * as l10n from '@vscode/l10n';
import { applyEdits, modify, findNodeAtLocation, getNodeValue, parseTree, type ParseError } from 'jsonc-parser';
import { ConfigurationTarget, Range, WorkspaceEdit, workspace, type TextDocument, type Uri } from 'vscode';
import { TARGETS_FILE_NAME } from '../../config/targetsFileName';
import type { Target } from '../../core/target';
import { SECTION, settings } from '../settings';
import { isRecord } from '../../config/isRecord';

/** Where a target is written down: in the settings of the user, or in a targets file. */
export type SavePlace = 'user' | Uri;

/**
 * Writes a target down, in the place of one with the same name if there is one. Throws an error with a sentence for the user when it
 * cannot, and then nothing is changed.
 */
export async function saveTarget(target: Target, place: SavePlace): Promise<void> {
  if (place !== 'user') return saveInFile(target, place);
  const { user } = settings.targets();
  const at = user.findIndex((known) => nameOf(known) === target.name);
  const list = at < 0 ? [...user, target] : user.with(at, target);
  await workspace.getConfiguration(SECTION).update('targets', list, ConfigurationTarget.Global);
}

async function saveInFile(target: Target, uri: Uri): Promise<void> {
  const isThere = await workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!isThere) return workspace.fs.writeFile(uri, new TextEncoder().encode(withTarget('', target)));
  await replaceText(await workspace.openTextDocument(uri), (text) => withTarget(text, target));
}

async function replaceText(document: TextDocument, change: (text: string) => string): Promise<void> {
  const text = document.getText();
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(0), document.positionAt(text.length)), change(text));
  if (!(await workspace.applyEdit(edit)) || !(await document.save()))
    throw new Error(l10n.t('{0} could not be written.', TARGETS_FILE_NAME));
}

/** A targets file with one target more; what else stands in it, comments too, stays. */
export function withTarget(text: string, target: Target): string {
  if (text.trim() === '') return `${JSON.stringify({ targets: [target] }, null, 2)}\n`;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root?.type !== 'object')
    throw new Error(
      l10n.t('{0} is not valid JSON, so nothing was written into it. Correct it first.', TARGETS_FILE_NAME),
    );
  const list = findNodeAtLocation(root, ['targets']);
  const isList = list?.type === 'array';
  const known = isList ? (getNodeValue(list) as unknown[]) : [];
  const at = known.findIndex((entry) => nameOf(entry) === target.name);
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: 2,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const path = isList ? ['targets', at < 0 ? known.length : at] : ['targets'];
  const edits = modify(text, path, isList ? target : [target], {
    formattingOptions,
    isArrayInsertion: isList && at < 0,
  });
  return applyEdits(text, edits);
}

const nameOf = (entry: unknown): unknown => (isRecord(entry) ? entry['name'] : undefined);
