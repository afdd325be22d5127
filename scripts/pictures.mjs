/**
 * `npm run pictures`: takes the README's pictures from what the last `npm test` left in artifacts/, and draws the one of accuracy
 * from what the last `npm run bench:accuracy` found.
 */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { accuracyPicture } from './lib/accuracyPicture.mjs';
import { findChromium } from './lib/chromium.mjs';
import { inProject } from './lib/project.mjs';

const pictures = {
  'panel/finished-dark-940.png': 'run-dark.png',
  'panel/compare-readme-dark.png': 'compare-dark.png',
  'panel/sweep-readme-dark.png': 'sweep-dark.png',
  'run-finished-dark.png': 'editor-dark.png',
};

await mkdir(inProject('media/readme'), { recursive: true });
for (const [from, to] of Object.entries(pictures))
  await copyFile(inProject('artifacts', from), inProject('media/readme', to)).catch(() =>
    missing(`artifacts/${from}`, 'npm test -- webview person'),
  );
const figures = await readFile(inProject('artifacts/accuracy.json'), 'utf8').catch(() =>
  missing('artifacts/accuracy.json', 'npm run bench:accuracy'),
);
if (figures) await draw(accuracyPicture(JSON.parse(figures)), inProject('media/readme/accuracy.png'));

/** @param {string} file @param {string} command */
function missing(file, command) {
  console.error(`${file} is not there. Run "${command}" first.`);
  process.exitCode = 1;
}

/** Twice as large as it is shown, for screens that have the points. @param {string} svg @param {string} file */
async function draw(svg, file) {
  const browser = await chromium.launch({ executablePath: await findChromium() });
  try {
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    await page.setContent(`<body style="margin:0">${svg}</body>`);
    await page.locator('svg').screenshot({ path: file, omitBackground: true });
  } finally {
    await browser.close();
  }
}
