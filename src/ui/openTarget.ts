import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import { Range, Uri, commands, window, workspace } from 'vscode';
import { isRecord } from '../config/isRecord';
import type { TargetEntry } from '../config/targetList';
import { SECTION } from './settings';
import { openTargetsFile } from './targetsFile';

/** Opens the place where a target is written down, with the target selected. */
export async function openTarget({ target, origin, file }: TargetEntry): Promise<void> {
  const revealSetting = { key: `${SECTION}.targets`, edit: true };
  if (file !== null) return openInFile(Uri.parse(file), target.name);
  if (origin === 'user') await commands.executeCommand('workbench.action.openSettingsJson', { revealSetting });
  else if (origin === 'workspace')
    await commands.executeCommand('workbench.action.openWorkspaceSettingsFile', { revealSetting });
  else await openTargetsFile();
}

async function openInFile(uri: Uri, name: string): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const place = placeOf(document.getText(), name);
  const selection = new Range(document.positionAt(place.offset), document.positionAt(place.offset + place.length));
  await window.showTextDocument(document, { selection });
}

function placeOf(text: string, name: string): { readonly offset: number; readonly length: number } {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const entries = (root && findNodeAtLocation(root, ['targets'])?.children) ?? [];
  const isNamed = (value: unknown): boolean => isRecord(value) && value['name'] === name;
  return entries.find((node) => isNamed(getNodeValue(node))) ?? { offset: 0, length: 0 };
}
