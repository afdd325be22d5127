import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ulid } from 'ulid';
import type { Accounting } from '../../accounting/accounting';
import type { Engine, RunningRun } from '../../core/engine';
import type { RunProgress } from '../../core/runProgress';
import type { RunError } from '../../core/runError';
import type { RunReport } from '../../core/runReport';
import type { Environment } from '../../core/runTrace';
import { CapLedger, usdOf, type TokenUse } from '../../core/sweep/capLedger';
import type { LevelEngine } from '../../core/sweep/levelEngine';
import { plannedUse, useOfOne } from '../../core/sweep/plannedUse';
import type { SweepUpdate } from '../../core/sweep/runningSweep';
import { sizedPrompt, wordsFor, type SizeSeen } from '../../core/sweep/sizedPrompt';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import { endingSentence, reasonOf } from '../../core/sweep/sweepSentences';
import { SWEEP_SCHEMA_ID, type SweepAmounts, type SweepReport } from '../../core/sweep/sweepReport';
import { shownTarget } from '../shownTarget';
import { priceOf } from './priceOf';

/** What a sweep uses of the world. */
export interface SweepTools {
  readonly engine: Engine & LevelEngine;
  readonly accounting: Pick<Accounting, 'price'>;
  readonly environment: Environment;
  readonly newId?: () => string;
  /** ISO time. */
  readonly now?: () => string;
}

/** A server that asks to wait longer than this is not waited for. */
export const MOST_WAIT_MS = 120_000;

/** What a sweep says of how it ended, besides its figures. */
export interface SweepState extends Pick<SweepReport, 'ending' | 'length' | 'load' | 'card'> {
  /** From which prompt length on nothing could be measured. */
  readonly leftOut?: number | null;
}

/** What both kinds of sweep do: run single prompts of a wanted length, keep to the caps, wait when told to, and report. */
export class SweepSession<P extends SweepPlan> {
  readonly plan: P;
  readonly ledger: CapLedger;
  readonly tools: SweepTools;
  readonly onUpdate: (update: SweepUpdate) => void;
  readonly #seen: SizeSeen[] = [];
  readonly #stopping = new AbortController();
  readonly #head: Pick<SweepReport, 'schema' | 'id' | 'startedAt'>;
  #planned: SweepAmounts = { requests: 0, tokens: 0, usd: null };
  #reachedCap: SweepReport['reachedCap'] = null;
  #running: RunningRun | null = null;
  #lastError: RunError | null = null;

  constructor(plan: P, tools: SweepTools, onUpdate: (update: SweepUpdate) => void) {
    const { newId = ulid, now = () => new Date().toISOString() } = tools;
    this.plan = plan;
    this.tools = tools;
    this.onUpdate = onUpdate;
    this.ledger = new CapLedger(plan.caps);
    this.#head = { schema: SWEEP_SCHEMA_ID, id: newId(), startedAt: now() };
  }

  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  get isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  stop(): void {
    if (this.isStopped) return;
    this.#stopping.abort();
    this.#running?.stop();
  }

  /** Says what the sweep would use at most, before anything is sent. */
  async announce(): Promise<void> {
    const { requests, use } = plannedUse(this.plan);
    const { price } = await priceOf(this.plan, use.input / Math.max(1, requests), {
      accounting: this.tools.accounting,
      startedAt: this.#head.startedAt,
    });
    this.ledger.price = price;
    this.#planned = { requests, tokens: Math.round(use.input + use.output), usd: usdOf(use, this.ledger.price) };
    this.onUpdate({ type: 'planned', planned: this.#planned, caps: this.plan.caps });
  }

  /** The most that one request of this length uses. */
  use(wantedTokens: number): TokenUse {
    return useOfOne(wantedTokens, this.plan.maxTokens);
  }

  /** Whether so many more requests would break a cap; which one is kept for the report. */
  isCapped(use: TokenUse, requests = 1): boolean {
    this.#reachedCap = this.ledger.broken(use, requests);
    return this.#reachedCap !== null;
  }

  words(wantedTokens: number): number {
    return wordsFor(wantedTokens, this.#seen);
  }

  /** One prompt of a wanted length, by itself. */
  async run(wantedTokens: number, onProgress: (progress: RunProgress) => void): Promise<RunReport> {
    const { plan, tools } = this;
    const words = this.words(wantedTokens);
    const { target, apiKey } = plan;
    // The warm mode sends the very same prompt for a length each time.
    const nonce = plan.cache === 'warm' ? `Text ${String(wantedTokens)}` : newNonce();
    const prompt = sizedPrompt(plan.text, words, nonce);
    const parameters = { ...plan.parameters, maxTokens: plan.maxTokens };
    // The prompt is unique already; `cold` tells a model of our own to forget.
    const cache = plan.cache === 'warm' ? 'as-is' : target.protocol === 'gguf' ? 'cold' : 'as-is';
    const running = tools.engine.run(
      (tools.newId ?? ulid)(),
      { target, apiKey, prompt, parameters, cache },
      onProgress,
    );
    this.#running = running;
    if (this.isStopped) running.stop();
    const report = await running.finished;
    this.#running = null;
    this.#note(report, words, wantedTokens);
    return report;
  }

  #note(report: RunReport, words: number, wantedTokens: number): void {
    this.noteError(report.outcome.error);
    const { input, output } = report.tokens;
    if (input.total !== null && report.outcome.status === 'completed') this.#seen.push({ words, tokens: input.total });
    const use = { input: input.total ?? wantedTokens, output: output.total ?? 0 };
    this.ledger.add(use, report.outcome.status !== 'completed' || input.total === null || output.total === null);
  }

  /** Waits as long as a refusal asks to; false when that is too long, or the sweep was stopped meanwhile. */
  async waitFor(retryAfterMs: number): Promise<boolean> {
    if (retryAfterMs > MOST_WAIT_MS) return false;
    this.onUpdate({ type: 'waiting', forMs: retryAfterMs });
    await setTimeout(retryAfterMs, null, { signal: this.signal }).catch(() => null);
    return !this.isStopped;
  }

  /** The last one is the reason when too much has failed. */
  noteError(error: RunError | null): void {
    if (error !== null && error.kind !== 'cancelled') this.#lastError = error;
  }

  report({ ending, length, load, card, leftOut = null }: SweepState): SweepReport {
    const { plan, ledger, tools } = this;
    const report = {
      ...this.#head,
      target: { name: plan.target.name, protocol: plan.target.protocol, ...shownTarget(plan.target) },
      ending,
      endingSentence: '',
      caps: plan.caps,
      planned: this.#planned,
      spent: ledger.spent,
      reachedCap: ending === 'capped' ? this.#reachedCap : null,
      price: ledger.price,
      environment: { ...tools.environment, loopDelayP99Ms: null, loopDelayMaxMs: null },
      length,
      load,
      card,
    };
    const reason = this.#lastError && reasonOf(this.#lastError);
    return { ...report, endingSentence: endingSentence(report, reason, leftOut) };
  }
}

/** Unlike any other from its first characters on. */
export const newNonce = (): string => randomBytes(6).toString('hex');
