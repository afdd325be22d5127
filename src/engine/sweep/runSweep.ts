import type { RunningSweep, SweepUpdate } from '../../core/sweep/runningSweep';
import type { SweepPlan } from '../../core/sweep/sweepPlan';
import { lengthSweep } from './lengthSweep';
import { loadSweep } from './loadSweep';
import { SweepSession, type SweepTools } from './sweepSession';

/** Makes a sweep of either kind. It measures nothing itself and so runs in the host. */
export function runSweep(tools: SweepTools, plan: SweepPlan, onUpdate: (update: SweepUpdate) => void): RunningSweep {
  if (plan.type === 'length') {
    const session = new SweepSession(plan, tools, onUpdate);
    return { finished: lengthSweep(session), stop: () => session.stop() };
  }
  const session = new SweepSession(plan, tools, onUpdate);
  return { finished: loadSweep(session), stop: () => session.stop() };
}
