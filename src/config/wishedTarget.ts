import type { TargetWish } from './promptWishes';

/** As much of a target as a wish is about. */
export interface Candidate {
  readonly target: { readonly name: string; readonly model?: string | undefined };
  readonly usable: boolean;
}

/**
 * The target that a prompt file asks for: the one that it names, or one with the model that it names. `preferred` is taken when it
 * has that model, or when no target has it: other tools name their own models there. `undefined`: the named target is not there.
 */
export function wishedTarget<T extends Candidate>(
  { target, models }: TargetWish,
  entries: readonly T[],
  preferred: T | null,
): T | null | undefined {
  if (target !== null) return entries.find((entry) => entry.target.name === target);
  for (const model of models) {
    const matching = entries.filter((entry) => entry.usable && isModel(entry, model));
    const [first] = preferred && matching.includes(preferred) ? [preferred] : matching;
    if (first) return first;
  }
  return preferred;
}

const isModel = ({ target }: Candidate, model: string): boolean =>
  [target.name, target.model].some((name) => name?.toLowerCase() === model.toLowerCase());
