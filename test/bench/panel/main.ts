import { measureCompareDraw } from './compareDraw';

/** `npm run bench -- panel`: how long the panel takes to draw a large comparison. */
const { medianMs, worstMs, limitMs } = await measureCompareDraw();
console.log(
  'Compare tab, 20 targets × 50 runs, from the message to the frame on the screen, 7 fresh pages in headless Chromium',
);
console.log(`  median ${medianMs.toFixed(0)} ms, worst ${worstMs.toFixed(0)} ms (limit: median ${limitMs} ms)`);
if (medianMs > limitMs) process.exitCode = 1;
