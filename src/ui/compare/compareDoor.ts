import * as l10n from '@vscode/l10n';
import { EventEmitter, type Disposable, type Event, type Uri } from 'vscode';
import type { SeriesReport } from '../../core/seriesReport';
import type { ComparePhase, ComparePlan, CompareWish, FromCompareTab } from '../../messages/compareTabMessages';
import { askVariables } from '../askVariables';
import type { PastOrder } from '../pastOrder';
import { promptFrom } from '../profilePrompt';
import type { PromptAnswers } from '../promptAnswers';
import type { RunController } from '../runController';
import type { KnowsOrders } from '../runOrders';
import type { CompareController, CompareParts } from './compareController';

/** How far a series is, for the status bar. */
export interface SeriesStatus {
  readonly made: number;
  readonly total: number;
  /** The target of the run under way; `null` between two runs. */
  readonly targetName: string | null;
  readonly phase: ComparePhase;
}

export interface DoorParts extends Omit<CompareParts, 'memory' | 'accountant' | 'startSeries' | 'onStatus'> {
  /** Folder for the last series. */
  readonly storageUri: Uri;
  readonly runs: Pick<RunController, 'engine' | 'reports'>;
  /** How any run was ordered. */
  readonly orders: KnowsOrders;
  readonly answers: PromptAnswers;
  /** Loaded with the rest: nothing of it is needed before somebody compares. */
  readonly load: () => Promise<Pick<CompareParts, 'accountant' | 'startSeries'>>;
}

/** Comparisons as the start of the editor knows them: what plans and keeps them is loaded when somebody compares for the first time. */
export class CompareDoor implements Disposable {
  readonly #parts: DoorParts;
  readonly #statuses = new EventEmitter<SeriesStatus | null>();
  #opening: Promise<CompareController> | null = null;
  #controller: CompareController | null = null;

  /** `null`: nothing is under way. */
  readonly onStatus: Event<SeriesStatus | null> = this.#statuses.event;

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#controller?.isRunning ?? false;
  }

  /**
   * The command: the prompt of the editor, of a file, or of an earlier run by its id, to be sent to several targets. A keybinding may name
   * the plan (`targets`, `runs`, …); then it is begun at once.
   */
  async compareModels(what?: Uri | string | Partial<ComparePlan>, marked?: unknown): Promise<void> {
    const controller = await this.#open();
    if (typeof what === 'string') return this.#chooseRun(controller, what);
    const isPlan = what !== undefined && what !== null && 'targets' in what;
    await this.#choosePrompt(controller, isPlan ? undefined : (what as Uri | undefined), Array.isArray(marked));
    if (isPlan) await controller.startWith(what);
  }

  /** How a run of the comparison was ordered. Nothing is loaded for a run that has no id, as it is the last one of this window. */
  async orderOf(runId: string | null): Promise<PastOrder | null> {
    return runId === null ? null : (await this.#open()).orderOf(runId);
  }

  async #chooseRun(controller: CompareController, runId: string): Promise<void> {
    const order = await this.#parts.orders.orderOf(runId);
    if (!order) return controller.plan({ problem: unknownRun() }, null);
    const { prompt, parameters, origin } = order;
    return controller.plan({ prompt, parameters }, origin);
  }

  async #choosePrompt(controller: CompareController, uri: Uri | undefined, isFile: boolean): Promise<void> {
    const sourced = await promptFrom(uri, isFile);
    if (sourced === null) return controller.plan({ problem: noPrompt() }, null);
    if ('problem' in sourced) return controller.plan({ problem: sourced.problem.message }, null);
    const filled = await askVariables(sourced, this.#parts.answers);
    if (filled !== null) await controller.plan({ prompt: filled.prompt, parameters: filled.parameters }, filled.origin);
  }

  async hear(message: FromCompareTab): Promise<void> {
    await (await this.#open()).hear(message);
  }

  /** What a button of the panel would do. */
  async wish(wish: CompareWish): Promise<void> {
    await this.hear({ type: 'compareWish', wish });
  }

  async report(): Promise<SeriesReport | null> {
    return (await this.#open()).report();
  }

  stop(): void {
    this.#controller?.stop();
  }

  dispose(): void {
    this.stop();
    this.#statuses.dispose();
  }

  #open(): Promise<CompareController> {
    this.#opening ??= this.#load();
    return this.#opening;
  }

  async #load(): Promise<CompareController> {
    const { storageUri, load, targets, keys, numbers, panel, runs, memento, isBusy } = this.#parts;
    const [{ openCompare }, loaded] = await Promise.all([import('./compareController'), load()]);
    const onStatus = (status: SeriesStatus | null): void => this.#statuses.fire(status);
    this.#controller = await openCompare(
      { targets, keys, numbers, panel, runs, memento, isBusy, ...loaded, onStatus },
      storageUri,
    );
    return this.#controller;
  }
}

const noPrompt = (): string =>
  l10n.t('There is no prompt to compare with. Open a file with a prompt, or select some text in an editor.');

const unknownRun = (): string =>
  l10n.t('The prompt of this run is not known in this window. Select it in its document and choose Compare Models.');
