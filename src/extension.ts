import './ui/language';
import path from 'node:path';
import {
  commands,
  env,
  version,
  window,
  type Disposable,
  type Event,
  type ExtensionContext,
  type LanguageModelAccessInformation,
  type Uri,
} from 'vscode';
import type { Engine, ServerAsker } from './core/engine';
import type { RunUpdate } from './core/runUpdate';
import type { SeriesReport } from './core/seriesReport';
import type { SweepReport } from './core/sweep/sweepReport';
import { engineByTarget } from './engine/engineByTarget';
import { EngineClient, type EngineHost } from './engine/engineClient';
import { startThread } from './engine/threadPort';
import type { EngineSetup } from './messages/engineMessages';
import type { PanelWish, PictureRequest } from './messages/runTabMessages';
import type { CountedPrompt } from './messages/tokenCountMessages';
import type { CompareController, CompareParts } from './ui/compare/compareController';
import type { SeriesStatus } from './ui/compare/seriesStatus';
import { keepContextKeys } from './ui/contextKeys';
import { ExperimentDoor } from './ui/experiments/experimentDoor';
import { passOn } from './ui/experiments/passOn';
import { helpWithFiles } from './ui/helpWithFiles';
import { deleteApiKey, setApiKey } from './ui/keyCommands';
import { Keys } from './ui/keys';
import { networkSettings } from './ui/networkSettings';
import { Notices } from './ui/notices';
import { openSample, openSource, originOfSource } from './ui/openCommands';
import { OutputWriter } from './ui/output/outputWriter';
import { OwnPrices } from './ui/ownPrices';
import { PanelView } from './ui/panelView';
import { profileOnTarget, profilePrompt, type ProfileParts } from './ui/profilePrompt';
import { PromptAnswers } from './ui/promptAnswers';
import { provideLenses } from './ui/promptLenses';
import { runAgain, type RunAgainParts } from './ui/runAgain';
import { RunController, type RunControllerParts } from './ui/runController';
import { RunLog } from './ui/runLog';
import { RunOrders, type KnowsOrders } from './ui/runOrders';
import type { FindReport } from './ui/reportCommands';
import { RunTabHost } from './ui/runTabHost';
import { settings } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { stopRuns } from './ui/stopRuns';
import type { SweepController, SweepParts } from './ui/sweep/sweepController';
import type { SweepStatus } from './ui/sweep/sweepStatus';
import { copyTarget, editTargets, entryOf, nameOf, useTarget } from './ui/targetCommands';
import { TargetNumbers } from './ui/targetNumbers';
import { TargetStore } from './ui/targetStore';
import { TargetTree } from './ui/targetTree';
import { toggleTokenHeat } from './ui/tokenHeat';
import { TokenCountStatus } from './ui/tokenCountStatus';

/** What other extensions may use. */
export interface PromptProfilerApi {
  /** The news of each run, to the end. */
  readonly onRunUpdate: Event<RunUpdate>;
  /** The id of a run all of whose text stands in the editor. */
  readonly onOutputWritten: Event<string>;
  /** The tokens of the selection or the prompt file, when they stand in the status bar. */
  readonly onTokensShown: Event<CountedPrompt>;
  /** How far a comparison is; `null` when it is over. */
  readonly onComparison: Event<SeriesStatus | null>;
  /** The report of the last comparison so far, with everything that was measured. */
  readonly comparison: () => Promise<SeriesReport | null>;
  /** How far a sweep is; `null` when it is over. */
  readonly onSweep: Event<SweepStatus | null>;
  /** The report of the newest sweep so far. */
  readonly sweep: () => Promise<SweepReport | null>;
}

type CompareDoor = ExperimentDoor<CompareController, SeriesStatus>;
type SweepDoor = ExperimentDoor<SweepController, SweepStatus>;

let runs: RunController | null = null;
let sweeping: SweepDoor | null = null;

