import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** The address of a file of the workspace. */
export function inWorkspace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return vscode.Uri.joinPath(folder, name);
}

/** A file of the workspace with this content. */
export function writeInWorkspace(name: string, content: string | Buffer): vscode.Uri {
  const uri = inWorkspace(name);
  mkdirSync(vscode.Uri.joinPath(uri, '..').fsPath, { recursive: true });
  writeFileSync(uri.fsPath, content);
  return uri;
}
