import { isUsable } from '../../../src/core/sweep/loadFactor';
import type { LoadLevel, LoadPart } from '../../../src/core/sweep/loadReport';
import type { LevelMetric } from './levelTimes';

/** A level that has both a throughput and a time. */
export interface LevelSpot {
  readonly level: LoadLevel;
  readonly index: number;
  readonly perSecond: number;
  readonly ms: number;
  readonly isKnee: boolean;
  readonly isLargest: boolean;
}

/** What throughput is counted in. */
export type SpotUnit = 'tokens' | 'answers';

/** Tokens where all answers told them, else answers: the two are not put on one axis. */
export const unitOf = ({ levels }: LoadPart): SpotUnit =>
  levels.every((level) => level.counts.completed === 0 || level.outputTokensPerSecond) ? 'tokens' : 'answers';

export function levelSpots(
  { levels, knee, withinBudgets }: LoadPart,
  metric: LevelMetric,
  unit: SpotUnit,
): LevelSpot[] {
  return levels.flatMap((level, index) => {
    const perSecond = unit === 'tokens' ? level.outputTokensPerSecond : level.completedPerSecond;
    const ms = level[metric].p50;
    if (perSecond === null || ms === null) return [];
    const marks = { isKnee: knee?.level === index, isLargest: withinBudgets.level === index };
    return [{ level, index, perSecond, ms, ...marks }];
  });
}

/** Told apart by form: left out of the curve (hollow), where the server gave way (square), the others (round). */
export const formOf = (level: LoadLevel): 'left-out' | 'gave-way' | 'level' =>
  !isUsable(level) ? 'left-out' : GAVE_WAY.includes(level.ending) ? 'gave-way' : 'level';

const GAVE_WAY: readonly LoadLevel['ending'][] = ['saturated', 'failing', 'rate-limited'];

/** The chosen level, else the one where it gets interesting: the first beyond the knee, or the heaviest. */
export function chosenLevel({ levels, knee }: LoadPart, chosen: number | null): number {
  if (chosen !== null && chosen < levels.length) return chosen;
  return Math.min(levels.length - 1, knee ? knee.level + 1 : levels.length - 1);
}
