import type { Target } from '../core/target';
import { BUILT_IN_TARGET } from './builtInTarget';

/** Who wrote a target down. A workspace may be a stranger's; the others are the user's own or ours. */
export type TargetOrigin = 'workspace' | 'user' | 'picked' | 'editor' | 'built-in';

/** A target as it stands in the list that the user chooses from. */
export interface TargetEntry {
  readonly target: Target;
  readonly origin: TargetOrigin;
  /** False for the targets of a workspace that is not trusted: listed, but nothing is sent there. */
  readonly usable: boolean;
  /** Address of the targets file that it stands in; `null`: in the settings, or nowhere. */
  readonly file: string | null;
}

/** A target of the workspace, with the file that it stands in. */
export interface PlacedTarget {
  readonly target: Target;
  readonly file: string | null;
}

/** What was found in each place where targets can be written down. */
export interface FoundTargets {
  readonly workspace: readonly PlacedTarget[];
  readonly user: readonly Target[];
  readonly picked: readonly Target[];
  /** Language models of the editor that were picked. */
  readonly editor?: readonly Target[];
  readonly trusted: boolean;
}

/**
 * One list in which each name is used once. A trusted workspace goes before the user's own targets, as everywhere in the
 * editor; one that is not trusted comes last, so that it cannot take the name of a target that the user knows.
 */
export function targetList({ workspace, user, picked, editor = [], trusted }: FoundTargets): TargetEntry[] {
  const entriesOf = (targets: readonly Target[], origin: TargetOrigin): TargetEntry[] =>
    targets.map((target) => ({ target, origin, usable: true, file: null }));
  const ofWorkspace = workspace.map((placed): TargetEntry => ({ ...placed, origin: 'workspace', usable: trusted }));
  const own = [
    ...entriesOf(user, 'user'),
    ...entriesOf(picked, 'picked'),
    ...entriesOf(editor, 'editor'),
    ...entriesOf([BUILT_IN_TARGET], 'built-in'),
  ];
  const all = trusted ? [...ofWorkspace, ...own] : [...own, ...ofWorkspace];
  const names = new Set<string>();
  return all.filter(({ target: { name } }) => !names.has(name) && names.add(name));
}

/**
 * The target that a run uses when nobody is asked: the wished ones in their order, then the built-in model if there is
 * nothing else. `null`: there is a choice to make.
 */
export function defaultEntry(
  entries: readonly TargetEntry[],
  wished: readonly (string | undefined)[],
): TargetEntry | null {
  for (const name of wished) {
    const entry = entries.find(({ target }) => target.name === name);
    if (entry) return entry;
  }
  return entries.length === 1 ? (entries[0] ?? null) : null;
}
