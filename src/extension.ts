import path from 'node:path';
import { commands, env, version, window, type Event, type ExtensionContext, type Uri } from 'vscode';
import type { RunUpdate } from './core/runUpdate';
import { crashedReport } from './engine/crashedReport';
import { EngineClient } from './engine/engineClient';
import type { EngineSetup } from './messages/engineMessages';
import type { PanelWish } from './messages/runTabMessages';
import { keepContextKeys } from './ui/contextKeys';
import { deleteApiKey, setApiKey } from './ui/keyCommands';
import { Keys } from './ui/keys';
import { Notices } from './ui/notices';
import { openSample, openSource, originOfSource } from './ui/openCommands';
import { OutputWriter } from './ui/output/outputWriter';
import { PanelView } from './ui/panelView';
import { profileOnTarget, profilePrompt, runAgain, type ProfileParts } from './ui/profilePrompt';
import { PromptAnswers } from './ui/promptAnswers';
import { RunController } from './ui/runController';
import { StatusBar } from './ui/statusBar';
import { stopRuns } from './ui/stopRuns';
import { copyTarget, editTargets, entryOf, nameOf, useTarget } from './ui/targetCommands';
import { TargetNumbers } from './ui/targetNumbers';
import { TargetStore } from './ui/targetStore';
import { TargetTree } from './ui/targetTree';
import { watchTargetsFiles } from './ui/watchTargetsFiles';

/** What other extensions may use. */
export interface PromptProfilerApi {
  /** The news of each run, to the end. */
  readonly onRunUpdate: Event<RunUpdate>;
  /** The id of a run all of whose text stands in the editor. */
  readonly onOutputWritten: Event<string>;
}

let runs: RunController | null = null;

export function activate(context: ExtensionContext): PromptProfilerApi {
  const setup = setupOf(context);
  const controller = new RunController({
    startEngine: () => new EngineClient(setup),
    refusedReport: (runId, request, error) =>
      crashedReport({ runId, request, startedAt: new Date().toISOString(), chunks: [], progress: null }, setup, error),
  });
  runs = controller;
  const targets = new TargetStore(context.workspaceState);
  const keys = new Keys(context.secrets, context.globalState);
  const panel = new PanelView({
    extensionUri: context.extensionUri,
    storageUri: context.storageUri ?? context.globalStorageUri,
    runs: controller,
    onWish: (wish, runId) => void commands.executeCommand(`promptProfiler.${COMMAND_OF_WISH[wish]}`, runId),
    targetName: () => targets.name,
  });
  // The panel brings a run back that this window did not make.
  const find = (runId: string | null) => controller.record(runId)?.report ?? panel.reportOf(runId);
  const originOf = (runId: string | null) =>
    controller.record(runId)?.order.origin ?? originOfSource(find(runId)?.prompt.source ?? '');
  const answers = new PromptAnswers(context.workspaceState);
  const numbers = new TargetNumbers(context.globalState, controller, () => targets.renew());
  const parts = { runs: controller, targets, keys, numbers, panel, answers };
  const tree = new TargetTree({ targets, keys, numbers });
  const table: CommandTable = {
    ...targetCommands(parts, context.extensionUri),
    profilePrompt: (uri?: Uri, marked?: unknown) => profilePrompt(parts, uri, marked),
    runAgain: (runId: unknown) => runAgain(parts, idOf(runId)),
    stop: (runId: unknown) => stopRuns(controller, idOf(runId)),
    openPanel: () => panel.show(),
    openSample: (name: unknown) => openSample(context.extensionUri, idOf(name)),
    openSource: (runId: unknown) => openSource(originOf(idOf(runId))),
    copyMarkdown: async (runId: unknown) => (await reportCommands()).copyMarkdown(find, idOf(runId)),
    exportJson: async (runId: unknown) => (await reportCommands()).exportJson(find, idOf(runId)),
  };
  const output = new OutputWriter(controller);
  context.subscriptions.push(
    controller,
    targets,
    panel,
    output,
    numbers,
    tree,
    window.registerTreeDataProvider('promptProfiler.targets', tree),
    watchTargetsFiles(),
    new StatusBar({ runs: controller, targets }),
    new Notices(controller),
    keepContextKeys(controller),
    ...Object.entries(table).map(([name, run]) => commands.registerCommand(`promptProfiler.${name}`, run)),
  );
  return { onRunUpdate: controller.onUpdate, onOutputWritten: output.onDidWrite };
}

type CommandTable = Readonly<Record<string, (...args: never[]) => unknown>>;

/** What is done with targets and their keys. */
function targetCommands(parts: ProfileParts, extensionUri: Uri): CommandTable {
  const { targets, keys } = parts;
  const setUp = async () => {
    const { vendorChoices } = await import('./protocols/vendors/vendorChoices');
    return { ...parts, engine: parts.runs.engine, extensionUri, vendors: vendorChoices() };
  };
  return {
    selectTarget: () => import('./ui/targetPicker').then((picker) => picker.selectTarget(parts)),
    useTarget: (row: unknown) => useTarget(targets, row),
    profileOnTarget: (row: unknown) => profileOnTarget(parts, entryOf(row)),
    editTargets: (row: unknown) => editTargets(row),
    copyTarget: (row: unknown) => copyTarget(targets, row),
    setApiKey: (row: unknown) => setApiKey(targets, keys, nameOf(row)),
    deleteApiKey: () => deleteApiKey(targets, keys),
    copyDiagnostics: async () => {
      const { vendorOfHost } = await import('./protocols/vendors/vendorChoices');
      const { copyDiagnostics } = await import('./ui/copyDiagnostics');
      return copyDiagnostics({ ...parts, cloudOf: vendorOfHost });
    },
    openWalkthrough: () => commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
    addTarget: async () => (await import('./ui/addTarget/addTarget')).addTarget(await setUp()),
    findLocalServers: async () => (await import('./ui/addTarget/addTarget')).findLocalServers(await setUp()),
  };
}

const WALKTHROUGH = 'prompt-profiler.prompt-profiler#promptProfiler.firstSteps';

/** Waits until the measuring thread and the model's process are gone. */
export const deactivate = (): Promise<void> | undefined => runs?.end();

const COMMAND_OF_WISH: Readonly<Record<PanelWish, string>> = {
  runAgain: 'runAgain',
  stop: 'stop',
  pickTarget: 'selectTarget',
  openSample: 'openSample',
  openSource: 'openSource',
  copyMarkdown: 'copyMarkdown',
  exportJson: 'exportJson',
};

/** Loaded when asked for: wording numbers needs formatters. */
const reportCommands = () => import('./ui/reportCommands');

/** Menus hand over addresses and the like; only the panel names a run. */
const idOf = (argument: unknown): string | null => (typeof argument === 'string' ? argument : null);

const setupOf = ({ extension, extensionUri }: ExtensionContext): EngineSetup => ({
  extensionVersion: (extension.packageJSON as { version: string }).version,
  host: `vscode ${version}`,
  remote: env.remoteName !== undefined,
  distFolder: path.join(extensionUri.fsPath, 'dist'),
  builtInModelPath: path.join(extensionUri.fsPath, 'media', 'model', 'latency-1m.gguf'),
});
