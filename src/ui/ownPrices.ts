import { EventEmitter, type Disposable, type Event, type Memento } from 'vscode';
import { costOfTokens } from '../core/costOfTokens';
import type { RunReport } from '../core/runReport';
import type { Price } from '../core/target';
import type { Priced } from '../messages/runTabMessages';
import type { FindReport } from './reportCommands';

const KEY = 'promptProfiler.ownPrices';

/**
 * Prices that the person gave in the panel, for a model at an address. They go before the price of the target and of the
 * table, in every window; a report keeps what it was made with, so that taking a price back shows the old cost again.
 */
export class OwnPrices implements Disposable {
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  of({ target }: RunReport): Price | null {
    return this.#all()[keyOf(target)] ?? null;
  }

  async set({ target }: RunReport, price: Price | null): Promise<void> {
    const others = Object.entries(this.#all()).filter(([key]) => key !== keyOf(target));
    await this.#memory.update(KEY, Object.fromEntries(price ? [...others, [keyOf(target), price]] : others));
    this.#changed.fire();
  }

  /** The report at the person's own price, if there is one. */
  applied(report: RunReport): RunReport {
    const { cost, costReason } = this.priced(report);
    return cost === report.cost ? report : { ...report, cost, costReason };
  }

  /** The same search, with reports at the person's own price. */
  over(find: FindReport): FindReport {
    return (runId) => {
      const report = find(runId);
      return report && this.applied(report);
    };
  }

  priced(report: RunReport): Priced {
    const { id: runId, tokens, outcome, target } = report;
    const ownPrice = this.of(report);
    const isKnown = tokens.input.total !== null || tokens.output.total !== null;
    if (!ownPrice || !isKnown || report.cost?.source === 'local')
      return { type: 'priced', runId, cost: report.cost, costReason: report.costReason, ownPrice };
    const cost = costOfTokens(ownPrice, {
      input: tokens.input.total,
      cached: tokens.input.cached,
      output: tokens.output.total,
      model: target.responseModel ?? target.model,
      isPartial: outcome.status !== 'completed',
    });
    return { type: 'priced', runId, cost, costReason: null, ownPrice };
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #all(): Readonly<Record<string, Price>> {
    return this.#memory.get<Record<string, Price>>(KEY, {});
  }
}

const keyOf = ({ url, model }: RunReport['target']): string => `${url} ${model}`;
