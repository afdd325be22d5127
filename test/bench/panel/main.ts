import os from 'node:os';
import { PanelBrowser } from '../../webview/support/panelBrowser';
import { hostRow } from './hostSide';
import { liveRows, openRows, readyRow, type BenchRow } from './pageSide';

/** The panel in a headless Chromium: `npm run bench -- panel [--seconds N]`. Figures of a busy machine say little. */
const at = process.argv.indexOf('--seconds');
const seconds = at < 0 ? 30 : Number(process.argv[at + 1]);
const browser = await PanelBrowser.start();
const rows: BenchRow[] = [];
try {
  rows.push(
    await readyRow(browser),
    ...(await liveRows(browser, seconds)),
    await hostRow(seconds),
    ...(await openRows(browser)),
  );
} finally {
  await browser.close();
}
console.table(
  rows.map(({ name, value, limit }) => ({ figure: name, ms: Number(value.toFixed(2)), limit, met: value <= limit })),
);
console.log(
  JSON.stringify({ bench: 'panel', node: process.version, cores: os.cpus().length, load: os.loadavg(), rows }),
);
