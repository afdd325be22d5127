import { window } from 'vscode';
import type { CompareDoor } from './compare/compareDoor';
import type { RunController } from './runController';

/** Stops one run; without an id those of the active editor, or all when it has none, and the comparison when there is no run. */
export function stopRuns(runs: RunController, compare: Pick<CompareDoor, 'stop'>, runId: string | null): void {
  if (runId !== null) return runs.stop(runId);
  const uri = window.activeTextEditor?.document.uri;
  const here = uri ? runs.runningIn(uri) : [];
  if (!runs.isRunning) return compare.stop();
  if (here.length === 0) return runs.stopAll();
  for (const id of here) runs.stop(id);
}
