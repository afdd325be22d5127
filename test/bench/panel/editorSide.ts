import type { FrameLocator, Page } from 'playwright-core';
import { npmRun } from '../../../scripts/lib/npm.mjs';
import { installServer } from '../../../scripts/lib/serverInstall.mjs';
import { percentile, sortedNumbers } from '../../../src/core/percentile';
import { Workbench } from '../../host/workbench';
import type { BenchRow } from './pageSide';

const ROUNDS = 9;

/** Moments of one opening, in ms since the click. */
interface Opening {
  /** The editor has made the page and begins to load it. */
  readonly page: number;
  /** Our script is there. */
  readonly loaded: number;
  /** It has run, and asks for the run to show. */
  readonly ready: number;
  /** The first frame with something on it, which is the run: before it nothing is drawn. */
  readonly shown: number;
}

/**
 * The whole way in a real VS Code, served to a browser on this machine: from the click on the status bar, whose command opens the panel,
 * to the first frame of the run. Both pages tell their moments on the same clock of the machine.
 */
export async function editorRows(): Promise<BenchRow[]> {
  await installServer();
  await npmRun('build');
  const workbench = await Workbench.open({ theme: 'dark', open: 'one-line.prompt.md' });
  try {
    await workbench.contextMenu('Profile Prompt');
    await workbench.panel.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
    const openings: Opening[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await closePanel(workbench);
      openings.push(await open(workbench));
    }
    // The first one warms the editor's own caches up.
    return rowsOf(openings.slice(1));
  } finally {
    await workbench.close();
  }
}

function rowsOf(openings: readonly Opening[]): BenchRow[] {
  const median = (pick: (opening: Opening) => number): number =>
    percentile(sortedNumbers(openings.map(pick)), 0.5) ?? Number.NaN;
  return [
    {
      name: `in VS Code, click on the status bar to first frame of the run, median of ${openings.length}`,
      value: median(({ shown }) => shown),
      limit: 300,
    },
    { name: '… until the editor has made the page', value: median(({ page }) => page), limit: null },
    { name: '… until the script has come', value: median(({ page, loaded }) => loaded - page), limit: null },
    { name: '… until it asks for the run', value: median(({ loaded, ready }) => ready - loaded), limit: null },
    { name: '… until the first frame', value: median(({ ready, shown }) => shown - ready), limit: null },
  ];
}

async function closePanel({ page }: Workbench): Promise<void> {
  const tab = page.locator('.tab', { hasText: 'Prompt Profiler' });
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
}

async function open(workbench: Workbench): Promise<Opening> {
  await noteClick(workbench.page);
  await workbench.statusItem('promptProfiler.status').click();
  await workbench.panel.locator('.plot').waitFor();
  const clickedAt = await workbench.page.evaluate(() => (window as unknown as { clickedAt: number }).clickedAt);
  const { page, loaded, ready, shown } = await momentsOf(workbench.panel);
  return { page: page - clickedAt, loaded: loaded - clickedAt, ready: ready - clickedAt, shown: shown - clickedAt };
}

const noteClick = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const note = ({ timeStamp }: Event): void =>
      void Object.assign(window, { clickedAt: performance.timeOrigin + timeStamp });
    addEventListener('click', note, { capture: true, once: true });
  });

/** As the browser has noted them, on the clock of the machine. */
function momentsOf(panel: FrameLocator): Promise<Opening> {
  return panel.locator(':root').evaluate(async () => {
    const painted = (): PerformanceEntry | undefined => performance.getEntriesByName('first-contentful-paint')[0];
    while (!painted()) await new Promise((resolve) => requestAnimationFrame(resolve));
    const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/panel.js')) as
      PerformanceResourceTiming | undefined;
    const at = (ms: number | undefined): number => performance.timeOrigin + (ms ?? Number.NaN);
    return {
      page: at(0),
      loaded: at(script?.responseEnd),
      ready: at(performance.getEntriesByName('ready')[0]?.startTime),
      shown: at(painted()?.startTime),
    };
  });
}
