import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PromptProfilerApi } from '../../../src/extension';
import type { RunReport } from '../../../src/core/runReport';
import type { RunUpdate } from '../../../src/core/runUpdate';

export const extensionId = 'prompt-profiler.prompt-profiler';
const LIMIT_MS = 30_000;

export async function api(): Promise<PromptProfilerApi> {
  const extension = vscode.extensions.getExtension<PromptProfilerApi>(extensionId);
  assert.ok(extension);
  return extension.activate();
}

/** Waits until a condition holds; asked again after each event of the editor that could have changed it. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  if (holds()) return;
  const disposables: vscode.Disposable[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const look = () => holds() && resolve();
      const timer = setTimeout(() => reject(new Error(`It did not come to this: ${what}`)), LIMIT_MS);
      disposables.push(
        new vscode.Disposable(() => clearTimeout(timer)),
        vscode.workspace.onDidChangeTextDocument(look),
        vscode.workspace.onDidOpenTextDocument(look),
        vscode.workspace.onDidCloseTextDocument(look),
        vscode.window.onDidChangeVisibleTextEditors(look),
        vscode.window.onDidChangeTextEditorSelection(look),
        vscode.languages.onDidChangeDiagnostics(look),
        vscode.window.tabGroups.onDidChangeTabs(look),
      );
      look();
    });
  } finally {
    vscode.Disposable.from(...disposables).dispose();
  }
}

export const text = (document: vscode.TextDocument): string => document.getText();

/** A new editor with this content, in the first column and with the focus. */
export async function openText(content: string, language = 'plaintext'): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
}

/** Selects from one place to another, both as line and column. */
export function select(editor: vscode.TextEditor, ...ranges: [number, number, number, number][]): void {
  editor.selections = ranges.map((range) => new vscode.Selection(...range));
}

export async function closeAll(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors)
    if (editor.document.isDirty) {
      await vscode.window.showTextDocument(editor.document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Sets user settings for the time of one test. */
export async function configure(values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await vscode.workspace.getConfiguration('promptProfiler').update(name, value, vscode.ConfigurationTarget.Global);
}

/** Listens to all runs from now on. */
export class RunWatch implements vscode.Disposable {
  readonly updates: RunUpdate[] = [];
  readonly #written = new Set<string>();
  readonly #listener: vscode.Disposable;
  readonly #waiting: (() => void)[] = [];

  constructor({ onRunUpdate, onOutputWritten }: PromptProfilerApi) {
    const look = () => {
      for (const one of this.#waiting) one();
    };
    this.#listener = vscode.Disposable.from(
      onRunUpdate((update) => {
        this.updates.push(update);
        look();
      }),
      onOutputWritten((runId) => {
        this.#written.add(runId);
        look();
      }),
    );
  }

  report(runId: string): RunReport | null {
    const update = this.updates.find((one) => one.type === 'finished' && one.runId === runId);
    return update?.type === 'finished' ? update.report : null;
  }

  async finished(runId: string): Promise<RunReport> {
    await this.until('the run is finished', () => this.report(runId) !== null);
    return this.report(runId) as RunReport;
  }

  /** The report, once all text of the run stands in the editor too. */
  async written(runId: string): Promise<RunReport> {
    await this.until('all text is written', () => this.#written.has(runId));
    return this.finished(runId);
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`It did not come to this: ${what}`)), LIMIT_MS);
      const look = () => {
        if (!holds()) return;
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push(look);
      look();
    });
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

/** Runs the main command and gives the id of the run. */
export async function profile(...args: unknown[]): Promise<string> {
  const runId = await vscode.commands.executeCommand<string | null>('promptProfiler.profilePrompt', ...args);
  assert.equal(typeof runId, 'string', 'no run was started');
  return runId as string;
}