export function activate(context: ExtensionContext): PromptProfilerApi {
  const setup = setupOf(context);
  const log = new RunLog();
  const keys = new Keys(context.secrets, context.globalState);
  const controller = controllerOf(setup, log, keys, context.languageModelAccessInformation);
  runs = controller;
  const targets = new TargetStore(context.workspaceState);
  const storageUri = context.storageUri ?? context.globalStorageUri;
  const prices = new OwnPrices(context.globalState);
  const panel = new PanelView({
    extensionUri: context.extensionUri,
    storageUri,
    runs: controller,
    onWish: (wish, runId) => fulfil(wish, wish === 'setKey' ? reportOf(runId)?.target.name : runId),
    onCompare: (message) => void passOn(compare, message),
    onSweep: (message) => void passOn(sweeps, message),
    onRequest: (request) => void runTab.answer(request),
    targetName: () => targets.name,
    readingWordsPerMinute: () => settings.readingWordsPerMinute(),
    priced: (report) => prices.priced(report),
  });
  const output = new OutputWriter(controller);
  // The panel brings a run back that this window did not make.
  const reportOf = (runId: string | null) => controller.record(runId)?.report ?? panel.reportOf(runId);
  const find = prices.over(reportOf);
  const runTab = new RunTabHost({ panel, output, prices, reportOf, savePicture, runs: controller });
  const originOf = (runId: string | null) =>
    controller.record(runId)?.order.origin ?? originOfSource(find(runId)?.prompt.source ?? '');
  const numbers = new TargetNumbers(context.globalState, controller, () => targets.renew());
  const answers = new PromptAnswers(context.workspaceState);
  const orders = new RunOrders({ runs: controller, targets, others: () => [ordersOf(compare), panel] });
  const parts = { runs: controller, targets, keys, numbers, panel, answers, orders };
  const { compare, sweeps } = experimentsOf({ ...parts, storageUri, memento: context.workspaceState }, setup);
  const table: CommandTable = {
    ...targetCommands(parts, context.extensionUri),
    ...promptTable({ ...parts, originOf }),
    stop: (runId: unknown) => stopRuns(controller, [compare, sweeps], idOf(runId)),
    openPanel: () => panel.show(),
    showLog: () => log.show(),
    openSample: (name: unknown) => openSample(context.extensionUri, idOf(name)),
    openSource: (runId: unknown) => openSource(originOf(idOf(runId))),
    toggleTokenHeat: () => toggleTokenHeat(),
    ...experimentTable(compare, sweeps),
    ...reportTable(orders, find),
  };
  const tokenCount = tokenCountOf(setup, targets);
  context.subscriptions.push(
    ...[log, controller, targets, panel, output, compare, sweeps, prices, runTab, numbers, tokenCount],
    ...targetViews(parts),
    new StatusBar({ runs: controller, compare, sweeps, targets, prices }),
    ...listenersTo(controller, compare, sweeps),
    ...Object.entries(table).map(([name, run]) => commands.registerCommand(`promptProfiler.${name}`, run)),
  );
  return {
    onRunUpdate: controller.onUpdate,
    onOutputWritten: output.onDidWrite,
    ...experimentApi(compare, sweeps),
    onTokensShown: tokenCount.onDidShow,
  };
}

type CommandTable = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Where targets are shown and written. */
function targetViews(parts: ProfileParts): Disposable[] {
  const tree = new TargetTree(parts);
  return [tree, window.registerTreeDataProvider('promptProfiler.targets', tree), helpWithFiles(parts.targets)];
}

/** What sends a prompt. */
const promptTable = (parts: RunAgainParts): CommandTable => ({
  profilePrompt: (uri?: Uri, marked?: unknown) => profilePrompt(parts, uri, marked),
  runAgain: (runId: unknown) => runAgain(parts, idOf(runId)),
});

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
    editTargets: (row: unknown) => editTargets(targets, row),
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

