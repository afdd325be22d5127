import { chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { chromiumArguments, findChromium } from '../../scripts/lib/chromium.mjs';
import { inProject } from '../../scripts/lib/project.mjs';
import { askedCard } from '../../src/core/sweep/askedCard';
import { renderHtml } from '../../src/report/html';
import { renderSeriesHtml } from '../../src/report/seriesHtml';
import { renderSweepHtml } from '../../src/report/sweepHtml';
import { SAMPLE_REPORTS } from '../unit/report/sampleReports';
import { violationsOn } from './support/accessibility';
import { logOf } from './support/comparisons';
import { simulatedLevel } from './support/simulatedLevels';
import { closedLevels, fingerprint, lengthReport, loadReport } from './support/sweeps';

/** Pages that were saved, in a browser: they keep their own policy, fit every width, and can be read by everybody. */

const executablePath = await findChromium();
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...chromiumArguments] });
afterAll(() => browser.close());

const LONG = 'a model with a very long name '.repeat(8);

function sweepOverLengths(): string {
  const length = lengthReport({ fails: (tokens, round) => tokens === 512 && round === 2 });
  const workload = { inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null };
  const claims = [{ metric: 'ttftMs', relation: 'at-most', value: 1000 }] as const;
  const card = askedCard({ length, load: null }, { workload, claims });
  return renderSweepHtml({ ...length, card, target: { ...length.target, name: LONG } });
}

const sweepUnderLoad = (): string =>
  renderSweepHtml(
    loadReport(
      [
        ...closedLevels(() => ({}), [1, 4, 8]),
        simulatedLevel({ users: 16, slots: 4, tells: true, fails: (index) => (index % 5 === 0 ? 'overloaded' : null) }),
      ],
      { batching: fingerprint('continuous') },
    ),
  );

const PAGES: Readonly<Record<string, () => string>> = {
  run: () => renderHtml(SAMPLE_REPORTS['full']!),
  comparison: () => renderSeriesHtml(logOf({ runs: 6 }).report('completed')),
  'sweep-length': sweepOverLengths,
  'sweep-load': sweepUnderLoad,
};

async function opened(body: string, width: number, colorScheme: 'dark' | 'light'): Promise<[Page, string[]]> {
  const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => errors.push(message.text()));
  await page.route('**/*', (route) => route.fulfill({ body, contentType: 'text/html' }));
  await page.goto('http://saved.test/');
  return [page, errors];
}

describe.each(Object.entries(PAGES))('the page of a %s', (name, render) => {
  test.each([
    [940, 'dark'],
    [600, 'light'],
    [320, 'light'],
  ] as const)('at %i px in %s', async (width, scheme) => {
    const [page, errors] = await opened(render(), width, scheme);
    await page.screenshot({ path: inProject('artifacts', 'pages', `${name}-${scheme}-${width}.png`), fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    expect(await violationsOn({ page })).toEqual([]);
    await page.close();
  });
});
