import { mkdir, writeFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { expect, test, vi } from 'vitest';
import { inProject } from '../../scripts/lib/project.mjs';
import type { FromPanel } from '../../src/messages/panelMessages';
import type { PanelPage } from './support/panelBrowser';
import { panelsForTests } from './support/panelsForTests';
import { openSweepResults } from './support/sweepPanel';
import { closedLevels, fingerprint, lengthReport, loadReport } from './support/sweeps';

vi.mock('vscode', () => import('./support/vscodeUri'));

/** Charts of the Sweep tab as files. */

const open = (await panelsForTests())(openSweepResults);

const length = lengthReport();
const load = loadReport(
  closedLevels(() => ({}), [1, 4, 8, 16]),
  { batching: fingerprint('continuous') },
);

const pictures = async (panel: PanelPage) =>
  (await panel.posted()).filter(
    (message): message is Extract<FromPanel, { type: 'sweepSavePicture' }> => message.type === 'sweepSavePicture',
  );
const NAMES = ['ttft', 'tpot', 'tradeoff', 'probe', 'ttfts', 'tpots', 'es', 'timeline'];

for (const format of ['svg', 'png'] as const)
  test(`each chart becomes a file: ${format}`, async () => {
    const panel = await open({ length, load });
    const buttons = panel.page.getByRole('button', { name: new RegExp(`^Save as ${format}`, 'i') });
    for (let at = 0; at < (await buttons.count()); at += 1) await buttons.nth(at).click();
    const files = await pictures(panel);
    expect(files.map(({ name }) => name)).toEqual(NAMES);
    for (const { format: made } of files) expect(made).toBe(format);
    if (format === 'png') {
      for (const { name, data } of files) await looked(name, data);
      return;
    }
    for (const { data } of files) {
      expect(data).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(data).not.toMatch(/var\(|class=|NaN|undefined/);
    }
    expect(files[0]!.data).toContain('Time to first token over input tokens');
    expect(files[0]!.data).toContain('its 95% interval');
    expect(files[0]!.data).toContain('local vLLM, qwen2.5-7b');
    expect(files[2]!.data).toContain('budget 2 s');
    expect(files[4]!.data).toContain('the slowest');
  });

/** Twice as many pixels as the chart has, and colours that only its forms have; kept to be looked at. */
async function looked(name: string, data: string): Promise<void> {
  const picture = PNG.sync.read(Buffer.from(data, 'base64'));
  expect(picture.width).toBeGreaterThan(1440);
  const { data: bytes } = picture;
  let colored = 0;
  for (let at = 0; at < bytes.length; at += 4)
    if (Math.abs(bytes[at]! - bytes[at + 2]!) > 40 || Math.abs(bytes[at + 1]! - bytes[at]!) > 40) colored += 1;
  expect(colored, name).toBeGreaterThan(600);
  await mkdir(inProject('artifacts', 'panel'), { recursive: true });
  await writeFile(inProject('artifacts', 'panel', `sweep-saved-${name}.png`), PNG.sync.write(picture));
}

test('all charts of one sweep become one file', async () => {
  const panel = await open({ length, load });
  for (const item of ['Save charts of lengths as SVG…', 'Save charts of levels as SVG…']) {
    await panel.page.getByRole('button', { name: 'Export' }).click();
    await panel.page.getByRole('menuitem', { name: item }).click();
  }
  const [ofLengths, ofLevels] = await pictures(panel);
  expect([ofLengths!.name, ofLevels!.name]).toEqual(['length', 'load']);
  for (const title of ['Time to first token over input tokens', 'Time per output token over context'])
    expect(ofLengths!.data).toContain(title);
  for (const title of ['against throughput', 'How the server batches', 'TTFT by users', 'E2E by users'])
    expect(ofLevels!.data).toContain(title);
});

test('files show what was chosen on the page', async () => {
  const panel = await open({ length, load });
  const save = async (name: RegExp) => {
    await panel.page.getByRole('button', { name }).click();
    return (await pictures(panel)).at(-1)!.data;
  };
  const before = [
    await save(/^Save as SVG: Time to first token over/),
    await save(/^Save as SVG: Requests of one level/),
  ];
  expect(before[0]).not.toContain('>128<');
  await panel.page.getByRole('button', { name: 'Logarithmic' }).click();
  await panel.page.locator('.levels').getByRole('button', { name: '4 users' }).click();
  expect(await save(/^Save as SVG: Time to first token over/)).toContain('>256<');
  expect(await save(/^Save as SVG: Requests of one level/)).toContain('Requests of one level: 4 users');
  await panel.page.getByRole('button', { name: 'E2E', exact: true }).click();
  expect(await save(/^Save as SVG: End-to-end latency against throughput/)).toContain('E2E');
});
