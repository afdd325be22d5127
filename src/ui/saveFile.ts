import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';

export interface FileToSave {
  readonly name: string;
  readonly title: string;
  /** Made only when a place was chosen. */
  readonly content: () => string;
}

/** Asks where to, and writes; a place that cannot be written is told. */
export async function saveFile({ name, title, content }: FileToSave): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const extension = path.extname(name).slice(1);
  const uri = await window.showSaveDialog({
    title,
    filters: { [extension.toUpperCase()]: [extension] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
  if (!uri) return;
  try {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(content()));
  } catch {
    void window.showErrorMessage(
      l10n.t('{0} could not be written. Choose a folder that you may write to.', uri.fsPath),
    );
  }
}
