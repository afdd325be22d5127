import { window } from 'vscode';
import type { RunController } from './runController';

/** Something that sends one prompt after the other. */
export interface Stoppable {
  stop(): unknown;
}

/** Stops one run; without an id those of the active editor, or all when it has none, and comparison and sweep when there is no run. */
export function stopRuns(runs: RunController, others: readonly Stoppable[], runId: string | null): void {
  if (runId !== null) return runs.stop(runId);
  const uri = window.activeTextEditor?.document.uri;
  const here = uri ? runs.runningIn(uri) : [];
  if (!runs.isRunning) return others.forEach((other) => void other.stop());
  if (here.length === 0) return runs.stopAll();
  for (const id of here) runs.stop(id);
}
