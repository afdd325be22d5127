import type { RunReport } from '../../../src/core/runReport';
import type { ToPanel } from '../../../src/messages/panelMessages';
import { percentile, sortedNumbers } from '../../../src/core/percentile';
import type { PanelBrowser, PanelPage } from '../../webview/support/panelBrowser';
import { headerOf, reportOf } from '../../webview/support/reports';
import { hugeTrace, steadyTrace } from '../../webview/support/traces';
import { busyNews } from './busyNews';

export interface BenchRow {
  readonly name: string;
  /** In ms. */
  readonly value: number;
  /** `null`: a part of the row above, with no limit of its own. */
  readonly limit: number | null;
}

/** The page's clock has steps of 0.1 ms; what a subtraction adds below that is dust. */
const p95 = (values: readonly number[]): number =>
  Math.round((percentile(sortedNumbers(values), 0.95) ?? Number.NaN) * 10) / 10;

/** Runs in the page: times between frames, and how long the scripts of each frame held the page, until it is asked. */
function watchFrames(): void {
  const watch = { between: [] as number[], busy: [] as number[], isOver: false };
  Object.assign(window, { watch });
  const ask = window.requestAnimationFrame.bind(window);
  let busyMs = 0;
  window.requestAnimationFrame = (callback) =>
    ask((nowMs) => {
      const startedMs = performance.now();
      callback(nowMs);
      busyMs += performance.now() - startedMs;
    });
  let last = 0;
  const tick = (nowMs: number): void => {
    if (last > 0) {
      watch.between.push(nowMs - last);
      watch.busy.push(busyMs);
    }
    busyMs = 0;
    last = nowMs;
    if (!watch.isOver) ask(tick);
  };
  ask(tick);
}

/**
 * From the opening of the page to the first frame with a run on it, but for the way of the messages: until the panel's
 * script has run, and from the message with the state to the picture.
 */
export async function readyRow(browser: PanelBrowser): Promise<BenchRow> {
  const report = reportOf(steadyTrace());
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const panel = await browser.open();
    const { loaded, drawn } = await panel.page.evaluate(drawInPage, JSON.stringify(hydrated(report)));
    times.push(loaded + drawn);
    await panel.close();
  }
  return {
    name: 'page opened to run on show, median of 5',
    value: percentile(sortedNumbers(times), 0.5) ?? 0,
    limit: 300,
  };
}

const hydrated = (report: RunReport): ToPanel => ({
  type: 'hydrate',
  state: {
    tab: 'run',
    locale: 'en',
    targetName: 'bench',
    readingWordsPerMinute: 238,
    run: { run: headerOf(report), progress: null, report },
  },
});

/** Runs in the page: how long its loading took, and how long from a message to the picture of it. */
async function drawInPage(text: string): Promise<{ loaded: number; drawn: number }> {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const message = JSON.parse(text) as unknown;
  const startedMs = performance.now();
  window.postMessage(message, '*');
  const isDrawn = (): boolean => document.querySelector('.plot')?.ariaLabel?.includes('chunks') ?? false;
  while (!isDrawn()) await new Promise((resolve) => requestAnimationFrame(resolve));
  return { loaded: navigation?.domContentLoadedEventEnd ?? Number.NaN, drawn: performance.now() - startedMs };
}

/** A run at 1 000 tokens/s, in real time. */
export async function liveRows(browser: PanelBrowser, seconds: number): Promise<BenchRow[]> {
  const panel = await browser.open();
  await panel.hydrate({});
  const news = JSON.stringify([...busyNews(seconds)]);
  await panel.page.evaluate(watchFrames);
  const { between, busy } = await panel.page.evaluate(async (text) => {
    const all = JSON.parse(text) as { progress?: { elapsedMs: number } }[];
    const startedMs = performance.now();
    for (const message of all) {
      const dueMs = startedMs + (message.progress?.elapsedMs ?? 0);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
      window.postMessage(message, '*');
    }
    const { watch } = window as unknown as { watch: { between: number[]; busy: number[]; isOver: boolean } };
    watch.isOver = true;
    return watch;
  }, news);
  await expectChunks(panel, seconds * 1000);
  await panel.close();
  return [
    { name: `live, ${seconds} s at 1 000 tokens/s, between frames, p95`, value: p95(between), limit: 16.7 },
    { name: 'live, scripts of a frame, p95', value: p95(busy), limit: 16.7 },
  ];
}

/** 100 000 chunks at once, then zoomed in and moved along, a step a frame. */
export async function openRows(browser: PanelBrowser): Promise<BenchRow[]> {
  const panel = await browser.open();
  const report = reportOf(hugeTrace());
  const { drawn: openMs } = await panel.page.evaluate(drawInPage, JSON.stringify(hydrated(report)));
  await expectChunks(panel, 100_000);
  await panel.page.evaluate(watchFrames);
  const { between, busy } = await panel.page.evaluate(async () => {
    const plot = document.querySelector<HTMLElement>('.plot');
    const press = (key: string): unknown => plot?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let step = 0; step < 4; step += 1) press('+');
    for (let step = 0; step < 120; step += 1) {
      press(step % 40 < 20 ? 'ArrowRight' : 'ArrowLeft');
      await frame();
    }
    const { watch } = window as unknown as { watch: { between: number[]; busy: number[]; isOver: boolean } };
    watch.isOver = true;
    return watch;
  });
  await panel.close();
  return [
    { name: 'a trace of 100 000 chunks, message to picture', value: openMs, limit: 500 },
    { name: '… moved along, between frames, p95', value: p95(between), limit: 33 },
    { name: '… moved along, scripts of a frame, p95', value: p95(busy), limit: 33 },
  ];
}

/** A figure about a picture that was not drawn would be worth nothing. */
async function expectChunks({ page }: PanelPage, count: number): Promise<void> {
  const wanted = new Intl.NumberFormat('en').format(count).replaceAll(',', '\u202f');
  await page.waitForFunction((text) => document.querySelector('.plot')?.ariaLabel?.includes(text), `${wanted} chunks`);
}