/** Comparisons and sweeps: many prompts one after the other, loaded when somebody asks for one. */
function experimentsOf(parts: ExperimentParts, setup: EngineSetup) {
  const { storageUri, keys } = parts;
  const compare: CompareDoor = new ExperimentDoor(async (onStatus) => {
    const [loaded, tools] = await Promise.all([import('./ui/compare/compareController'), seriesTools(setup)]);
    return loaded.openCompare({ ...parts, ...tools, onStatus, isBusy: () => sweeps.isRunning }, storageUri);
  });
  const sweeps: SweepDoor = new ExperimentDoor(async (onStatus) => {
    const [loaded, tools] = await Promise.all([import('./ui/sweep/sweepController'), sweepTools(setup, keys)]);
    return loaded.openSweeps({ ...parts, ...tools, onStatus, isBusy: () => compare.isRunning }, storageUri);
  });
  sweeping = sweeps;
  return { compare, sweeps };
}

type LoadedLate = 'memory' | 'accountant' | 'startSeries' | 'startSweep' | 'askPrice' | 'isBusy' | 'onStatus';

interface ExperimentParts extends Omit<CompareParts & SweepParts, LoadedLate> {
  /** Folder for the last comparison and the last sweeps. */
  readonly storageUri: Uri;
}

const experimentApi = (compare: CompareDoor, sweeps: SweepDoor) => ({
  onComparison: compare.onStatus,
  comparison: async () => (await compare.open()).report(),
  onSweep: sweeps.onStatus,
  sweep: async () => (await sweeps.open()).report(),
});

/** Nothing is loaded for a run that has no id, as it is the last one of this window. */
const ordersOf = (compare: CompareDoor): KnowsOrders => ({
  orderOf: async (runId) => (runId === null ? null : (await compare.open()).orderOf(runId)),
});

const experimentTable = (compare: CompareDoor, sweeps: SweepDoor): CommandTable => ({
  compareModels: async (what?: Uri, marked?: unknown) => (await compare.open()).order(what, marked),
  pauseComparison: async () => (await compare.open()).hear({ type: 'compareWish', wish: 'pause' }),
  resumeComparison: async () => (await compare.open()).hear({ type: 'compareWish', wish: 'resume' }),
  sweepLength: async (what?: unknown, marked?: unknown) => (await sweeps.open()).order('length', what, marked),
  sweepLoad: async (what?: unknown, marked?: unknown) => (await sweeps.open()).order('load', what, marked),
});

function controllerOf(
  setup: EngineSetup,
  log: RunLog,
  { passphrases }: Keys,
  access: LanguageModelAccessInformation,
): RunController {
  const host: EngineHost = { network: () => networkSettings(passphrases), wireLog: log };
  const controller = new RunController({
    startEngine: () => startEngine(setup, host, access),
    refusedReport: lateReport(setup),
  });
  log.follow(controller);
  return controller;
}

/** What can be done with a run that is over. */
function reportTable(orders: RunOrders, find: FindReport): Record<string, (runId: unknown) => unknown> {
  const requestOf = async (id: string | null) => {
    const found = await orders.requestOf(id);
    if (!found) return null;
    const { runId, request } = found;
    const { trace, attempts = [] } = find(runId) ?? {};
    const isRedirected = attempts.some(({ cause }) => cause === 'redirected');
    const sent = { runId, conceded: trace?.conceded ?? [], isRedirected };
    return async (mark: (name: string) => string) => (await engineParts()).requestAsSent(request, { mark, ...sent });
  };
  return {
    copyMarkdown: async (runId) => (await reportCommands()).copyMarkdown(find, idOf(runId)),
    copyCurl: async (runId) => (await reportCommands()).copyCurl(await requestOf(idOf(runId))),
    exportJson: async (runId) => (await reportCommands()).exportJson(find, idOf(runId)),
    exportCsv: async (runId) => (await reportCommands()).exportCsv(find, idOf(runId)),
    exportHtml: async (runId) => (await reportCommands()).exportHtml(find, idOf(runId)),
  };
}

/** What only listens, and has nothing that others use. */
const listenersTo = (runs: RunController, compare: CompareDoor, sweeps: SweepDoor): Disposable[] => [
  new Notices(runs),
  keepContextKeys(runs, compare, sweeps),
  provideLenses(),
];

