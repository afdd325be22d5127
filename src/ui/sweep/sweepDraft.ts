import type { Memento } from 'vscode';
import { withDefaults } from '../../config/resolveTarget';
import type { TargetEntry } from '../../config/targetList';
import type { LengthPart } from '../../core/sweep/lengthReport';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import { isOpen } from '../../messages/listedTarget';
import { FIRST_FORM, limitedNumber, readForm, type SweepForm, type SweepKind } from '../../messages/sweepForm';
import type { SweepDraft } from '../../messages/sweepTabMessages';
import { charactersOf } from '../experiments/charactersOf';
import type { OrderedPrompt } from '../pastOrder';
import type { Accountant } from '../compare/outlook';
import type { Keys } from '../keys';
import { settings } from '../settings';
import type { TargetStore } from '../targetStore';
import { sweepOutlook, type AskPrice } from './sweepOutlook';
import { ownWords, sweepPlanOf } from './sweepPlanOf';
import { sweepTargets, type SweptTarget } from './sweepTargets';

export interface SweepDraftParts {
  readonly targets: Pick<TargetStore, 'find' | 'onDidChange'>;
  readonly keys: Keys;
  readonly accountant: Pick<Accountant, 'count'>;
  readonly askPrice: AskPrice;
  /** Where the form of last time is kept. */
  readonly memento: Memento;
  /** What the last sweep over lengths of a target found. */
  readonly lengthPartOf: (target: string) => LengthPart | null;
  /** Whose sweeps are kept. */
  readonly sweptTargets: () => readonly SweptTarget[];
  readonly onChange: (draft: SweepDraft) => void;
}

const FORM = 'sweepForm';

/** What is to be swept: the form, the targets there are, the words for the prompts, and the most that it will use. */
export class SweepDraftKeeper {
  readonly #parts: SweepDraftParts;
  #prompt: OrderedPrompt | null = null;
  #entries: readonly TargetEntry[] = [];
  #shown: SweepDraft;
  /** Counts questions, so that the answer to an old one does not overwrite that to a new one. */
  #asked = 0;

  constructor(parts: SweepDraftParts) {
    this.#parts = parts;
    const form = readForm(parts.memento.get(FORM)) ?? FIRST_FORM;
    this.#shown = { form, revision: 0, targets: [], prompt: null, outlook: null, problem: null };
  }

  get shown(): SweepDraft {
    return this.#shown;
  }

  get form(): SweepForm {
    return this.#shown.form;
  }

  get source(): string {
    return this.#prompt?.prompt.source ?? '';
  }

  /** The command: what to vary, for which prompt and target; `null` where there is none. */
  async begin(kind: SweepKind, prompt: OrderedPrompt | null, target: string | null): Promise<void> {
    const hasWords = prompt !== null && ownWords(prompt).trim() !== '';
    this.#prompt = hasWords ? prompt : null;
    this.#set({ prompt: hasWords ? { source: prompt.prompt.source, characters: charactersOf(prompt.prompt) } : null });
    this.#set({ form: { ...this.form, kind, target, usesPrompt: true }, problem: null, outlook: null });
    await this.refresh();
    if (hasWords) await this.#measurePrompt(prompt);
    await this.#keep();
  }

  /** A target to show first, as it has something to show. */
  offer(target: string): void {
    this.#set({ form: { ...this.form, target } });
  }

  /** Reads the targets anew: files, settings, keys and trust may have changed. */
  async refresh(): Promise<void> {
    const { entries, preferred } = await this.#parts.targets.find();
    this.#entries = entries;
    const targets = await sweepTargets(entries, this.#parts.keys, this.#parts.sweptTargets());
    const isThere = (name: string | null | undefined): boolean => targets.some((target) => target.name === name);
    const { target } = this.form;
    const otherwise = preferred?.target.name ?? targets.find(isOpen)?.name ?? null;
    this.#set({ targets, form: { ...this.form, target: isThere(target) ? target : otherwise } });
    void this.#workOut();
  }

  /** `revision` as the page counts its forms; the one of before when the form did not come from there. */
  async change(form: SweepForm, revision = this.#shown.revision): Promise<void> {
    this.#set({ form, revision, problem: null, outlook: null });
    await this.#keep();
    await this.#workOut();
  }

  tell(problem: string | null): void {
    this.#set({ problem });
  }

  /** The chosen target, read anew. */
  async chosen(): Promise<TargetEntry | null> {
    const { entries } = await this.#parts.targets.find();
    return entries.find(({ target }) => target.name === this.form.target) ?? null;
  }

  /** `null` as long as the form does not hold together. */
  planFor(target: SweepPlan['target'], apiKey: string | null): SweepPlan | null {
    const lengthPart = this.#parts.lengthPartOf(target.name);
    return sweepPlanOf(this.form, { target, apiKey, prompt: this.#prompt, lengthPart });
  }

  /** Under load all prompts are as long as the person's own, until they say something else. */
  async #measurePrompt({ prompt, parameters }: OrderedPrompt): Promise<void> {
    const model = this.#entries.find(({ target }) => target.name === this.form.target)?.target.model ?? '';
    const counted = await this.#parts.accountant.count({ messages: prompt.messages }, model).catch(() => null);
    const inputTokens = limitedNumber('inputTokens', counted?.tokens) ?? this.form.inputTokens;
    const loadAnswerTokens = limitedNumber('loadAnswerTokens', parameters.maxTokens) ?? this.form.loadAnswerTokens;
    this.#set({ form: { ...this.form, inputTokens, loadAnswerTokens } });
    void this.#workOut();
  }

  async #keep(): Promise<void> {
    await this.#parts.memento.update(FORM, this.form);
  }

  async #workOut(): Promise<void> {
    const mine = ++this.#asked;
    const entry = this.#entries.find(({ target }) => target.name === this.form.target);
    const plan = entry && this.planFor(withDefaults(entry.target, settings.targetDefaults()), null);
    if (!plan) return;
    const outlook = await sweepOutlook(plan, this.#parts.askPrice);
    if (mine === this.#asked) this.#set({ outlook });
  }

  #set(change: Partial<SweepDraft>): void {
    this.#shown = { ...this.#shown, ...change };
    this.#parts.onChange(this.#shown);
  }
}
