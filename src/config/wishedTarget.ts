import type { TargetWish } from './promptWishes';
import type { TargetEntry } from './targetList';

/**
 * The target that a prompt file asks for: the one that it names, or one with the model that it names. `preferred` is taken when it
 * has that model, or when no target has it: other tools name their own models there. `undefined`: the named target is not there.
 */
export function wishedTarget(
  { target, models }: TargetWish,
  entries: readonly TargetEntry[],
  preferred: TargetEntry | null,
): TargetEntry | null | undefined {
  if (target !== null) return entries.find((entry) => entry.target.name === target);
  for (const model of models) {
    const matching = entries.filter((entry) => entry.usable && isModel(entry, model));
    const [first] = preferred && matching.includes(preferred) ? [preferred] : matching;
    if (first) return first;
  }
  return preferred;
}

const isModel = ({ target }: TargetEntry, model: string): boolean =>
  [target.name, target.model].some((name) => name?.toLowerCase() === model.toLowerCase());
