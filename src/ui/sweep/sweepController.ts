import * as l10n from '@vscode/l10n';
import { commands, type Uri } from 'vscode';
import type { RunningSweep, SweepUpdate } from '../../core/sweep/runningSweep';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import { hasMeasured } from '../../core/sweep/hasMeasured';
import type { SweepReport } from '../../core/sweep/sweepReport';
import type { PanelTab } from '../../messages/panelMessages';
import { holdsTogether, readForm, type SweepForm, type SweepKind } from '../../messages/sweepForm';
import type { FromSweepTab, SweepNow, SweepReports, SweepWish, ToSweepTab } from '../../messages/sweepTabMessages';
import { admitted } from '../experiments/admitted';
import { choosePrompt, type ChosenPrompt } from '../experiments/choosePrompt';
import { oneAtATime } from '../experiments/oneAtATime';
import { openSource, originOfSource } from '../openCommands';
import type { PromptAnswers } from '../promptAnswers';
import { entryOf } from '../targetCommands';
import { confirmDelete } from './confirmDelete';
import { EXPORTS, saveSweepChart, takeAway } from './exportSweep';
import { SweepDraftKeeper, type SweepDraftParts } from './sweepDraft';
import { SweepMemory } from './sweepMemory';
import { SweepQuestion } from './sweepQuestion';
import { SweepShelf, slim } from './sweepShelf';
import { statusOf, type SweepStatus } from './sweepStatus';
import { nextStep } from './sweepSteps';

export interface SweepParts extends Omit<SweepDraftParts, 'lengthPartOf' | 'sweptTargets' | 'onChange'> {
  readonly startSweep: (plan: SweepPlan, onUpdate: (update: SweepUpdate) => void) => RunningSweep;
  readonly answers: PromptAnswers;
  readonly memory: SweepMemory;
  readonly panel: { show(tab: PanelTab): void; tell(message: ToSweepTab): void };
  /** Something else is being measured that a sweep would slow down, and that would slow it down. */
  readonly isBusy: () => boolean;
  readonly onStatus: (status: SweepStatus | null) => void;
}

/** What a sweep is about to be made of. */
interface SweepOrder extends ChosenPrompt {
  readonly kind: SweepKind;
  /** Name of the target; `null`: the one in use. */
  readonly target: string | null;
}

/** Sweeps, with those of an earlier window brought back. */
export async function openSweeps(parts: Omit<SweepParts, 'memory'>, storageUri: Uri): Promise<SweepController> {
  const controller = new SweepController({ ...parts, memory: new SweepMemory(storageUri) });
  await controller.recall();
  return controller;
}

/** Plans a sweep with the person in front of the panel, has it measured, and keeps what came of it. Outlives every panel. */
export class SweepController {
  readonly #parts: SweepParts;
  readonly #draft: SweepDraftKeeper;
  readonly #shelf = new SweepShelf();
  readonly #question: SweepQuestion;
  #origin: ChosenPrompt['origin'] = null;
  #running: RunningSweep | null = null;
  #now: SweepNow | null = null;
  /** Nothing was started with the form as it stands. */
  #isPlanning = true;

