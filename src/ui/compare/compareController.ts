import * as l10n from '@vscode/l10n';
import { commands, type Uri } from 'vscode';
import type { Engine } from '../../core/engine';
import type { RunReport } from '../../core/runReport';
import type { RunningSeries, SeriesUpdate } from '../../core/runningSeries';
import type { SeriesPlan, SeriesTarget } from '../../core/seriesPlan';
import type { SeriesReport } from '../../core/seriesReport';
import type { SeriesEnding } from '../../core/vocabulary';
import {
  readPlan,
  type ComparePhase,
  type ComparePlan,
  type CompareState,
  type CompareWish,
  type CurrentRun,
  type FromCompareTab,
  type ShownSeries,
  type ToCompareTab,
} from '../../messages/compareTabMessages';
import type { PanelTab } from '../../messages/panelMessages';
import { admitted } from '../experiments/admitted';
import { choosePrompt, NO_PROMPT, type ChosenPrompt } from '../experiments/choosePrompt';
import { oneAtATime } from '../experiments/oneAtATime';
import { openSource, originOfSource } from '../openCommands';
import { pastOrder, type OrderedPrompt, type PastOrder } from '../pastOrder';
import type { PromptAnswers } from '../promptAnswers';
import type { KnowsOrders } from '../runOrders';
import type { TargetNumbers } from '../targetNumbers';
import { CompareDraftKeeper, type DraftParts } from './compareDraft';
import { copySeries, exportSeries, saveChart, type SeriesExport } from './exportSeries';
import { SeriesLog, type SeriesHead } from './seriesLog';
import { SeriesMemory } from './seriesMemory';
import type { SeriesStatus } from './seriesStatus';

export interface CompareParts extends Omit<DraftParts, 'past' | 'onChange'> {
  /** Where the last numbers of each target are kept. */
  readonly numbers: Pick<TargetNumbers, 'lastCompleted' | 'keep'>;
  /** One engine measures all that is measured in this window; earlier runs tell how long a target takes. */
  readonly runs: { readonly engine: Engine; readonly reports: readonly RunReport[] };
  readonly startSeries: (engine: Engine, plan: SeriesPlan, onUpdate: (update: SeriesUpdate) => void) => RunningSeries;
  /** How any run was ordered. */
  readonly orders: KnowsOrders;
  readonly answers: PromptAnswers;
  readonly memory: SeriesMemory;
  readonly panel: {
    show(tab: PanelTab): void;
    tell(message: ToCompareTab): void;
    showReport(report: RunReport): void;
  };
  /** Something else is being measured that a comparison would slow down, and that would slow it down. */
  readonly isBusy: () => boolean;
  readonly onStatus: (status: SeriesStatus | null) => void;
}

/** Comparisons, with the one of an earlier window brought back. */
export async function openCompare(parts: Omit<CompareParts, 'memory'>, storageUri: Uri): Promise<CompareController> {
  const controller = new CompareController({ ...parts, memory: new SeriesMemory(storageUri) });
  await controller.recall();
  return controller;
}

/** Plans a comparison with the person in front of the panel, has it measured, and keeps what came of it. Outlives every panel. */
export class CompareController {
  readonly #parts: CompareParts;
  readonly #draft: CompareDraftKeeper;
  #log: SeriesLog | null = null;
  #prompt: OrderedPrompt | null = null;
  /** Where the prompt stands, when it was chosen in this window. */
  #origin: ChosenPrompt['origin'] = null;
  #running: RunningSeries | null = null;
  #phase: ComparePhase = 'ended';
  #ending: ShownSeries['ending'] = null;
  #current: CurrentRun | null = null;
  /** A prompt was chosen and nothing started with it yet. */
  #isPlanning = true;

  constructor(parts: CompareParts) {
    this.#parts = parts;
    this.#draft = new CompareDraftKeeper({
      ...parts,
      past: () => [...(this.#log?.reports() ?? []), ...parts.runs.reports],
      onChange: (draft) => parts.panel.tell({ type: 'compareDraft', draft }),
    });
  }

