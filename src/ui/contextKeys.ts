import { Disposable, commands } from 'vscode';
import type { CompareDoor } from './compare/compareDoor';
import type { RunController } from './runController';

/** Keeps `promptProfiler.running`, `.comparing` and `.hasReport` true to the facts, so that menus hide what cannot work. */
export function keepContextKeys(
  runs: Pick<RunController, 'isRunning' | 'onUpdate'>,
  compare: Pick<CompareDoor, 'onStatus'>,
): Disposable {
  const set = (name: string, value: boolean) =>
    void commands.executeCommand('setContext', `promptProfiler.${name}`, value);
  let comparing = false;
  return Disposable.from(
    runs.onUpdate(({ type }) => {
      if (type === 'progress') return;
      set('running', runs.isRunning || type === 'started');
      if (type === 'finished') set('hasReport', true);
    }),
    compare.onStatus((status) => {
      if (comparing === (status !== null)) return;
      comparing = status !== null;
      set('comparing', comparing);
    }),
  );
}
