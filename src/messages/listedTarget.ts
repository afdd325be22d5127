/** Whether a target can take part: at once, after its key was asked for, not without its environment variable, not in this workspace. */
export type TargetState = 'ready' | 'asks-key' | 'no-key' | 'untrusted';

/** A target to choose, as every tab lists it. */
export interface ListedTarget<State extends string = TargetState> {
  readonly name: string;
  readonly model: string;
  /** Scheme, host and port, or a path; empty for the built-in model. */
  readonly where: string;
  readonly state: State;
  /** The environment variable that is empty. */
  readonly missing: string | null;
}

/** Whether something may be begun with it, if only after a question. */
export const isOpen = ({ state }: Pick<ListedTarget<string>, 'state'>): boolean =>
  state === 'ready' || state === 'asks-key';
