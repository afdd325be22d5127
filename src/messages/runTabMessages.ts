import type { RunReport } from '../core/runReport';
import type { RunHeader, RunUpdate } from '../core/runUpdate';
import type { RunProgress } from '../core/runProgress';

/** What the Run tab and the editor say to each other. */

/** One run as the panel shows it: under way (`progress` holds all chunks so far) or done (`report`). */
export interface PanelRun {
  readonly run: RunHeader;
  readonly progress: RunProgress | null;
  readonly report: RunReport | null;
}

/** Everything that the Run tab needs when it is born, shown again, or restored. */
export interface RunTabState {
  readonly run: PanelRun | null;
  /** Name of the target that the next run would use. */
  readonly targetName: string;
}

export type ToRunTab = RunUpdate;

/** Wishes of the person in front of the Run tab; each becomes a command of the editor. */
export const PANEL_WISHES = [
  'runAgain',
  'stop',
  'pickTarget',
  'openSample',
  'openSource',
  'copyMarkdown',
  'exportJson',
] as const;
export type PanelWish = (typeof PANEL_WISHES)[number];

export type FromRunTab = { readonly type: 'wish'; readonly wish: PanelWish; readonly runId: string | null };

/** What came from the Run tab, checked; `null` for anything that is not one of its messages. */
export function readFromRunTab(message: object): FromRunTab | null {
  if (!('type' in message) || message.type !== 'wish' || !('wish' in message)) return null;
  const wish = PANEL_WISHES.find((known) => known === message.wish);
  if (wish === undefined) return null;
  const runId = 'runId' in message && typeof message.runId === 'string' ? message.runId : null;
  return { type: 'wish', wish, runId };
}
