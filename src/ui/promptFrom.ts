import { window, type Uri } from 'vscode';
import type { PromptResult } from './promptSource';

/** Menus of an editor give its address, and mean its selection; the explorer gives a file and those marked with it. */
export async function promptFrom(uri: Uri | undefined, isFile: boolean): Promise<PromptResult | null> {
  const { promptOfEditor, promptOfFile } = await import('./promptSource');
  const editor = window.activeTextEditor;
  const isOfEditor = !uri || (!isFile && uri.toString() === editor?.document.uri.toString());
  if (editor && isOfEditor) return promptOfEditor(editor);
  return uri ? promptOfFile(uri) : null;
}
