import type { RunProgress } from './runProgress';
import type { RunReport } from './runReport';

/** What is known of a run before its first news. */
export interface RunHeader {
  readonly runId: string;
  readonly targetName: string;
  readonly protocol: string;
  readonly model: string;
  /** Where the prompt came from, e.g. `samples/latency.prompt.md:3-9`. */
  readonly promptSource: string;
}

/** News of a run, as every reader (editor output, status bar, panel) gets it. `finished` comes exactly once per run. */
export type RunUpdate =
  | { readonly type: 'started'; readonly run: RunHeader }
  | { readonly type: 'progress'; readonly runId: string; readonly progress: RunProgress }
  | { readonly type: 'finished'; readonly runId: string; readonly report: RunReport };