const tokenCountOf = ({ distFolder }: EngineSetup, targets: TargetStore): TokenCountStatus =>
  new TokenCountStatus({ startCounter: () => startThread(path.join(distFolder, 'tokenCounter.mjs')), targets });

const savePicture = async ({ runId, format, data }: PictureRequest): Promise<void> =>
  (await reportCommands()).savePicture(runId, format, data);

/** Endpoints and model files are measured in a thread of their own, language models of the editor in this one. */
const startEngine = (
  setup: EngineSetup,
  host: EngineHost,
  access: LanguageModelAccessInformation,
): Engine & ServerAsker =>
  engineByTarget({
    worker: new EngineClient(setup, undefined, host),
    languageModels: async () => (await import('./languageModelEngine')).createLanguageModelEngine(setup, access),
    unsentReport: lateReport(setup),
  });

/** Reports of runs of which nothing was sent. Loaded with the first: it holds all that derives numbers. */
const lateReport =
  (setup: EngineSetup): RunControllerParts['refusedReport'] =>
  async (...run) =>
    (await import('./engine/crashedReport')).unsentReport(setup)(...run);

/** Waits until the measuring threads and the model's process are gone. */
export const deactivate = (): Promise<unknown> => Promise.all([runs?.end(), sweeping?.opened?.end()]);

const fulfil = (wish: PanelWish, about: string | null | undefined): void =>
  void commands.executeCommand(`promptProfiler.${COMMAND_OF_WISH[wish] ?? wish}`, about);

/** Those that are not called as the wish is. */
const COMMAND_OF_WISH: Partial<Readonly<Record<PanelWish, string>>> = {
  compare: 'compareModels',
  pickTarget: 'selectTarget',
  setKey: 'setApiKey',
};

/** Loaded when asked for: wording numbers needs formatters. */
const reportCommands = () => import('./ui/reportCommands');

/** Loaded when somebody compares. */
async function seriesTools({ distFolder }: EngineSetup) {
  const [{ runSeries }, { startAccounting }] = await Promise.all([
    import('./engine/runSeries'),
    import('./engine/startAccounting'),
  ]);
  const startSeries: CompareParts['startSeries'] = (engine, plan, onUpdate) => runSeries({ engine }, plan, onUpdate);
  return { startSeries, accountant: startAccounting(distFolder) };
}

/** Loaded when somebody asks for a sweep, which has a measuring thread of its own. */
async function sweepTools(setup: EngineSetup, { passphrases }: Keys) {
  const [{ startSweep }, { startAccounting }, { priceOf }] = await Promise.all([
    import('./engine/sweep/startSweep'),
    import('./engine/startAccounting'),
    import('./engine/sweep/priceOf'),
  ]);
  const accountant = startAccounting(setup.distFolder);
  const startedSweep: SweepParts['startSweep'] = (plan, onUpdate) =>
    startSweep({ setup, host: { network: () => networkSettings(passphrases) } }, plan, onUpdate);
  const askPrice: SweepParts['askPrice'] = (plan, inputTokens) =>
    priceOf(plan, inputTokens, { accounting: accountant, startedAt: new Date().toISOString() });
  return { startSweep: startedSweep, accountant, askPrice };
}

/** Loaded when asked for: it holds every dialect. */
const engineParts = () => import('./engine/requestAsSent');

/** Menus hand over addresses and the like; only the panel names a run. */
const idOf = (argument: unknown): string | null => (typeof argument === 'string' ? argument : null);

const setupOf = ({ extension, extensionUri }: ExtensionContext): EngineSetup => ({
  extensionVersion: (extension.packageJSON as { version: string }).version,
  host: `vscode ${version}`,
  remote: env.remoteName !== undefined,
  distFolder: path.join(extensionUri.fsPath, 'dist'),
  builtInModelPath: path.join(extensionUri.fsPath, 'media', 'model', 'latency-1m.gguf'),
});
