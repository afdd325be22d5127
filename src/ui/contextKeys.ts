import { Disposable, commands, type Event } from 'vscode';
import type { RunController } from './runController';

interface HasStatus {
  /** `null`: nothing is under way. */
  readonly onStatus: Event<object | null>;
}

/** Keeps `promptProfiler.running`, `.comparing`, `.sweeping` and `.hasReport` true to the facts, so that menus hide what cannot work. */
export function keepContextKeys(
  runs: Pick<RunController, 'isRunning' | 'onUpdate'>,
  compare: HasStatus,
  sweeps: HasStatus,
): Disposable {
  const set = (name: string, value: boolean) =>
    void commands.executeCommand('setContext', `promptProfiler.${name}`, value);
  // Said only when it changes: news come many times a second.
  const changesOnly = (tell: (isUnderWay: boolean) => void) => {
    let before = false;
    return (status: object | null): void => {
      if (before === (status !== null)) return;
      before = status !== null;
      tell(before);
    };
  };
  return Disposable.from(
    runs.onUpdate(({ type }) => {
      if (type === 'progress') return;
      set('running', runs.isRunning || type === 'started');
      if (type === 'finished') set('hasReport', true);
    }),
    compare.onStatus(changesOnly((isUnderWay) => set('comparing', isUnderWay))),
    sweeps.onStatus(changesOnly((isUnderWay) => set('sweeping', isUnderWay))),
  );
}
