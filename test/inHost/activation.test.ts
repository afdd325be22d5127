import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import Module from 'node:module';
import path from 'node:path';
import workerThreads from 'node:worker_threads';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type * as entry from '../../src/extension';
import { extensionId } from './support/editor';
import { memento, secretStorage } from './support/storage';

const TIMES = 21;

type Load = (request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;
const loader = Module as unknown as { _load: Load };

/** The editor's interface, but what it registers has names that are still free. */
function renamed(suffix: number): unknown {
  const commands = Object.create(vscode.commands) as typeof vscode.commands;
  const window = Object.create(vscode.window) as typeof vscode.window;
  return {
    ...vscode,
    commands: Object.assign(commands, {
      registerCommand: (id: string, run: (...args: unknown[]) => unknown) =>
        vscode.commands.registerCommand(`${id}.${suffix}`, run),
    }),
    window: Object.assign(window, {
      createStatusBarItem: (id: string, side: vscode.StatusBarAlignment, priority: number) =>
        vscode.window.createStatusBarItem(`${id}.${suffix}`, side, priority),
      registerTreeDataProvider: (id: string, provider: vscode.TreeDataProvider<unknown>) =>
        vscode.window.registerTreeDataProvider(`${id}.${suffix}`, provider),
      registerWebviewPanelSerializer: (type: string, serializer: vscode.WebviewPanelSerializer) =>
        vscode.window.registerWebviewPanelSerializer(`${type}.${suffix}`, serializer),
    }),
  };
}

function contextFor(extension: vscode.Extension<unknown>): vscode.ExtensionContext {
  const storageUri = vscode.Uri.joinPath(extension.extensionUri, 'artifacts', 'storage');
  return {
    subscriptions: [],
    workspaceState: memento(),
    globalState: memento(),
    secrets: secretStorage(),
    extension,
    extensionUri: extension.extensionUri,
    storageUri,
    globalStorageUri: storageUri,
  } as unknown as vscode.ExtensionContext;
}

describe('activation', () => {
  it('starts no thread and no process, and is short', () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension);
    const file = path.join(extension.extensionPath, 'dist', 'extension.js');
    const { _load } = loader;
    const { Worker } = workerThreads;
    const { fork } = childProcess;
    const started: string[] = [];
    const times: { loadMs: number; activateMs: number }[] = [];
    try {
      Object.assign(workerThreads, {
        Worker: function () {
          started.push('thread');
        },
      });
      Object.assign(childProcess, { fork: () => started.push('process') });
      for (let time = 0; time < TIMES; time++) {
        const api = renamed(time);
        loader._load = (request, parent, isMain) =>
          request === 'vscode' && parent?.filename === file ? api : _load.call(Module, request, parent, isMain);
        const context = contextFor(extension);
        const known = require.cache[file];
        Reflect.deleteProperty(require.cache, file);
        const beganMs = performance.now();
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- a fresh copy each time, as at a start
        const { activate } = require(file) as typeof entry;
        const loadedMs = performance.now();
        activate(context);
        times.push({ loadMs: loadedMs - beganMs, activateMs: performance.now() - loadedMs });
        vscode.Disposable.from(...context.subscriptions).dispose();
        if (known) require.cache[file] = known;
      }
    } finally {
      loader._load = _load;
      Object.assign(workerThreads, { Worker });
      Object.assign(childProcess, { fork });
    }
    assert.deepEqual(started, []);
    const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]?.toFixed(1);
    const activateMs = median(times.map((one) => one.activateMs));
    console.log(
      `[tests]     median of ${TIMES}: load ${median(times.map((one) => one.loadMs))} ms, activate ${activateMs} ms`,
    );
  });
});
