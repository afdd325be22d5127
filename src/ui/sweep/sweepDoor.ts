import * as l10n from '@vscode/l10n';
import { EventEmitter, type Disposable, type Event, type Uri } from 'vscode';
import type { SweepReport } from '../../core/sweep/sweepReport';
import type { SweepForm, SweepKind } from '../../messages/sweepForm';
import type { FromSweepTab, SweepStep } from '../../messages/sweepTabMessages';
import { askVariables } from '../askVariables';
import { promptFrom } from '../profilePrompt';
import type { PromptAnswers } from '../promptAnswers';
import { entryOf } from '../targetCommands';
import type { SweepController, SweepOrder, SweepParts } from './sweepController';

/** How far a sweep is, for the status bar. */
export interface SweepStatus {
  readonly kind: SweepKind;
  /** Which run or level, from 0; `null` before the first. */
  readonly place: { readonly index: number; readonly total: number } | null;
  readonly isStopping: boolean;
  readonly targetName: string;
  readonly step: SweepStep['type'];
}

type Loaded = Pick<SweepParts, 'accountant' | 'askPrice' | 'startSweep'>;

export interface SweepDoorParts extends Omit<SweepParts, 'memory' | 'onStatus' | keyof Loaded> {
  /** Folder for the last sweeps. */
  readonly storageUri: Uri;
  readonly answers: PromptAnswers;
  /** Loaded with the rest: nothing of it is needed before somebody sweeps. */
  readonly load: () => Promise<Loaded>;
}

/** Sweeps as the start of the editor knows them: what plans and keeps them is loaded when somebody asks for one for the first time. */
export class SweepDoor implements Disposable {
  readonly #parts: SweepDoorParts;
  readonly #statuses = new EventEmitter<SweepStatus | null>();
  #opening: Promise<SweepController> | null = null;
  #controller: SweepController | null = null;

  /** `null`: nothing is under way. */
  readonly onStatus: Event<SweepStatus | null> = this.#statuses.event;

  constructor(parts: SweepDoorParts) {
    this.#parts = parts;
  }

  /**
   * The command: the prompt of the editor or of a file, or the built-in text without one. A row of the view *Targets* names the target. A keybinding
   * may name the form (`target`, `lengths`, …); then it is begun at once.
   */
  async sweep(kind: SweepKind, what?: unknown, marked?: unknown): Promise<void> {
    const controller = await this.#open();
    const form = formOf(what);
    const entry = entryOf(what);
    const uri = form || entry ? undefined : (what as Uri | undefined);
    const chosen = await this.#choosePrompt(uri, Array.isArray(marked));
    if (chosen === null) return;
    await controller.plan({ kind, ...chosen, target: form?.target ?? entry?.target.name ?? null });
    if (form) await controller.startWith({ ...form, kind });
  }

  async hear(message: FromSweepTab): Promise<void> {
    await (await this.#open()).hear(message);
  }

  async report(): Promise<SweepReport | null> {
    return (await this.#open()).report;
  }

  get isRunning(): boolean {
    return this.#controller?.isRunning ?? false;
  }

  /** Settles when what ran is over. */
  async stop(): Promise<void> {
    await this.#controller?.stop();
  }

  /** Settles when what ran is over and kept. */
  async end(): Promise<void> {
    await this.#controller?.end();
  }

  dispose(): void {
    void this.stop();
    this.#statuses.dispose();
  }

  /** `null`: the user was asked for something and changed their mind. */
  async #choosePrompt(
    uri: Uri | undefined,
    isFile: boolean,
  ): Promise<Pick<SweepOrder, 'prompt' | 'origin' | 'problem'> | null> {
    const nothing = { prompt: null, origin: null, problem: null };
    const sourced = await promptFrom(uri, isFile);
    if (sourced === null) return nothing;
    if ('problem' in sourced)
      return { ...nothing, problem: l10n.t('{0} Until then the built-in text is used.', sourced.problem.message) };
    const filled = await askVariables(sourced, this.#parts.answers);
    if (filled === null) return null;
    const { prompt, parameters, origin } = filled;
    return { prompt: { prompt, parameters }, origin, problem: null };
  }

  #open(): Promise<SweepController> {
    this.#opening ??= this.#load();
    return this.#opening;
  }

  async #load(): Promise<SweepController> {
    const { storageUri, load, targets, keys, panel, memento, isBusy } = this.#parts;
    const [{ openSweeps }, loaded] = await Promise.all([import('./sweepController'), load()]);
    const onStatus = (status: SweepStatus | null): void => this.#statuses.fire(status);
    this.#controller = await openSweeps({ targets, keys, panel, memento, isBusy, ...loaded, onStatus }, storageUri);
    return this.#controller;
  }
}

/** What a keybinding hands over; addresses and rows of views are objects too. */
const formOf = (what: unknown): (Partial<SweepForm> & { readonly target: string }) | null =>
  typeof what === 'object' && what !== null && 'target' in what && typeof what.target === 'string'
    ? (what as Partial<SweepForm> & { readonly target: string })
    : null;
