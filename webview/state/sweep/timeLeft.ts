import { lengthSteps } from '../../../src/core/sweep/lengthSteps';
import type { SweepNow, SweepReports } from '../../../src/messages/sweepTabMessages';

/** How long it will go on: about so long by what was measured, or so long at most by what was set. */
export type TimeLeft = { readonly about: number } | { readonly atMost: number };

/** `null` as long as nobody can know. */
export function timeLeft(now: SweepNow, reports: SweepReports): TimeLeft | null {
  if (now.isStopping) return null;
  const { step } = now;
  if (step.type === 'run') return lengthLeft(now, reports);
  if (step.type !== 'level') return null;
  const thisMs = Math.max(0, now.levelMs - (step.progress?.elapsedMs ?? 0));
  return { atMost: thisMs + (step.total - step.index - 1) * now.levelMs };
}

/** By the medians so far; while a length that is still to come has none, nobody knows. */
function lengthLeft({ step }: SweepNow, { length }: SweepReports): TimeLeft | null {
  const part = length?.length;
  if (!part || step.type !== 'run') return null;
  const medians = new Map(part.points.map(({ wantedTokens, e2eMs }) => [wantedTokens, e2eMs?.median ?? null]));
  const open = lengthSteps(part.plan).slice(step.index);
  const times = open.map(({ wantedTokens }) => medians.get(wantedTokens) ?? null);
  if (times.some((ms) => ms === null)) return null;
  const all = times.reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
  const left = all - Math.min(step.elapsedMs ?? 0, times[0] ?? 0);
  return left > 0 ? { about: left } : null;
}
