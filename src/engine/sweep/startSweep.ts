import path from 'node:path';
import type { RunningSweep, SweepUpdate } from '../../core/sweep/runningSweep';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import type { EngineSetup } from '../../messages/engineMessages';
import { AccountingClient } from '../accountingClient';
import { EngineClient, type EngineHost } from '../engineClient';
import { environmentOf } from '../environmentOf';
import { startThread } from '../threadPort';
import { runSweep } from './runSweep';

/** Where a sweep is made. */
export interface SweepPlace {
  readonly setup: EngineSetup;
  /** What the host says of the network, if it says anything. */
  readonly host?: EngineHost;
}

/** A sweep with threads of its own, which end with it. */
export function startSweep(
  { setup, host }: SweepPlace,
  plan: SweepPlan,
  onUpdate: (update: SweepUpdate) => void,
): RunningSweep {
  const engine = new EngineClient(setup, undefined, host);
  const accounting = new AccountingClient(() => startThread(path.join(setup.distFolder, 'accounting.mjs')));
  const tools = { engine, accounting, environment: environmentOf(setup) };
  const { finished, stop } = runSweep(tools, plan, onUpdate);
  const dispose = (): Promise<unknown> => Promise.all([engine.dispose(), accounting.dispose()]);
  return { finished: finished.finally(dispose), stop };
}