  /** Brings back the series of an earlier window; one that is under way is newer than any memory. */
  async recall(): Promise<void> {
    const kept = await this.#parts.memory.recall();
    if (kept === null || this.#log !== null) return;
    this.#log = kept.log;
    this.#prompt = kept.prompt;
    this.#ending = kept.ending ?? 'interrupted';
    this.#isPlanning = false;
    this.#draft.offer(kept.prompt);
  }

  get isRunning(): boolean {
    return this.#running !== null;
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
    const ending = this.#ending === null || this.#ending === 'interrupted' ? 'stopped' : this.#ending;
    return this.#log?.report(ending) ?? null;
  }

  /** How a run of the series was ordered; `null`: it is none of its runs. */
  orderOf(runId: string | null): PastOrder | null {
    const report = runId === null ? null : this.#log?.find(runId);
    if (!report || !this.#prompt) return null;
    const { prompt, parameters } = this.#prompt;
    const { maxTokens } = report.parameters;
    return pastOrder(report, {
      prompt,
      // The plan may have set a limit of its own.
      parameters: typeof maxTokens === 'number' ? { ...parameters, maxTokens } : parameters,
    });
  }

  /** Settles when what ran is over. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#setPhase('stopping');
    running.stop();
    await running.finished;
  }

  async hear(message: FromCompareTab): Promise<void> {
    switch (message.type) {
      case 'compareOpen':
        await this.#draft.refresh();
        return this.#parts.panel.tell({ type: 'compareState', state: this.#state() });
      case 'comparePlan':
        return this.#draft.change(message.plan);
      case 'compareShowRun': {
        const report = this.#log?.find(message.runId);
        if (report) this.#parts.panel.showReport(report);
        return;
      }
      case 'compareAsk':
        return this.#parts.panel.tell({ type: 'compareDetails', details: this.#log?.details(message.runIds) ?? [] });
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
        if (this.#prompt) await this.#draft.take(this.#prompt);
        return this.#start();
      case 'pause':
        this.#running?.pause();
        return this.#setPhase('pausing');
      case 'resume':
        this.#running?.resume();
        return this.#setPhase('running');
      case 'stop':
        return this.stop();
      case 'usePrompt':
        return void (await commands.executeCommand('promptProfiler.compareModels'));
      case 'openPrompt':
        return openSource(this.#origin ?? originOfSource(this.#draft.source));
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
    if (this.#running || !prompt) return;
    const targets = await this.#admitAll();
    if (targets) this.#begin(prompt, targets);
  });

  async #admitAll(): Promise<SeriesTarget[] | null> {
    const entries = await this.#draft.chosen();
    if (this.#parts.isBusy())
      return this.#refuse(
        l10n.t(
          'Nothing was started: a sweep is under way, and both would slow each other down. Wait for its end, or stop it.',
        ),
      );
    if ('missing' in entries)
      return this.#refuse(l10n.t('Nothing was started: there is no target called {0}.', entries.missing));
    if (entries.length === 0) return this.#refuse(l10n.t('Nothing was started: choose at least one target.'));
    const targets: SeriesTarget[] = [];
    for (const entry of entries) {
      const answer = await admitted(this.#parts.keys, entry);
      if ('problem' in answer) return this.#refuse(answer.problem);
      targets.push(answer);
    }
    return targets;
  }

  #refuse(problem: string): null {
    this.#draft.tell(problem);
    return null;
  }

  #begin(ordered: OrderedPrompt, targets: readonly SeriesTarget[]): void {
    const { runs, warmups, cache, pauseMs, within, maxTokens } = this.#draft.plan;
    const parameters = maxTokens === null ? ordered.parameters : { ...ordered.parameters, maxTokens };
    const plan: SeriesPlan = {
      targets,
      prompts: [{ prompt: ordered.prompt, parameters }],
      stopWhen: within === null ? null : { metric: 'ttftMs', within },
      ...{ runs, warmups, cache, pauseMs },
    };
    const series = this.#parts.startSeries(this.#parts.runs.engine, plan, (update) => this.#take(update));
    const head = headOf(series, plan);
    this.#draft.tell(null);
    this.#running = series;
    this.#prompt = ordered;
    this.#log = new SeriesLog(head);
    this.#ending = null;
    this.#current = null;
    this.#phase = 'running';
    this.#isPlanning = false;
    void this.#parts.memory.begin({ head, prompt: ordered, ending: null });
    const shown = this.#shown();
    if (shown) this.#parts.panel.tell({ type: 'compareSeries', series: shown });
    this.#tellStatus();
    void series.finished.then((report) => this.#end(report.ending, head, ordered));
  }

  #take(update: SeriesUpdate): void {
    const { step } = update;
    if (update.type === 'run-finished') return this.#finishRun(step, update.report);
    const { target, isWarmup, round } = step;
    const news = update.type === 'progress' ? update.progress : null;
    this.#current = {
      target,
      isWarmup,
      round,
      elapsedMs: news?.elapsedMs ?? null,
      tokens: news?.tokens?.count ?? null,
    };
    // A pause that was asked for begins when the run under way is over; a run that starts ends the waiting.
    this.#parts.panel.tell({ type: 'compareCurrent', current: this.#current });
    if (update.type === 'run-started') this.#tellStatus();
  }

  #finishRun(step: Parameters<SeriesLog['add']>[0], report: RunReport): void {
    if (!this.#log) return;
    this.#current = null;
    const { run, row } = this.#log.add(step, report);
    void this.#parts.memory.add(step, report);
    this.#parts.panel.tell({ type: 'compareRunDone', run, row });
    if (this.#phase === 'pausing') this.#setPhase('paused');
    this.#tellStatus();
  }

  #end(ending: SeriesEnding, head: SeriesHead, prompt: OrderedPrompt): void {
    this.#running = null;
    this.#current = null;
    this.#ending = ending;
    void this.#parts.memory.end({ head, prompt, ending });
    this.#setPhase('ended');
    void this.#keepNumbers().then(() => this.#draft.refresh());
  }

  /** Only now: to keep something takes time from this machine while it measures. */
  async #keepNumbers(): Promise<void> {
    const completed = this.#log?.reports().filter(({ outcome }) => outcome.status === 'completed') ?? [];
    const last = new Map(completed.map((report) => [report.target.name, report]));
    for (const report of last.values()) await this.#parts.numbers.keep(report);
  }

  #setPhase(phase: ComparePhase): void {
    if (phase !== 'ended' && !this.#running) return;
    // Between two runs there is nothing to wait for.
    this.#phase = phase === 'pausing' && this.#current === null ? 'paused' : phase;
    this.#parts.panel.tell({ type: 'comparePhase', phase: this.#phase, ending: this.#ending });
    this.#tellStatus();
  }

  #tellStatus(): void {
    if (!this.#running || !this.#log) return this.#parts.onStatus(null);
    const { targets, outline } = this.#log.head;
    const total = targets.length * (outline.runs + outline.warmups);
    const now = this.#current && targets[this.#current.target]?.name;
    this.#parts.onStatus({ made: this.#log.made, total, targetName: now ?? null, phase: this.#phase });
  }

  #state(): CompareState {
    return { draft: this.#draft.shown, series: this.#shown(), isPlanning: this.#isPlanning };
  }

  #shown(): ShownSeries | null {
    if (!this.#log) return null;
    return { ...this.#log.shown(), phase: this.#phase, ending: this.#ending, current: this.#current };
  }
}

const noPrompt = (): string =>
  l10n.t('There is no prompt to compare with. Open a file with a prompt, or select some text in an editor.');

const unknownRun = (): string =>
  l10n.t('The prompt of this run is not known in this window. Select it in its document and choose Compare Models.');

/** What is kept of a plan: no addresses with secrets in them, no keys, no prompts. */
function headOf({ id, startedAt, targets }: RunningSeries, plan: SeriesPlan): SeriesHead {
  return {
    id,
    startedAt,
    targets,
    outline: {
      ...plan,
      targets: targets.map(({ name }) => ({ target: { name } })),
      prompts: plan.prompts.map(({ prompt: { source } }) => ({ prompt: { source } })),
    },
  };
}
