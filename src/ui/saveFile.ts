import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import type { PictureFormat } from '../messages/pictures';

export interface FileToSave {
  readonly name: string;
  readonly title: string;
  /** Made only when a place was chosen. */
  readonly content: () => string | Uint8Array;
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
    const made = content();
    await workspace.fs.writeFile(uri, typeof made === 'string' ? new TextEncoder().encode(made) : made);
  } catch {
    void window.showErrorMessage(
      l10n.t('{0} could not be written. Choose a folder that you may write to.', uri.fsPath),
    );
  }
}

/** A picture as the panel has drawn it: SVG is text, PNG came as base64. */
export const pictureContent = (format: PictureFormat, data: string): string | Uint8Array =>
  format === 'png' ? Buffer.from(data, 'base64') : data;
