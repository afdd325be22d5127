import { describe, expect, test, vi } from 'vitest';
import type { RunTrace } from '../../src/core/runTrace';
import { differenceFromGolden } from './support/golden';
import { browserForTests } from './support/panelsForTests';
import { headerOf, reportOf } from './support/reports';
import * as traces from './support/traces';

vi.mock('vscode', () => import('./support/vscodeUri'));

/**
 * The ink of the charts for fixed reports, against pictures that somebody has looked at. Texts are left out, because fonts
 * are another thing on every machine; where they stand is told by the tests of the layout.
 */

const browser = await browserForTests();

async function chartsOf(trace: RunTrace, theme: 'dark' | 'light' | 'high-contrast', width: number) {
  const panel = await browser.open({ theme, width, height: 900, withoutTexts: true });
  const report = reportOf(trace);
  await panel.hydrate({ run: { run: headerOf(report), progress: null, report } });
  const picture = async (selector: string): Promise<Buffer> => {
    const data = await panel.page
      .locator(selector)
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/png').split(',')[1] ?? '');
    return Buffer.from(data, 'base64');
  };
  return { panel, picture };
}

const CASES = {
  busy: traces.busyTrace,
  steady: traces.steadyTrace,
  buffered: traces.bufferedTrace,
  stopped: traces.stoppedTrace,
  huge: traces.hugeTrace,
} as const;

describe('the charts look as they did', () => {
  for (const [name, make] of Object.entries(CASES))
    for (const [theme, width] of [
      ['dark', 940],
      ['light', 400],
      ['high-contrast', 940],
    ] as const)
      test(`${name}, ${theme}, ${width} px`, async () => {
        const { panel, picture } = await chartsOf(make(), theme, width);
        const key = `${name}-${theme}-${width}`;
        expect(await differenceFromGolden(`lanes-${key}`, await picture('.plot canvas'))).toBeNull();
        expect(await differenceFromGolden(`gaps-${key}`, await picture('.gaps canvas'))).toBeNull();
        await panel.close();
      });

  test('and a stall that is not drawn is seen', async () => {
    const { panel, picture } = await chartsOf(traces.busyTrace(), 'dark', 940);
    const report = reportOf(traces.busyTrace());
    const calm = { ...report, metrics: { ...report.metrics, stalls: { ...report.metrics.stalls, value: [] } } };
    await panel.hydrate({ run: { run: headerOf(report), progress: null, report: calm } });
    if (process.env['PROMPT_PROFILER_GOLDEN'] !== 'renew')
      expect(await differenceFromGolden('lanes-busy-dark-940', await picture('.plot canvas'))).toMatch(/pixels differ/);
    await panel.close();
  });
});
