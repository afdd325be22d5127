import { Range, Uri, commands, window, workspace, type TextDocument } from 'vscode';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import { SECTION } from './settings';
import type { TargetFault } from './targetStore';

const TEMPLATE = `{
  // Places that prompts can be profiled on. Keys never belong in here: see "keyFrom".
  "targets": [
    {
      "name": "local server",
      "protocol": "openai-chat",
      "url": "http://127.0.0.1:8000/v1",
      "model": "name-of-the-model"
    }
    // { "name": "Ollama", "protocol": "ollama-chat", "url": "http://127.0.0.1:11434", "model": "name-of-the-model" }
  ]
}
`;

/** Opens the workspace's targets file, or a first version of it that is not saved yet; without a folder, the settings. */
export async function openTargetsFile(): Promise<void> {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) return openSettings();
  const uri = Uri.joinPath(folder.uri, TARGETS_FILE_NAME);
  const isThere = await workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  const document = await workspace.openTextDocument(isThere ? uri : uri.with({ scheme: 'untitled' }));
  const editor = await window.showTextDocument(document);
  if (!isThere && document.getText() === '') await editor.edit((edit) => edit.insert(document.positionAt(0), TEMPLATE));
}

/** Opens the place of something that is wrong with the targets. */
export async function openFault({ place }: TargetFault): Promise<void> {
  if (place === null) return openSettings();
  const document = await workspace.openTextDocument(place.uri);
  await window.showTextDocument(document, { selection: rangeOf(document, place.offset, place.length) });
}

const rangeOf = (document: TextDocument, offset: number, length: number): Range =>
  new Range(document.positionAt(offset), document.positionAt(offset + length));

async function openSettings(): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', `${SECTION}.targets`);
}