  constructor(parts: SweepParts) {
    this.#parts = parts;
    this.#question = new SweepQuestion(parts.memento);
    this.#draft = new SweepDraftKeeper({
      ...parts,
      lengthPartOf: (target) => this.#shelf.lengthPartOf(target),
      sweptTargets: () => this.#shelf.targets,
      onChange: (draft) => parts.panel.tell({ type: 'sweepDraft', draft }),
    });
    // To read and to count takes time from this machine, so not while it measures.
    parts.targets.onDidChange(() => this.isRunning || void this.#draft.refresh());
  }

  async recall(): Promise<void> {
    const reports = await this.#parts.memory.recall();
    for (const report of reports) this.#shelf.put(report);
    const newest = reports.at(-1);
    if (!newest) return;
    this.#isPlanning = false;
    this.#draft.offer(newest.target.name);
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Everything that the newest sweep has measured so far; `null` when there is none. */
  report(): SweepReport | null {
    return this.#shelf.newest;
  }

  /**
   * The command: the prompt of the editor or of a file, or the built-in text without one. A row of the view *Targets* names the target. A keybinding
   * may name the form (`target`, `lengths`, …); then it is begun at once.
   */
  async order(kind: SweepKind, what?: unknown, marked?: unknown): Promise<void> {
    const form = formOf(what);
    const entry = entryOf(what);
    const uri = form || entry ? undefined : (what as Uri | undefined);
    const chosen = await choosePrompt(uri, Array.isArray(marked), this.#parts.answers);
    if (chosen === null) return;
    await this.#plan({ kind, ...chosen, target: form?.target ?? entry?.target.name ?? null });
    if (form) await this.startWith({ ...form, kind });
  }

  /** The form comes to the front. A sweep under way stays there. */
  async #plan({ kind, prompt, origin, target, problem }: SweepOrder): Promise<void> {
    const { panel } = this.#parts;
    if (this.isRunning) return panel.show('sweep');
    this.#origin = origin ?? this.#origin;
    await this.#draft.begin(kind, prompt, target);
    if (problem !== null) this.#draft.tell(l10n.t('{0} Until then the built-in text is used.', problem));
    this.#setPlanning(true);
    this.#tellReports();
    panel.show('sweep');
  }

  /** Begins at once; what is left open stays as it was. */
  async startWith(form: Partial<SweepForm>): Promise<void> {
    if (this.isRunning) return;
    const read = readForm(form, this.#draft.form);
    if (read) await this.#draft.change(read);
    await this.#start();
  }

  /** Ends what runs; settles when it is over and kept. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (!running || !this.#now) return;
    this.#change({ isStopping: true });
    running.stop();
    await running.finished;
  }

  /** The window goes: nothing runs on, and what was measured is written. */
  async end(): Promise<void> {
    await this.stop();
    await this.#parts.memory.settled();
  }

  async hear(message: FromSweepTab): Promise<void> {
    switch (message.type) {
      case 'sweepOpen':
        await this.#draft.refresh();
        return this.#tellAll();
      case 'sweepForm': {
        const before = this.#draft.form;
        const form = readForm(message.form, before);
        if (!form) return;
        const isOther = form.target !== before.target;
        await this.#draft.change(form, message.revision);
        if (isOther) this.#tellReports();
        return;
      }
      case 'sweepSavePicture':
        return saveSweepChart(message);
      case 'sweepCard':
        return this.#question.take(message.question);
      case 'sweepWish':
        return this.#wish(message.wish);
    }
  }

  async #wish(wish: SweepWish): Promise<void> {
    switch (wish) {
      case 'start':
        return this.#start();
      case 'stop':
        return this.stop();
      case 'usePrompt': {
        const name = this.#draft.form.kind === 'length' ? 'sweepLength' : 'sweepLoad';
        // As a row of the view *Targets*, so that the choice of target stays.
        const entry = await this.#draft.chosen();
        return void (await commands.executeCommand(`promptProfiler.${name}`, entry ? { entry } : undefined));
      }
      case 'openPrompt':
        return openSource(this.#origin ?? originOfSource(this.#draft.source));
      case 'addTarget':
        return void (await commands.executeCommand('promptProfiler.addTarget'));
      case 'manageTrust':
        return void (await commands.executeCommand('workbench.trust.manage'));
      case 'deleteLength':
        return this.#delete('length');
      case 'deleteLoad':
        return this.#delete('load');
      default: {
        const { kind, as } = EXPORTS[wish];
        const report = this.#reports[kind];
        if (report) await takeAway(report, as);
      }
    }
  }

  async #delete(kind: SweepKind): Promise<void> {
    const report = this.#shelf.of(this.#target)[kind];
    if (!report || report.ending === 'running' || !(await confirmDelete(report))) return;
    this.#shelf.remove(report);
    await this.#parts.memory.forget(report);
    await this.#draft.refresh();
    // With its last sweep a target that is gone leaves the list; the sweeps of another one are not what was looked at.
    if (this.#target !== report.target.name) this.#setPlanning(true);
    this.#tellReports();
  }

  readonly #start = oneAtATime(async () => {
    if (this.#running) return;
    const plan = await this.#admit();
    if (plan) this.#begin(plan);
  });

  async #admit(): Promise<SweepPlan | null> {
    const entry = await this.#draft.chosen();
    if (this.#parts.isBusy())
      return this.#refuse(
        l10n.t(
          'Nothing was started: a comparison is under way, and both would slow each other down. Wait for its end, or stop it.',
        ),
      );
    if (!entry) return this.#refuse(l10n.t('Nothing was started: choose a target.'));
    if (!holdsTogether(this.#draft.form))
      return this.#refuse(l10n.t('Nothing was started: correct the numbers that are marked.'));
    const { name, protocol } = entry.target;
    if (protocol === 'vscode-lm') return this.#refuse(notOfEditor(name));
    const answer = await admitted(this.#parts.keys, entry);
    return 'problem' in answer ? this.#refuse(answer.problem) : this.#draft.planFor(answer.target, answer.apiKey);
  }

  #refuse(problem: string): null {
    this.#draft.tell(problem);
    return null;
  }

  #begin(plan: SweepPlan): void {
    const { type: kind, caps, target } = plan;
    this.#draft.tell(null);
    this.#shelf.begin(kind, target.name);
    const load = plan.type === 'load' ? plan : { arrivals: null, levelMs: 0 };
    const { arrivals, levelMs } = load;
    const head = { kind, target: target.name, isStopping: false, planned: null, caps, arrivals, levelMs };
    this.#now = { ...head, step: { type: 'starting' } };
    this.#running = this.#parts.startSweep(plan, (update) => this.#take(update));
    this.#setPlanning(false);
    this.#tellReports();
    this.#change({});
    void this.#running.finished.then((report) => this.#end(report));
  }

  #take(update: SweepUpdate): void {
    if (!this.#now) return;
    if (update.type === 'planned') return this.#change({ planned: update.planned });
    if (update.type === 'so-far') {
      this.#shelf.grow(update.report);
      if (hasMeasured(update.report)) void this.#parts.memory.keep(update.report);
      return this.#tellReports();
    }
    const step = nextStep(this.#now.step, update);
    if (step !== this.#now.step) this.#change({ step });
  }

  #end(report: SweepReport): void {
    this.#running = null;
    this.#now = null;
    if (this.#shelf.end(report)) void this.#parts.memory.keep(report);
    else this.#draft.tell(report.endingSentence);
    this.#tellReports();
    this.#parts.panel.tell({ type: 'sweepNow', now: null });
    this.#parts.onStatus(null);
    void this.#draft.refresh();
  }

  #change(change: Partial<SweepNow>): void {
    if (!this.#now) return;
    this.#now = { ...this.#now, ...change };
    this.#parts.panel.tell({ type: 'sweepNow', now: this.#now });
    this.#parts.onStatus(statusOf(this.#now));
  }

  #setPlanning(isPlanning: boolean): void {
    this.#isPlanning = isPlanning;
    this.#parts.panel.tell({ type: 'sweepPlanning', isPlanning });
  }

  /** The one under way, or the one in the form. */
  get #target(): string | null {
    return this.#now?.target ?? this.#draft.form.target;
  }

  /** As the panel shows them: with the workload card that was asked for. */
  get #reports(): SweepReports {
    return this.#question.answeredBy(this.#shelf.of(this.#target));
  }

  #tellReports(): void {
    this.#parts.panel.tell({ type: 'sweepReports', reports: slim(this.#reports) });
  }

  #tellAll(): void {
    const reports = slim(this.#reports);
    const state = { draft: this.#draft.shown, reports, now: this.#now, isPlanning: this.#isPlanning };
    this.#parts.panel.tell({ type: 'sweepState', state });
  }
}

const notOfEditor = (name: string): string =>
  l10n.t(
    "Nothing was started: {0} is a language model of the editor, which answers in the editor's own thread only. Choose an endpoint or a model file.",
    name,
  );

/** What a keybinding hands over; addresses and rows of views are objects too. */
const formOf = (what: unknown): (Partial<SweepForm> & { readonly target: string }) | null =>
  typeof what === 'object' && what !== null && 'target' in what && typeof what.target === 'string'
    ? (what as Partial<SweepForm> & { readonly target: string })
    : null;
