import * as l10n from '@vscode/l10n';
import { commands, type Uri } from 'vscode';
import type { RunReport } from '../../core/runReport';
import type { SeriesReport } from '../../core/seriesReport';
import {
  readPlan,
  type ComparePlan,
  type CompareState,
  type CompareWish,
  type FromCompareTab,
  type ToCompareTab,
} from '../../messages/compareTabMessages';
import type { PanelTab } from '../../messages/panelMessages';
import { choosePrompt, NO_PROMPT, type ChosenPrompt } from '../experiments/choosePrompt';
import { oneAtATime } from '../experiments/oneAtATime';
import { openSource, originOfSource } from '../openCommands';
import type { PastOrder } from '../pastOrder';
import type { PromptAnswers } from '../promptAnswers';
import type { KnowsOrders } from '../runOrders';
import type { TargetNumbers } from '../targetNumbers';
import { admitAll } from './admitAll';
import { CompareDraftKeeper, type DraftParts } from './compareDraft';
import { Comparison, type ComparisonParts } from './comparison';
import { copySeries, exportSeries, saveChart, type SeriesExport } from './exportSeries';
import { SeriesMemory } from './seriesMemory';
import { seriesPlanOf } from './seriesPlanOf';

export interface CompareParts
  extends Omit<DraftParts, 'past' | 'onChange'>, Omit<ComparisonParts, 'numbers' | 'onEnd'> {
  /** Where the last numbers of each target are kept. */
  readonly numbers: Pick<TargetNumbers, 'lastCompleted' | 'keep'>;
  /** Earlier runs tell how long a target takes. */
  readonly runs: ComparisonParts['runs'] & { readonly reports: readonly RunReport[] };
  /** How any run was ordered. */
  readonly orders: KnowsOrders;
  readonly answers: PromptAnswers;
  readonly panel: {
    show(tab: PanelTab): void;
    tell(message: ToCompareTab): void;
    showReport(report: RunReport): void;
  };
  /** Something else is being measured that a comparison would slow down, and that would slow it down. */
  readonly isBusy: () => boolean;
}

/** Comparisons, with the one of an earlier window brought back. */
export async function openCompare(parts: Omit<CompareParts, 'memory'>, storageUri: Uri): Promise<CompareController> {
  const controller = new CompareController({ ...parts, memory: new SeriesMemory(storageUri) });
  await controller.recall();
  return controller;
}

/** Plans comparisons with the person in front of the panel, and answers what the tab asks for. Outlives every panel. */
export class CompareController {
  readonly #parts: CompareParts;
  readonly #draft: CompareDraftKeeper;
  readonly #comparison: Comparison;
  /** Where the prompt stands, when it was chosen in this window. */
  #origin: ChosenPrompt['origin'] = null;
  /** A prompt was chosen and nothing started with it yet. */
  #isPlanning = true;

  constructor(parts: CompareParts) {
    this.#parts = parts;
    this.#comparison = new Comparison({ ...parts, onEnd: () => void this.#draft.refresh() });
    this.#draft = new CompareDraftKeeper({
      ...parts,
      past: () => [...this.#comparison.reports(), ...parts.runs.reports],
      onChange: (draft) => parts.panel.tell({ type: 'compareDraft', draft }),
    });
    // To read and to count takes time from this machine, so not while it measures.
    parts.targets.onDidChange(() => this.isRunning || void this.#draft.refresh());
  }

