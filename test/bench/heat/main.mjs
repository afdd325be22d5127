/** Shades an answer of 2 MB in a real editor, and prints how long the extension host stood still for it. */
import { runInEditor } from '../inEditor.mjs';

const limit = 20;

/** @type {import('./inHost').HeatBenchRow[]} */
const rows = await runInEditor('heat');
const shown = rows.map(({ what, heldMs }) => {
  const sorted = [...heldMs].sort((a, b) => a - b);
  const most = sorted.at(-1) ?? Number.NaN;
  return {
    figure: what,
    times: sorted.length,
    'median ms': Number((sorted[sorted.length >> 1] ?? Number.NaN).toFixed(1)),
    'most ms': Number(most.toFixed(1)),
    limit,
    met: most <= limit,
  };
});
console.table(shown);
console.log(JSON.stringify({ bench: 'heat', node: process.version, rows: shown }));
if (shown.some(({ met }) => !met)) process.exitCode = 1;
