import type { Page } from 'playwright-core';
import { openComparePanel } from '../../webview/support/comparePanel';
import { logOf, stateOf, type Racer } from '../../webview/support/comparisons';
import { PanelBrowser } from '../../webview/support/panelBrowser';

const TARGETS = 20;
const RUNS = 50;
const REPEATS = 7;
/** What a person does not take for waiting. */
export const MOST_DRAW_MS = 300;

const racers: readonly Racer[] = Array.from({ length: TARGETS }, (_, at) => ({
  ...{ name: `server ${at + 1}`, ttftMs: 120 + 31 * at, gapMs: 8 + ((at * 7) % 20) },
  usd: at % 5 === 4 ? null : 0.0005 * ((at * 3) % 11),
}));

/** Ms from the arrival of a whole comparison to the frame that shows it. */
async function drawMs(page: Page, state: unknown): Promise<number> {
  return page.evaluate(
    async (text) => {
      const message = JSON.parse(text) as unknown;
      const begin = performance.now();
      window.postMessage(message, '*');
      while (document.querySelectorAll('.result-table tbody tr').length === 0)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      // One more frame: the first is only made by then, the second is on the screen.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - begin;
    },
    JSON.stringify({ type: 'compareState', state }),
  );
}

/** How long the Compare tab takes to draw 20 targets with 50 runs each: the median of some fresh pages. */
export async function measureCompareDraw(): Promise<{
  readonly medianMs: number;
  readonly worstMs: number;
  readonly limitMs: number;
}> {
  const log = logOf({ racers, runs: RUNS });
  const browser = await PanelBrowser.start();
  const times: number[] = [];
  try {
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const panel = await openComparePanel(browser, stateOf(null), { width: 940, height: 1000 });
      times.push(await drawMs(panel.page, stateOf(log)));
      await panel.close();
    }
  } finally {
    await browser.close();
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { medianMs: sorted[REPEATS >> 1] ?? 0, worstMs: sorted.at(-1) ?? 0, limitMs: MOST_DRAW_MS };
}
