import type { ToPanel } from '../../../src/messages/panelMessages';
import type { PageSetting, PanelBrowser, PanelPage } from './panelBrowser';

type TabState = Extract<ToPanel, { readonly type: 'compareState' | 'sweepState' }>;

const TABS = { compareState: 'compare', sweepState: 'sweep' } as const;

/** The panel with a tab in front that was asked for its state, as the editor would have made it. */
export async function openTab(browser: PanelBrowser, answer: TabState, page: PageSetting = {}): Promise<PanelPage> {
  const tab = TABS[answer.type];
  const panel = await browser.open(page);
  await panel.hydrate({ tab });
  await panel.waitForPosted(({ type }) => type === `${tab}Open`);
  await panel.send(answer);
  return panel;
}
