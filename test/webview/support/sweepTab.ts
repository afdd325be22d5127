import type { SweepState } from '../../../src/messages/sweepTabMessages';
import { openTab } from './openTab';
import type { PageSetting, PanelBrowser, PanelPage } from './panelBrowser';

/** The panel with the Sweep tab in front. */
export const openSweepPanel = (browser: PanelBrowser, state: SweepState, page?: PageSetting): Promise<PanelPage> =>
  openTab(browser, { type: 'sweepState', state }, page);
