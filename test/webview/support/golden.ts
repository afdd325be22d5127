import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { inProject } from '../../../scripts/lib/project.mjs';
import type { PanelPage } from './panelBrowser';

const FOLDER = inProject('test', 'webview', 'golden');
/** How far a colour may be off: rounding of half a pixel at an edge is no bug. */
const COLOR_THRESHOLD = 0.05;
/** So many pixels in a thousand may differ by more than that: the red line of a stall is more. */
const MOST_OFF_PER_MILLE = 0.2;

/**
 * Holds a picture against the one that was found good. `PROMPT_PROFILER_GOLDEN=renew` takes it for good instead. Gives a
 * sentence about the difference, with where to look at it, or `null`.
 */
export async function differenceFromGolden(name: string, picture: Buffer): Promise<string | null> {
  const file = path.join(FOLDER, `${name}.png`);
  if (process.env['PROMPT_PROFILER_GOLDEN'] === 'renew') {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, picture);
    return null;
  }
  const golden = await readFile(file).catch(() => null);
  if (golden === null)
    return `There is no ${name}.png in test/webview/golden. Make it with "npm run golden" and look at it.`;
  const [before, now] = [PNG.sync.read(golden), PNG.sync.read(picture)];
  const { width, height } = before;
  if (width !== now.width || height !== now.height)
    return `${name} was ${width} × ${height} and is ${now.width} × ${now.height}.`;
  const difference = new PNG({ width, height });
  const off = pixelmatch(before.data, now.data, difference.data, width, height, { threshold: COLOR_THRESHOLD });
  if (off * 1000 <= MOST_OFF_PER_MILLE * width * height) return null;
  const shown = inProject('artifacts', 'golden', name);
  await mkdir(path.dirname(shown), { recursive: true });
  await writeFile(`${shown}-now.png`, picture);
  await writeFile(`${shown}-difference.png`, PNG.sync.write(difference));
  return `${name}: ${off} pixels differ; see artifacts/golden/${name}-difference.png. If it is meant: npm run golden.`;
}

/** A chart alone, without texts, as fonts differ. At the corner of the page it lies on whole pixels, however tall the texts above it are. */
export async function inkOf({ page }: PanelPage, chart: string): Promise<Buffer> {
  const ink = page.locator(`svg[data-chart="${chart}"]`);
  await ink.waitFor();
  await ink.evaluate((svg: SVGSVGElement) => {
    for (const text of svg.querySelectorAll('text')) text.remove();
    Object.assign(svg.style, { position: 'fixed', top: '0', left: '0', visibility: 'visible' });
    document.body.style.visibility = 'hidden';
  });
  return ink.screenshot();
}
