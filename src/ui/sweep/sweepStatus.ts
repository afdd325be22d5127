import type { SweepKind } from '../../messages/sweepForm';
import type { SweepNow, SweepStep } from '../../messages/sweepTabMessages';

/** How far a sweep is, for the status bar. */
export interface SweepStatus {
  readonly kind: SweepKind;
  /** Which run or level, from 0; `null` before the first. */
  readonly place: { readonly index: number; readonly total: number } | null;
  readonly isStopping: boolean;
  readonly targetName: string;
  readonly step: SweepStep['type'];
}

export function statusOf({ kind, step, isStopping, target }: SweepNow): SweepStatus {
  const isCounted = step.type === 'run' || step.type === 'level';
  const place = isCounted ? { index: step.index, total: step.total } : null;
  return { kind, place, isStopping, targetName: target, step: step.type };
}