  /** Brings back the series of an earlier window. */
  async recall(): Promise<void> {
    if (!(await this.#comparison.recall())) return;
    this.#isPlanning = false;
    if (this.#comparison.prompt) this.#draft.offer(this.#comparison.prompt);
  }

  get isRunning(): boolean {
    return this.#comparison.isRunning;
  }

  /**
   * The command: the prompt of the editor, of a file, or of an earlier run by its id, to be sent to several targets. A keybinding may name
   * the plan (`targets`, `runs`, …); then it is begun at once.
   */
  async order(what?: Uri | string | Partial<ComparePlan>, marked?: unknown): Promise<void> {
    if (typeof what === 'string') return this.#plan(await this.#promptOfRun(what));
    const isPlan = what !== undefined && what !== null && 'targets' in what;
    const uri = isPlan ? undefined : (what as Uri | undefined);
    const chosen = await choosePrompt(uri, Array.isArray(marked), this.#parts.answers);
    if (chosen) await this.#plan(chosen);
    if (isPlan) await this.#startWith(what);
  }

  async #promptOfRun(runId: string): Promise<ChosenPrompt> {
    const order = await this.#parts.orders.orderOf(runId);
    if (!order) return { ...NO_PROMPT, problem: unknownRun() };
    const { prompt, parameters, origin } = order;
    return { prompt: { prompt, parameters }, origin, problem: null };
  }

  async #plan({ prompt, origin, problem }: ChosenPrompt): Promise<void> {
    this.#origin = origin ?? this.#origin;
    this.#isPlanning = true;
    await this.#draft.take(prompt ?? { problem: problem ?? noPrompt() });
    this.#parts.panel.tell({ type: 'comparePlanning' });
    this.#parts.panel.show('compare');
  }

  /** Begins at once; what the plan leaves open stays as it was. */
  async #startWith(plan: Partial<ComparePlan>): Promise<void> {
    const read = readPlan({ ...this.#draft.plan, ...plan });
    if (read) await this.#draft.change(read);
    await this.#start();
  }

  /** Everything that was measured so far; `null` when nobody has compared yet. */
  report(): SeriesReport | null {
    return this.#comparison.report();
  }

  /** How a run of the series was ordered; `null`: it is none of its runs. */
  orderOf(runId: string | null): PastOrder | null {
    return this.#comparison.orderOf(runId);
  }

  /** Settles when what ran is over. */
  stop(): Promise<void> {
    return this.#comparison.stop();
  }

  async hear(message: FromCompareTab): Promise<void> {
    switch (message.type) {
      case 'compareOpen':
        await this.#draft.refresh();
        return this.#parts.panel.tell({ type: 'compareState', state: this.#state() });
      case 'comparePlan':
        return this.#draft.change(message.plan);
      case 'compareShowRun': {
        const report = this.#comparison.find(message.runId);
        if (report) this.#parts.panel.showReport(report);
        return;
      }
      case 'compareAsk':
        return this.#parts.panel.tell({ type: 'compareDetails', details: this.#comparison.details(message.runIds) });
      case 'compareSavePicture':
        return saveChart(message);
      case 'compareWish':
        return this.#wish(message.wish);
    }
  }

  async #wish(wish: CompareWish): Promise<void> {
    switch (wish) {
      case 'start':
        return this.#start();
      case 'again':
        if (this.#comparison.prompt) await this.#draft.take(this.#comparison.prompt);
        return this.#start();
      case 'pause':
        return this.#comparison.pause();
      case 'resume':
        return this.#comparison.resume();
      case 'stop':
        return this.stop();
      case 'usePrompt':
        return void (await commands.executeCommand('promptProfiler.compareModels'));
      case 'openPrompt':
        return openSource(this.#origin ?? originOfSource(this.#draft.source));
      case 'addTarget':
        return void (await commands.executeCommand('promptProfiler.addTarget'));
      case 'editTargets':
        return void (await commands.executeCommand('promptProfiler.editTargets'));
      case 'manageTrust':
        return void (await commands.executeCommand('workbench.trust.manage'));
      default:
        return this.#export(wish);
    }
  }

  async #export(wish: 'copyMarkdown' | SeriesExport): Promise<void> {
    const report = this.report();
    if (report === null) return;
    if (wish === 'copyMarkdown') await copySeries(report);
    else await exportSeries(report, wish);
  }

  readonly #start = oneAtATime(async () => {
    const prompt = this.#draft.prompt;
    if (this.isRunning || !prompt) return;
    const targets = await admitAll(this.#draft, this.#parts.keys, this.#parts.isBusy);
    if ('problem' in targets) return this.#draft.tell(targets.problem);
    this.#draft.tell(null);
    this.#isPlanning = false;
    this.#comparison.begin(seriesPlanOf(this.#draft.plan, prompt, targets), prompt);
  });

  #state(): CompareState {
    return { draft: this.#draft.shown, series: this.#comparison.shown(), isPlanning: this.#isPlanning };
  }
}

const noPrompt = (): string =>
  l10n.t('There is no prompt to compare with. Open a file with a prompt, or select some text in an editor.');

const unknownRun = (): string =>
  l10n.t('The prompt of this run is not known in this window. Select it in its document and choose Compare Models.');
