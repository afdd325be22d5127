import type { Phase } from '../core/runReport';

/** A phase drawn to scale: what is measured is solid, what the server says is hatched. */
export interface BarPart {
  readonly phase: Phase;
  readonly text: string;
}

const SOLID = '█';
const HATCHED = '▒';
const WAITING = '░';

/**
 * Phases as runs of characters, `width` together at most. Borders are rounded on the common axis, so errors do not add up;
 * a phase too short for a character has none.
 */
export function phaseBar(phases: readonly Phase[], width: number): BarPart[] {
  const start = phases[0]?.startMs ?? 0;
  const span = (phases.at(-1)?.endMs ?? 0) - start;
  if (span <= 0) return [];
  const column = (ms: number): number => Math.round(((ms - start) / span) * width);
  return phases.map((phase) => ({
    phase,
    text: inkOf(phase).repeat(Math.max(0, column(phase.endMs) - column(phase.startMs))),
  }));
}

function inkOf({ name, source }: Phase): string {
  if (source === 'reported') return HATCHED;
  return name === 'wait' ? WAITING : SOLID;
}
