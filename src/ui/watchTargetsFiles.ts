import { workspace, type Disposable, type TextDocument } from 'vscode';
import { isTargetsFile } from './isTargetsFile';

/** Help for those who write a targets file by hand; loaded with the first such file, as most windows never see one. */
export function watchTargetsFiles(): Disposable {
  let help: Promise<Disposable> | null = null;
  const look = (document: TextDocument): void => {
    if (isTargetsFile(document)) help ??= import('./targetsFileHelp').then((module) => module.helpWithTargetsFiles());
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
