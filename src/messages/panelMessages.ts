import { readFromCompareTab, type FromCompareTab, type ToCompareTab } from './compareTabMessages';
import { oneOf } from './oneOf';
import { readFromRunTab, type FromRunTab, type RunTabState, type ToRunTab } from './runTabMessages';
import { readFromSweepTab, type FromSweepTab, type ToSweepTab } from './sweepTabMessages';

/** The whole conversation between the editor and the panel. Each tab has a file of its own with its state and its messages. */

/** Parts of the panel, in the order in which they stand in it. */
export const PANEL_TABS = ['run', 'compare', 'sweep'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** What a panel needs when it is born, shown again, or restored. Other tabs than the first ask for theirs when they are looked at. */
export interface PanelState extends RunTabState {
  /** The tab in front. */
  readonly tab: PanelTab;
  /** Language tag of the editor, for numbers. */
  readonly locale: string;
}

export type ToPanel =
  | { readonly type: 'hydrate'; readonly state: PanelState }
  /** Brings a tab to the front. */
  | { readonly type: 'tab'; readonly tab: PanelTab }
  | ToRunTab
  | ToCompareTab
  | ToSweepTab;

export type FromPanel =
  | { readonly type: 'ready' }
  /** The person has chosen a tab. */
  | { readonly type: 'tab'; readonly tab: PanelTab }
  | FromRunTab
  | FromCompareTab
  | FromSweepTab;

/** What came from the panel, checked; `null` for anything that is not one of its messages. */
export function readFromPanel(message: unknown): FromPanel | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'ready') return { type: 'ready' };
  if (message.type === 'tab') {
    const tab = 'tab' in message ? readTab(message.tab) : null;
    return tab && { type: 'tab', tab };
  }
  return readFromRunTab(message) ?? readFromCompareTab(message) ?? readFromSweepTab(message);
}

/** A tab by its name; `null` when there is none of that name. */
export const readTab = (name: unknown): PanelTab | null => oneOf(PANEL_TABS, name);
