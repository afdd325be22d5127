import { expect, test, vi } from 'vitest';
import { openComparePanel } from './support/comparePanel';
import { detailsOf, logOf, stateOf } from './support/comparisons';
import { differenceFromGolden, inkOf } from './support/golden';
import { browserForTests } from './support/panelsForTests';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** The ink of the comparison's charts for a fixed series, against pictures that somebody has looked at. Without texts, as fonts differ. */

const browser = await browserForTests();

for (const [theme, width] of [
  ['dark', 940],
  ['light', 400],
  ['high-contrast', 940],
] as const)
  for (const chart of ['race', 'scatter', 'boxes'] as const)
    test(`${chart}, ${theme}, ${width} px`, async () => {
      const log = logOf();
      const panel = await openComparePanel(browser, stateOf(log), {
        theme,
        width,
        details: detailsOf(log),
        withoutTexts: true,
      });
      expect(await differenceFromGolden(`${chart}-${theme}-${width}`, await inkOf(panel, chart))).toBeNull();
      await panel.close();
    });

for (const [theme, width] of [
  ['dark', 940],
  ['light', 400],
  ['high-contrast', 940],
] as const)
  test(`all charts as a file, ${theme}, ${width} px`, async () => {
    const log = logOf();
    const details = detailsOf(log);
    const panel = await openComparePanel(browser, stateOf(log), { theme, width, details, withoutTexts: true });
    await panel.page.locator('svg[data-chart="race"]').waitFor();
    await panel.page.getByRole('button', { name: 'Export' }).click();
    await panel.page.getByRole('menuitem', { name: 'Save charts as PNG…' }).click();
    await panel.waitForPosted(({ type }) => type === 'compareSavePicture');
    const saved = (await panel.posted()).find((message) => message.type === 'compareSavePicture');
    const picture = Buffer.from(saved?.data ?? '', 'base64');
    expect(await differenceFromGolden(`comparison-${theme}-${width}`, picture)).toBeNull();
    await panel.close();
  });
