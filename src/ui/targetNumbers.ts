import type { Disposable, Event, Memento } from 'vscode';
import { originOf } from '../config/resolveTarget';
import type { RunReport } from '../core/runReport';
import type { RunUpdate } from '../core/runUpdate';
import { placeOf, type Target } from '../core/target';

/** How the last run on a target ended: its numbers, or why it failed. No text of it. */
export interface TargetOutcome {
  readonly ttftMs: number | null;
  readonly decodeTokensPerSecond: number | null;
  /** Of the whole run; absent from numbers that an older version has kept. */
  readonly e2eMs?: number | null;
  readonly outputTokens?: number | null;
  /** The number of tokens was estimated, so the speed is, too. */
  readonly isEstimated: boolean;
  /** ISO. */
  readonly at: string;
  /** What happened; `null` for a run that completed. */
  readonly error: string | null;
  /** What was measured: another model or place under the same name is another target. */
  readonly of: string;
}

const NUMBERS = 'lastNumbers';
const MOST_TARGETS = 100;

/** The last numbers of each target, kept for all windows; failures are remembered by this window only. */
export class TargetNumbers implements Disposable {
  readonly #memory: Memento;
  readonly #listener: Disposable;
  readonly #onChange: () => void;
  readonly #failed = new Map<string, TargetOutcome>();

  constructor(memory: Memento, runs: { readonly onUpdate: Event<RunUpdate> }, onChange: () => void) {
    this.#memory = memory;
    this.#onChange = onChange;
    this.#listener = runs.onUpdate((update) => {
      if (update.type === 'finished') void this.keep(update.report);
    });
  }

  of(target: Target): TargetOutcome | null {
    const failed = this.#failed.get(target.name);
    return failed ? ifOf(target, failed) : this.lastCompleted(target);
  }

  /** The last run that completed, whatever came after it. */
  lastCompleted(target: Target): TargetOutcome | null {
    return ifOf(target, this.#all[target.name]);
  }

  /** Stopped runs say nothing of a target. */
  async keep({ target, outcome, metrics, startedAt, tokens }: RunReport): Promise<void> {
    if (outcome.status === 'cancelled') return;
    const numbers: TargetOutcome = {
      ttftMs: metrics.ttftMs.value,
      decodeTokensPerSecond: metrics.decodeTokensPerSecond.value,
      e2eMs: metrics.e2eMs.value,
      outputTokens: tokens.output.total,
      isEstimated: tokens.output.source === 'estimated',
      at: startedAt,
      error: outcome.error?.message ?? null,
      of: measured(target.model, target.url),
    };
    if (outcome.status === 'failed') this.#failed.set(target.name, numbers);
    else await this.#store(target.name, numbers);
    this.#onChange();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async #store(name: string, numbers: TargetOutcome): Promise<void> {
    this.#failed.delete(name);
    const others = Object.entries(this.#all).filter(([known]) => known !== name);
    await this.#memory.update(NUMBERS, Object.fromEntries([...others.slice(1 - MOST_TARGETS), [name, numbers]]));
  }

  get #all(): Readonly<Record<string, TargetOutcome>> {
    return this.#memory.get<Record<string, TargetOutcome>>(NUMBERS, {});
  }
}

const ifOf = (target: Target, known: TargetOutcome | undefined): TargetOutcome | null =>
  known?.of === measured(target.model, placeOf(target)) ? known : null;

const measured = (model: string | undefined, place: string): string => `${model ?? ''} ${originOf(place)}`;
