import type { SweepState } from '../../../src/messages/sweepTabMessages';
import type { PageSetting, PanelBrowser, PanelPage } from './panelBrowser';

/** The panel with the Sweep tab in front, as the editor would have made it. */
export async function openSweepPanel(
  browser: PanelBrowser,
  state: SweepState,
  page: PageSetting = {},
): Promise<PanelPage> {
  const panel = await browser.open(page);
  await panel.hydrate({ tab: 'sweep' });
  await panel.waitForPosted(({ type }) => type === 'sweepOpen');
  await panel.send({ type: 'sweepState', state });
  return panel;
}
