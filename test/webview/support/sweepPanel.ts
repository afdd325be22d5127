import { build } from 'esbuild';
import { inProject } from '../../../scripts/lib/project.mjs';
import type { SweepChoices, SweepReports } from '../../../webview/state/sweep/sweepChoices';
import type { ChartFile } from '../../../webview/view/sweep/sweepChartFiles';
import type { PageSetting, PanelBrowser, PanelPage } from './panelBrowser';

let harness: Promise<string> | null = null;

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: inProject(),
    entryPoints: ['test/webview/support/sweepHarness.ts'],
    ...{ bundle: true, write: false, platform: 'browser', format: 'iife', target: 'chrome134' },
  });
  return outputFiles[0]?.text ?? '';
};

export interface SweepSetting extends PageSetting {
  readonly choices?: Partial<SweepChoices>;
}

/** A page that shows the results of sweeps. */
export async function openSweepPanel(
  browser: PanelBrowser,
  reports: Partial<SweepReports>,
  { choices = {}, ...page }: SweepSetting = {},
): Promise<PanelPage> {
  const panel = await browser.open(page);
  await panel.hydrate({});
  harness ??= bundle();
  await panel.page.evaluate(await harness);
  await showReports(panel, reports, choices);
  return panel;
}

export async function showReports(
  { page }: PanelPage,
  { length = null, load = null }: Partial<SweepReports>,
  choices: Partial<SweepChoices> = {},
): Promise<void> {
  // As one text: Playwright takes objects apart piece by piece, which for thousands of requests takes longer than all else.
  await page.evaluate(
    (text) => {
      const [reports, patch] = JSON.parse(text) as [SweepReports, Partial<SweepChoices>];
      (window as unknown as { showSweep(reports: SweepReports, choices: Partial<SweepChoices>): void }).showSweep(
        reports,
        patch,
      );
    },
    JSON.stringify([{ length, load }, choices]),
  );
}

/** All charts of the page as files. */
export const chartFilesOn = ({ page }: PanelPage): Promise<ChartFile[]> =>
  page.evaluate(() => (window as unknown as { chartFiles(): ChartFile[] }).chartFiles());
