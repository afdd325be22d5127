import path from 'node:path';
import type { RunningSweep, SweepUpdate } from '../../core/sweep/runningSweep';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import type { EngineSetup } from '../../messages/engineMessages';
import { AccountingClient } from '../accountingClient';
import { EngineClient } from '../engineClient';
import { environmentOf } from '../environmentOf';
import { startThread } from '../threadPort';
import { runSweep } from './runSweep';

/** A sweep with threads of its own, which end with it. */
export function startSweep(setup: EngineSetup, plan: SweepPlan, onUpdate: (update: SweepUpdate) => void): RunningSweep {
  const engine = new EngineClient(setup);
  const accounting = new AccountingClient(() => startThread(path.join(setup.distFolder, 'accounting.mjs')));
  const tools = { engine, accounting, environment: environmentOf(setup) };
  const { finished, stop } = runSweep(tools, plan, onUpdate);
  const dispose = (): Promise<unknown> => Promise.all([engine.dispose(), accounting.dispose()]);
  return { finished: finished.finally(dispose), stop };
}
