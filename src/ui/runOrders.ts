import { withDefaults } from '../config/resolveTarget';
import type { RunRequest } from '../core/runRequest';
import type { PastOrder } from './pastOrder';
import type { RunController } from './runController';
import { settings } from './settings';
import type { TargetStore } from './targetStore';

/** Somebody who may know how a run was ordered. */
export interface KnowsOrders {
  orderOf(runId: string | null): Promise<PastOrder | null>;
}

export interface RunOrdersParts {
  readonly runs: Pick<RunController, 'record'>;
  readonly targets: Pick<TargetStore, 'find'>;
  /** Asked in this order for what this window did not order run by run: comparisons, the last run of an earlier window. */
  readonly others: () => readonly KnowsOrders[];
}

/** How runs were ordered, whoever made them. */
export class RunOrders implements KnowsOrders {
  readonly #parts: RunOrdersParts;

  constructor(parts: RunOrdersParts) {
    this.#parts = parts;
  }

  /** Without an id that of the run that was started last. `null`: nobody has kept its prompt. */
  async orderOf(runId: string | null): Promise<PastOrder | null> {
    const record = this.#parts.runs.record(runId);
    if (record) {
      const { request, origin, mode } = record.order;
      const { prompt, parameters, cache, target } = request;
      const hasAnswer = (record.report?.output.characters ?? 0) > 0;
      return {
        ...{ prompt, parameters, cache, origin, mode, hasAnswer },
        runId: record.header.runId,
        targetName: target.name,
      };
    }
    for (const other of this.#parts.others()) {
      const order = await other.orderOf(runId);
      if (order) return order;
    }
    return null;
  }

  /** The request of a run, without its key; of a run that this window did not order, to the target as it is now. */
  async requestOf(runId: string | null): Promise<{ readonly runId: string; readonly request: RunRequest } | null> {
    const record = this.#parts.runs.record(runId);
    if (record) return { runId: record.header.runId, request: record.order.request };
    const order = await this.orderOf(runId);
    const { entries } = await this.#parts.targets.find();
    const entry = entries.find(({ target }) => target.name === order?.targetName);
    if (!order || !entry) return null;
    const { prompt, parameters, cache } = order;
    const target = withDefaults(entry.target, settings.targetDefaults());
    return { runId: order.runId, request: { target, prompt, parameters, cache, apiKey: null } };
  }
}
