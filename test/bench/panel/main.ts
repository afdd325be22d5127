import os from 'node:os';
import { PanelBrowser } from '../../webview/support/panelBrowser';
import { measureCompareDraw } from './compareDraw';
import { editorRows } from './editorSide';
import { hostRow } from './hostSide';
import { liveRows, openRows, readyRow, type BenchRow } from './pageSide';

/** The panel in headless Chromium: `npm run bench -- panel [--seconds N]`. Figures of a busy machine say little. */
const at = process.argv.indexOf('--seconds');
const seconds = at < 0 ? 30 : Number(process.argv[at + 1]);
const rows: BenchRow[] = [];
const browser = await PanelBrowser.start();
try {
  rows.push(await readyRow(browser), ...(await liveRows(browser, seconds)));
  rows.push(await hostRow(seconds), ...(await openRows(browser)));
} finally {
  await browser.close();
}
const compare = await measureCompareDraw();
const name = 'Compare tab, 20 targets × 50 runs, message to picture, median of 7 fresh pages';
rows.push({ name, value: compare.medianMs, limit: compare.limitMs }, ...(await editorRows()));

const shown = rows.map((row) => ({
  figure: row.name,
  ms: Number(row.value.toFixed(2)),
  limit: row.limit,
  met: row.limit === null || row.value <= row.limit,
}));
console.table(shown);
console.log(
  JSON.stringify({ bench: 'panel', node: process.version, cores: os.cpus().length, load: os.loadavg(), rows }),
);
if (shown.some(({ met }) => !met)) process.exitCode = 1;
