import { window } from 'vscode';
import type { RunController } from './runController';

/** Stops one run; without an id those of the active editor, or all when it has none. */
export function stopRuns(runs: RunController, runId: string | null): void {
  if (runId !== null) return runs.stop(runId);
  const uri = window.activeTextEditor?.document.uri;
  const here = uri ? runs.runningIn(uri) : [];
  if (here.length === 0) return runs.stopAll();
  for (const id of here) runs.stop(id);
}
