import * as vscode from 'vscode';

/** What stands in the output channel of the extension, once it was shown. */
export const logText = (): string =>
  vscode.workspace.textDocuments
    .find(({ uri }) => uri.scheme === 'output' && /Prompt Profiler/.test(uri.path))
    ?.getText() ?? '';

/** A command that editors under test have; the dialog of the others cannot be answered from here. */
export async function setLogLevel(level: vscode.LogLevel): Promise<void> {
  const channel = vscode.window.createOutputChannel('The level of a test', { log: true });
  const changed = new Promise<void>((resolve) => {
    if (channel.logLevel === level) resolve();
    else channel.onDidChangeLogLevel((now) => now === level && resolve());
  });
  await vscode.commands.executeCommand('_extensionTests.setLogLevel', vscode.LogLevel[level].toLowerCase());
  await changed;
  channel.dispose();
}
