import type { Memento } from 'vscode';
import type { TargetEntry } from '../../config/targetList';
import type { RunReport } from '../../core/runReport';
import type { Target } from '../../core/target';
import { isOpen } from '../../messages/listedTarget';
import { readPlan, type CompareDraft, type ComparePlan } from '../../messages/compareTabMessages';
import { charactersOf } from '../experiments/charactersOf';
import { listTargets } from '../experiments/listTargets';
import type { Keys } from '../keys';
import type { OrderedPrompt } from '../pastOrder';
import { settings } from '../settings';
import type { TargetNumbers, TargetOutcome } from '../targetNumbers';
import type { TargetStore } from '../targetStore';
import { firstChoice } from './firstChoice';
import { outlookOf, type Accountant } from './outlook';

export interface DraftParts {
  readonly targets: Pick<TargetStore, 'find' | 'onDidChange'>;
  readonly keys: Keys;
  readonly accountant: Accountant;
  /** Where the plan of last time is kept. */
  readonly memento: Memento;
  readonly numbers: Pick<TargetNumbers, 'lastCompleted'>;
  /** Runs that tell how long a target takes. */
  readonly past: () => readonly RunReport[];
  readonly onChange: (draft: CompareDraft) => void;
}

const PLAN = 'comparePlan';

/** What is to be compared: the prompt, the targets there are, the plan, and what it may cost and take. */
export class CompareDraftKeeper {
  readonly #parts: DraftParts;
  #prompt: OrderedPrompt | null = null;
  #entries: readonly TargetEntry[] = [];
  #shown: CompareDraft;
  /** Counts questions, so that the answer to an old one does not overwrite that to a new one. */
  #asked = 0;

  constructor(parts: DraftParts) {
    this.#parts = parts;
    const kept = readPlan(parts.memento.get(PLAN));
    const plan = kept ?? {
      ...{ targets: [], runs: 10, warmups: 1, pauseMs: 0, within: null, maxTokens: null },
      cache: settings.cacheMode(),
    };
    this.#shown = { prompt: null, targets: [], plan, outlook: null, problem: null };
  }

  get shown(): CompareDraft {
    return this.#shown;
  }

  get plan(): ComparePlan {
    return this.#shown.plan;
  }

  get prompt(): OrderedPrompt | null {
    return this.#prompt;
  }

  get source(): string {
    return this.#prompt?.prompt.source ?? '';
  }

  /** A prompt to fall back on, as long as nobody has chosen one. */
  offer(prompt: OrderedPrompt): void {
    if (this.#prompt === null) this.#take(prompt);
  }

  async take(chosen: OrderedPrompt | { readonly problem: string }): Promise<void> {
    if ('problem' in chosen) this.#set({ problem: chosen.problem });
    else this.#take(chosen);
    await this.refresh();
  }

  /** Reads the targets anew: files, settings, keys and trust may have changed. */
  async refresh(): Promise<void> {
    const { entries, preferred } = await this.#parts.targets.find();
    this.#entries = entries;
    const targets = await listTargets(entries, this.#parts.keys);
    const open = targets.filter(isOpen).map(({ name }) => name);
    const known = this.plan.targets.filter((name) => open.includes(name));
    const isFirst = this.plan.targets.length === 0;
    const plan = { ...this.plan, targets: isFirst ? firstChoice(open, preferred?.target.name) : known };
    this.#set({ targets, plan });
    void this.#workOut();
  }

  async change(plan: ComparePlan): Promise<void> {
    this.#set({ plan, problem: null });
    await this.#parts.memento.update(PLAN, plan);
    await this.#workOut();
  }

  tell(problem: string | null): void {
    this.#set({ problem });
  }

  /** The chosen targets in the order of the list, read anew; a name that is not there is told, not passed over. */
  async chosen(): Promise<readonly TargetEntry[] | { readonly missing: string }> {
    const { entries } = await this.#parts.targets.find();
    const missing = this.plan.targets.find((name) => entries.every(({ target }) => target.name !== name));
    if (missing !== undefined) return { missing };
    return entries.filter(({ target }) => this.plan.targets.includes(target.name));
  }

  #take(prompt: OrderedPrompt): void {
    this.#prompt = prompt;
    const { source } = prompt.prompt;
    const shown = { source, characters: charactersOf(prompt.prompt), inputTokens: null };
    this.#set({ prompt: shown, problem: null, outlook: null });
  }

  async #workOut(): Promise<void> {
    const prompt = this.#prompt;
    const mine = ++this.#asked;
    if (!prompt) return;
    const { accountant, past, numbers } = this.#parts;
    const lastOf = (target: Target): TargetOutcome | null => numbers.lastCompleted(target);
    const parts = { accountant, past: past(), lastOf, now: new Date().toISOString() };
    const outlook = await outlookOf(this.plan, prompt, this.#entries, parts);
    if (mine === this.#asked) this.#set({ outlook });
  }

  #set(change: Partial<CompareDraft>): void {
    this.#shown = { ...this.#shown, ...change };
    this.#parts.onChange(this.#shown);
  }
}
