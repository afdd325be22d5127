import { afterAll, afterEach, expect } from 'vitest';
import type { FromPanel } from '../../../src/messages/panelMessages';
import { PanelBrowser, type PanelPage } from './panelBrowser';

/** The browser for the tests of a file. */
export async function browserForTests(): Promise<PanelBrowser> {
  const browser = await PanelBrowser.start();
  afterAll(() => browser.close());
  return browser;
}

type Open<What extends unknown[]> = (browser: PanelBrowser, ...what: What) => Promise<PanelPage>;

/**
 * Panels for the tests of a file, opened in the way that is given. Whatever a test has opened is closed after it, and none may leave an error or a
 * breach of the policy behind.
 */
export async function panelsForTests() {
  const browser = await browserForTests();
  const opened: PanelPage[] = [];
  afterEach(async () => {
    for (const panel of opened.splice(0)) {
      expect(panel.errors).toEqual([]);
      await panel.close();
    }
  });
  return <What extends unknown[]>(open: Open<What>) =>
    async (...what: What): Promise<PanelPage> => {
      const panel = await open(browser, ...what);
      opened.push(panel);
      return panel;
    };
}

/** What the panel has said of one kind, oldest first. */
export async function saidBy<Type extends FromPanel['type']>(panel: PanelPage, type: Type) {
  const isOfType = (message: FromPanel): message is Extract<FromPanel, { type: Type }> => message.type === type;
  return (await panel.posted()).filter(isOfType);
}

/** Nothing sticks out of the page sideways, and nothing went wrong on it. */
export async function expectSound(panel: PanelPage): Promise<void> {
  const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(panel.errors).toEqual([]);
}
