import type { SweepReports } from '../../../src/messages/sweepTabMessages';
import type { PageSetting, PanelBrowser, PanelPage } from './panelBrowser';
import { sweepState } from './sweepStates';
import { openSweepPanel } from './sweepTab';

export interface ResultSetting extends PageSetting {
  /** What is pressed before anything else, by name. */
  readonly pressed?: readonly string[];
}

/** The panel with what sweeps have found. */
export async function openSweepResults(
  browser: PanelBrowser,
  reports: Partial<SweepReports>,
  { pressed = [], ...page }: ResultSetting = {},
): Promise<PanelPage> {
  const all = { length: null, load: null, ...reports };
  const panel = await openSweepPanel(browser, sweepState({ reports: all, isPlanning: false }), page);
  await panel.page.locator('.sweep-results').waitFor();
  for (const name of pressed) {
    const button = panel.page.locator('.sweep-results .choice').getByRole('button', { name, exact: true });
    await button.click();
    await button.and(panel.page.locator('[aria-pressed="true"]')).waitFor();
  }
  return panel;
}

/** What the editor says when a run or a level has ended. */
export const showReports = (panel: PanelPage, reports: Partial<SweepReports>): Promise<void> =>
  panel.send({ type: 'sweepReports', reports: { length: null, load: null, ...reports } });
