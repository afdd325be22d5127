import { performance } from 'node:perf_hooks';
import { percentile, sortedNumbers } from '../../core/percentile';
import type { LevelResult } from '../../core/sweep/levelEngine';
import { watchLoopDelay } from '../loopDelay';

/** Newer Nodes tell the processor time of a thread; older ones how much of the time its event loop was busy, which is never less. */
type ThreadCpu = () => { readonly user: number; readonly system: number };

/** Watches the measuring thread itself while a level goes on. */
export function watchClient(): { stop(latenessMs: readonly number[] | null): LevelResult['client'] } {
  const loop = watchLoopDelay();
  const busy = watchProcessor();
  return {
    stop(latenessMs) {
      const delay = loop.stop();
      return {
        loopDelayP99Ms: delay?.p99Ms ?? null,
        loopDelayMaxMs: delay?.maxMs ?? null,
        cpuShare: busy(),
        startLateP99Ms: latenessMs && percentile(sortedNumbers(latenessMs), 0.99),
      };
    },
  };
}

function watchProcessor(): () => number {
  const { threadCpuUsage } = process as { threadCpuUsage?: ThreadCpu };
  const [startMs, before] = [performance.now(), performance.eventLoopUtilization()];
  const cpuBefore = threadCpuUsage?.call(process);
  return () => {
    const cpu = threadCpuUsage?.call(process);
    if (!cpu || !cpuBefore) return performance.eventLoopUtilization(before).utilization;
    const usedMs = (cpu.user + cpu.system - cpuBefore.user - cpuBefore.system) / 1000;
    return usedMs / Math.max(1, performance.now() - startMs);
  };
}
