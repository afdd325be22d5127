import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openComparePanel } from './comparePanel';
import { PanelBrowser, type PageSetting, type PanelPage } from './panelBrowser';

type CompareArguments = Parameters<typeof openComparePanel> extends [PanelBrowser, ...infer Rest] ? Rest : never;

/** Panels for the tests of a file. Whatever a test has opened is closed after it, and none may leave an error or a breach of the policy behind. */
export function panelsForTests() {
  let browser: PanelBrowser;
  const opened: PanelPage[] = [];
  const keep = (panel: PanelPage): PanelPage => {
    opened.push(panel);
    return panel;
  };
  beforeAll(async () => {
    browser = await PanelBrowser.start();
  });
  afterEach(async () => {
    for (const panel of opened.splice(0)) {
      expect(panel.errors).toEqual([]);
      await panel.close();
    }
  });
  afterAll(() => browser.close());
  return {
    open: async (setting?: PageSetting) => keep(await browser.open(setting)),
    openCompare: async (...what: CompareArguments) => keep(await openComparePanel(browser, ...what)),
  };
}

/** Nothing sticks out of the page sideways, and nothing went wrong on it. */
export async function expectSound(panel: PanelPage): Promise<void> {
  const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(panel.errors).toEqual([]);
}
