import type { RunReport } from '../core/runReport';
import type { RunHeader, RunUpdate } from '../core/runUpdate';
import type { RunProgress } from '../core/runProgress';

/** The whole conversation between the editor and the panel. */

/** One run as the panel shows it: under way (`progress` holds all chunks so far) or done (`report`). */
export interface PanelRun {
  readonly run: RunHeader;
  readonly progress: RunProgress | null;
  readonly report: RunReport | null;
}

/** Everything that a panel needs when it is born, shown again, or restored. */
export interface PanelState {
  readonly run: PanelRun | null;
  /** Language tag of the editor, for numbers. */
  readonly locale: string;
  /** Name of the target that the next run would use. */
  readonly targetName: string;
}

export type ToPanel = { readonly type: 'hydrate'; readonly state: PanelState } | RunUpdate;

/** Wishes of the person in front of the panel; each becomes a command of the editor. */
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

export type FromPanel =
  { readonly type: 'ready' } | { readonly type: 'wish'; readonly wish: PanelWish; readonly runId: string | null };

/** What came from the panel, checked; `null` for anything that is not one of its messages. */
export function readFromPanel(message: unknown): FromPanel | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'ready') return { type: 'ready' };
  if (message.type !== 'wish' || !('wish' in message)) return null;
  const wish = PANEL_WISHES.find((known) => known === message.wish);
  if (wish === undefined) return null;
  const runId = 'runId' in message && typeof message.runId === 'string' ? message.runId : null;
  return { type: 'wish', wish, runId };
}
