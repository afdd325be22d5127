import type { RunningSweep, SweepUpdate } from '../../core/sweep/runningSweep';
import type { LengthSweepPlan } from '../../core/sweep/sweepPlan';
import { lengthSweep } from './lengthSweep';
import { SweepSession, type SweepTools } from './sweepSession';

/** Makes a sweep. It measures nothing itself and so runs in the host. */
export function runSweep(
  tools: SweepTools,
  plan: LengthSweepPlan,
  onUpdate: (update: SweepUpdate) => void,
): RunningSweep {
  const session = new SweepSession(plan, tools, onUpdate);
  return { finished: lengthSweep(session), stop: () => session.stop() };
}
