import { Disposable, workspace, type TextDocument } from 'vscode';
import { isPromptFile } from '../config/promptForm';
import { isTargetsFile } from './isTargetsFile';
import type { TargetStore } from './targetStore';

/** Help for those who write targets files and prompt files; loaded with the first such file, as most windows never see one. */
export const helpWithFiles = (targets: TargetStore): Disposable =>
  Disposable.from(
    whenOpened(isTargetsFile, async () => (await import('./targetsFileHelp')).helpWithTargetsFiles()),
    whenOpened(
      ({ uri, languageId }) => isPromptFile(uri.path, languageId),
      async () => (await import('./promptFileHelp')).helpWithPromptFiles(targets),
    ),
  );

function whenOpened(isMeant: (document: TextDocument) => boolean, load: () => Promise<Disposable>): Disposable {
  let help: Promise<Disposable> | null = null;
  const look = (document: TextDocument): void => {
    if (isMeant(document)) help ??= load();
  };
  workspace.textDocuments.forEach(look);
  const listener = workspace.onDidOpenTextDocument(look);
  return {
    dispose() {
      listener.dispose();
      void help?.then((loaded) => loaded.dispose());
    },
  };
}
