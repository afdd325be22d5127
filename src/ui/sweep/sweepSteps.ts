import type { SweepUpdate } from '../../core/sweep/runningSweep';
import type { SweepStep } from '../../messages/sweepTabMessages';

/** What is being done after an update; the very same step when the update says nothing of it. */
export function nextStep(step: SweepStep, update: SweepUpdate): SweepStep {
  switch (update.type) {
    case 'calibrating':
    case 'fingerprinting':
      return { type: update.type };
    case 'waiting':
      return { type: 'waiting', forMs: update.forMs };
    case 'run-started': {
      const { index, total, wantedTokens, isWarmup } = update;
      return { type: 'run', index, total, wantedTokens, isWarmup, elapsedMs: null, tokens: null };
    }
    case 'run-progress': {
      const { elapsedMs, tokens } = update.progress;
      return step.type === 'run' ? { ...step, elapsedMs, tokens: tokens?.count ?? null } : step;
    }
    case 'level-started': {
      const { index, total, level } = update;
      return { type: 'level', index, total, level, progress: null };
    }
    case 'level-progress':
      return step.type === 'level' && step.index === update.index ? { ...step, progress: update.progress } : step;
    default:
      return step;
  }
}
