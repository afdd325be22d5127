import type { CompareState, RunDetails } from '../../../src/messages/compareTabMessages';
import { openTab } from './openTab';
import type { PageSetting, PanelBrowser, PanelPage } from './panelBrowser';

/** The panel with the Compare tab in front, as the editor would have made it; it gets the details of the runs that it asks for. */
export async function openComparePanel(
  browser: PanelBrowser,
  state: CompareState,
  { details = [], ...page }: PageSetting & { readonly details?: readonly RunDetails[] } = {},
): Promise<PanelPage> {
  const panel = await openTab(browser, { type: 'compareState', state }, page);
  if (details.length > 0 && state.series !== null && state.series.rows.some(({ medianRun }) => medianRun !== null)) {
    await panel.waitForPosted(({ type }) => type === 'compareAsk');
    const asked = (await panel.posted()).flatMap((message) => (message.type === 'compareAsk' ? message.runIds : []));
    await panel.send({ type: 'compareDetails', details: details.filter(({ runId }) => asked.includes(runId)) });
  }
  return panel;
}
