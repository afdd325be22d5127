import { commands, type Disposable } from 'vscode';
import type { RunController } from './runController';

/** Keeps `promptProfiler.running` and `promptProfiler.hasReport` true to the facts, so that menus hide what cannot work. */
export function keepContextKeys(runs: Pick<RunController, 'isRunning' | 'onUpdate'>): Disposable {
  const set = (name: string, value: boolean) =>
    void commands.executeCommand('setContext', `promptProfiler.${name}`, value);
  return runs.onUpdate(({ type }) => {
    if (type === 'progress') return;
    set('running', runs.isRunning || type === 'started');
    if (type === 'finished') set('hasReport', true);
  });
}
