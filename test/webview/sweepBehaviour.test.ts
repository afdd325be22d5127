import { describe, expect, test, vi } from 'vitest';
import { violationsOn } from './support/accessibility';
import type { PanelPage } from './support/panelBrowser';
import { panelsForTests } from './support/panelsForTests';
import { simulatedLevel } from './support/simulatedLevels';
import { openSweepResults, showReports } from './support/sweepPanel';
import { closedLevels, fingerprint, lengthReport, loadReport, withCard } from './support/sweeps';

vi.mock('vscode', () => import('./support/vscodeUri'));

const open = (await panelsForTests())(openSweepResults);

const length = lengthReport();
const load = loadReport(
  closedLevels(() => ({}), [1, 4, 8, 16]),
  { batching: fingerprint('continuous') },
);
const chart = (panel: PanelPage, name: string) => panel.page.locator(`.point-area:has([data-chart="${name}"])`);
const said = (panel: PanelPage, name: string) => chart(panel, name).locator('[aria-live]').innerText();

describe('curves over length', () => {
  test('say their parts with intervals, and how well the runs keep to them', async () => {
    const text = await (await open({ length })).text();
    expect(text).toMatch(/Fixed cost\s+2\d(\.\d)? ms\s+\d+(\.\d)? to \d+(\.\d)? ms/);
    expect(text).toMatch(/\+ per 1 000 tokens\s+1\d\d ms/);
    expect(text).toMatch(/Prefill speed\s+[\d\u202f]+ tokens\/s/);
    expect(text).toMatch(/Of 42 runs, half lie within .* of the curve; the farthest is .* off\./);
  });

  test('tell each run to the arrow keys: run by run, length by length, to both ends', async () => {
    const panel = await open({ length });
    await chart(panel, 'ttft').focus();
    await panel.page.keyboard.press('Home');
    expect(await said(panel, 'ttft')).toMatch(/^12\d tokens: .* ms\. warm-up run/);
    await panel.page.keyboard.press('ArrowRight');
    expect(await said(panel, 'ttft')).toMatch(/^12\d tokens: .* ms\. run 1\. \d.* (above|below) the curve/);
    await panel.page.keyboard.press('ArrowDown');
    expect(await said(panel, 'ttft')).toMatch(/^25\d tokens/);
    await panel.page.keyboard.press('End');
    expect(await said(panel, 'ttft')).toMatch(/^8.\d\d\d tokens/);
    await panel.page.keyboard.press('Escape');
    expect(await chart(panel, 'ttft').locator('.tip').isVisible()).toBe(false);
  });

  test('are read between the runs by the pointer', async () => {
    const panel = await open({ length });
    const box = (await chart(panel, 'ttft').boundingBox())!;
    await panel.page.mouse.move(box.x + box.width * 0.7, box.y + 40);
    const tip = chart(panel, 'ttft').locator('.tip');
    await expect
      .poll(() => tip.innerText())
      .toMatch(/^Curve at [\d\u202f]+ tokens: .*\n95% interval .*\n95 of 100 runs/);
    await panel.page.mouse.move(box.x + box.width + 60, box.y - 40);
    expect(await tip.isVisible()).toBe(false);
  });

  test('stand on linear or logarithmic axes, as chosen', async () => {
    const panel = await open({ length });
    const labels = () => chart(panel, 'ttft').locator('.axis-label').allTextContents();
    expect(await labels()).not.toContain('128');
    await panel.page.getByRole('button', { name: 'Logarithmic' }).click();
    await expect.poll(labels).toContain('256');
    expect(await panel.page.getByRole('button', { name: 'Logarithmic' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('grow while the sweep is under way, and what is pointed at stays', async () => {
    const panel = await open({ length: lengthReport({ made: 4 }, { ending: 'running' }) });
    const dots = () =>
      chart(panel, 'ttft')
        .locator('svg > .run-dots')
        .evaluateAll((all) => all.map((each) => each.getAttribute('d')!.split('M').length - 1).reduce((a, b) => a + b));
    const x = () => chart(panel, 'ttft').locator('.axis-label').last().textContent();
    expect(await dots()).toBe(4);
    const axis = await x();
    await chart(panel, 'ttft').focus();
    await panel.page.keyboard.press('Home');
    const height = () => chart(panel, 'ttft').locator('.pointed').getAttribute('cy');
    const before = await height();
    await showReports(panel, { length: lengthReport({ made: 30 }, { ending: 'running' }) });
    expect(await dots()).toBe(30);
    expect(await x()).toBe(axis);
    expect(await chart(panel, 'ttft').locator('.tip').isVisible()).toBe(true);
    // The first run is the same, on an axis that has grown.
    expect(Number(await height())).toBeGreaterThan(Number(before));
  });

  test('say why they are not there', async () => {
    expect(await (await open({ length: lengthReport({ lengths: [256, 1024] }) })).text()).toContain(
      'A curve needs runs at three lengths at least.',
    );
    expect(await (await open({ length: lengthReport({ made: 1 }) })).text()).toContain('No run has completed yet');
    const failed = await open({ length: lengthReport({ fails: (tokens) => tokens === 512 }) });
    expect(await failed.text()).toContain('6 of 43 runs failed, the last with: The server closed the connection.');
  });

  test('without the number they are about have nothing to save', async () => {
    const part = { ...length.length!, tpot: null };
    const runs = part.runs.map((each) => {
      const { metrics } = each.run;
      return { ...each, run: { ...each.run, metrics: { ...metrics, tpotMs: { ...metrics.tpotMs, value: null } } } };
    });
    const panel = await open({ length: { ...length, length: { ...part, runs } } });
    expect(await panel.text()).toContain('No run has this number.');
    expect(await panel.page.getByRole('button', { name: /^Save as SVG/ }).count()).toBe(1);
    expect(await panel.page.getByRole('button', { name: /^Save as PNG/ }).count()).toBe(1);
  });

  test('have the same numbers in a table', async () => {
    const panel = await open({ length });
    const table = panel.page.getByRole('region', { name: 'Table of all lengths' });
    expect(await table.locator('tbody tr').count()).toBe(7);
    const { ttftMs } = length.length!.points[3]!;
    expect(await table.locator('tbody tr').nth(3).innerText()).toContain(ttftMs!.median.toFixed(1));
    // Each number says where it came from.
    expect(await panel.text()).toMatch(/Times ● measured · Input tokens ◆ reported · Output tokens ◆ reported/);
  });
});

describe('the workload card', () => {
  const value = (panel: PanelPage, title: string) =>
    panel.page
      .locator('.prediction', { has: panel.page.getByText(title, { exact: true }) })
      .locator('strong')
      .innerText();

  test('answers again with each change of what is asked', async () => {
    const panel = await open({ length });
    await panel.page.getByLabel('Input tokens', { exact: true }).fill('2000');
    await panel.page.getByLabel('Input tokens', { exact: true }).press('Enter');
    await expect.poll(() => value(panel, 'Time to first token')).toMatch(/^2[56]\d ms$/);
    const before = await value(panel, 'End-to-end latency');
    await panel.page.getByLabel('Output tokens', { exact: true }).fill('500');
    await panel.page.getByLabel('Output tokens', { exact: true }).press('Enter');
    await expect.poll(() => value(panel, 'End-to-end latency')).not.toBe(before);
    await panel.page.getByLabel('Requests a month').fill('1000000');
    await panel.page.getByLabel('Requests a month').press('Enter');
    await expect.poll(() => value(panel, 'Cost of a month')).toBe('$1\u202f750.00');
  });

  test('says when it extrapolates and what it does not know, instead of a number', async () => {
    const panel = await open({ length });
    await panel.page.getByLabel('Input tokens', { exact: true }).fill('30000');
    await panel.page.getByLabel('Input tokens', { exact: true }).press('Enter');
    await expect.poll(() => panel.text()).toContain('An extrapolation: beyond what was measured.');
    await panel.page.getByLabel('Load', { exact: true }).fill('20');
    await panel.page.getByLabel('Load', { exact: true }).press('Enter');
    await expect
      .poll(() => panel.text())
      .toContain('Only one request at a time was measured. A load sweep tells what many at once do to it.');
    expect(await value(panel, 'Time to first token')).toBe('—');
  });

  test('answers what a vendor claims: supported, refuted or undecided; a claim can be taken back', async () => {
    const panel = await open({ length });
    const claim = async (metric: string, claimed: string) => {
      await panel.page.getByLabel('Somebody claims').selectOption(metric);
      await panel.page.getByLabel('Claimed value').fill(claimed);
      await panel.page.getByRole('button', { name: 'Check' }).click();
    };
    await claim('ttftMs', '1000');
    await claim('decodeTokensPerSecond', '300');
    await expect.poll(() => panel.page.locator('.claims .chip').allInnerTexts()).toEqual(['supported', 'refuted']);
    expect(await panel.text()).toContain('Decode speed at least 300 tokens/s The whole 95% interval breaks the claim.');
    await panel.page.getByRole('button', { name: 'Remove the claim: Time to first token at most 1 s' }).click();
    await expect.poll(() => panel.page.locator('.claims .chip').allInnerTexts()).toEqual(['refuted']);
  });

  test('marks what is asked on the curve', async () => {
    const asked = { inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null };
    const panel = await open({ length: withCard(length, asked, []) });
    expect(await chart(panel, 'ttft').locator('.point-label').textContent()).toMatch(/^1\u202f750 tokens: 2\d\d ms$/);
  });
});

describe('levels of load', () => {
  test('are told one by one, with knee, budget and what fell out', async () => {
    const panel = await open({ load });
    await chart(panel, 'tradeoff').focus();
    await panel.page.keyboard.press('Home');
    expect(await said(panel, 'tradeoff')).toMatch(
      /^1 user\. .* tokens\/s for all together\. TTFT .* \(median of 20\)\. 95% interval/,
    );
    const knee = load.load!.knee!.level;
    for (let step = 0; step < knee; step += 1) await panel.page.keyboard.press('ArrowRight');
    expect(await said(panel, 'tradeoff')).toContain('The knee.');
    expect(await chart(panel, 'tradeoff').locator('.knee').count()).toBe(1);
    expect(await chart(panel, 'tradeoff').locator('.budget-label').textContent()).toBe('budget 2 s');
  });

  test('stand against the time that was chosen', async () => {
    const panel = await open({ load });
    await panel.page.getByRole('button', { name: 'TPOT', exact: true }).click();
    await expect
      .poll(() => panel.page.locator('#tradeoff-title').innerText())
      .toMatch(/time per output token against throughput/i);
  });

  test('at which the client was late, or the server gave way, are marked and told why', async () => {
    const levels = [
      ...closedLevels(() => ({}), [1, 4]),
      simulatedLevel({ users: 8, client: { loopDelayP99Ms: 420, cpuShare: 0.97 } }),
      simulatedLevel({ users: 16, ending: 'saturated', fails: (index) => (index % 9 === 8 ? 'overloaded' : null) }),
    ];
    const panel = await open({ load: loadReport(levels) });
    expect(await chart(panel, 'tradeoff').locator('.spot.left-out').count()).toBe(1);
    expect(await chart(panel, 'tradeoff').locator('.spot.gave-way').count()).toBe(1);
    const text = await panel.text();
    expect(text).toContain('This machine was late itself, by 420 ms at p99 with 97% of a processor core in use');
    expect(text).toContain('The server is saturated here: more load brings no more answers.');
    expect(text).toMatch(/The server is overloaded: \d+/);
  });

  const table = (panel: PanelPage) => panel.page.getByRole('region', { name: 'Table of all levels' });
  const heads = (panel: PanelPage) => table(panel).locator('thead th').allInnerTexts();
  const overflow = (panel: PanelPage) =>
    panel.page.evaluate(() =>
      [...document.querySelectorAll('.sweep-results .scroll')].map((each) => each.scrollWidth - each.clientWidth),
    );

  test.each([
    [940, ['Users', 'n', 'TTFT, ms', 'TPOT, ms', 'E2E, ms', 'Tokens/s', 'Answers/s', 'Goodput, /s', 'Failed']],
    [600, ['Users', 'TTFT, ms', 'TPOT, ms', 'Tokens/s', 'Goodput, /s', 'Failed']],
    [320, ['Users', 'TTFT, ms', 'TPOT, ms', 'Tokens/s', 'Failed']],
  ])('have a table that does not scroll at %i px', async (width, first) => {
    const panel = await open({ length, load }, { width });
    expect((await heads(panel)).slice(0, first.length)).toEqual(first);
    expect(await overflow(panel)).toEqual([0, 0]);
    if (width === 600)
      expect((await heads(panel)).slice(first.length)).toEqual(['p50', 'p99', 'p50', 'p99', 'per user', 'system']);
  });

  test('open all of their figures by the keyboard, and close them again', async () => {
    const panel = await open({ load }, { width: 320 });
    const opener = table(panel).getByRole('button', { name: 'All figures of 8 users' });
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
    await opener.focus();
    await panel.page.keyboard.press('Enter');
    await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('true');
    const list = panel.page.locator(`#${(await opener.getAttribute('aria-controls'))!}`);
    const said = await list.innerText();
    for (const name of ['TTFT p95', 'TPOT p99', 'E2E p50', 'Tokens/s per user', 'Goodput', 'Failed requests'])
      expect(said).toContain(name);
    const { ttftMs } = load.load!.levels[2]!;
    expect(said).toContain(`TTFT p50\n${Math.round(ttftMs.p50!)} ms`);
    expect(await overflow(panel)).toEqual([0]);
    expect(await violationsOn(panel)).toEqual([]);
    await panel.page.keyboard.press('Enter');
    await expect.poll(() => list.count()).toBe(0);
  });

  test('show in strips what percentiles their requests carry', async () => {
    const panel = await open({ load });
    await chart(panel, 'ttfts').focus();
    await panel.page.keyboard.press('End');
    expect(await said(panel, 'ttfts')).toMatch(
      /^16 users\. TTFT of 48 requests\. min .* p5 .* p50 .*\. p75 .* p95 .* max/,
    );
  });

  test('are shown request by request: chosen in the table, walked with keys, looked at closer', async () => {
    const panel = await open({ load });
    await panel.page
      .getByRole('region', { name: 'Table of all levels' })
      .getByRole('button', { name: '8 users', exact: true })
      .click();
    await expect.poll(() => panel.page.locator('#timeline-title').innerText()).toMatch(/8 users/i);
    await chart(panel, 'timeline').focus();
    await panel.page.keyboard.press('Home');
    expect(await said(panel, 'timeline')).toMatch(
      /^User 1, sent at 0 ms\. TTFT .* · TPOT .* · E2E .*Warm-up: not in the figures\./,
    );
    const axis = () => chart(panel, 'timeline').locator('.axis-label').allTextContents();
    const whole = await axis();
    await panel.page.keyboard.press('+');
    await expect.poll(axis).not.toEqual(whole);
    await panel.page.keyboard.press('0');
    await expect.poll(axis).toEqual(whole);
    await chart(panel, 'timeline').scrollIntoViewIfNeeded();
    const box = (await chart(panel, 'timeline').boundingBox())!;
    await panel.page.mouse.move(box.x + box.width / 2, box.y + 150);
    // With the key of a pinch, as a bare wheel goes on scrolling a page that has just been scrolled.
    await panel.page.keyboard.down('Control');
    await panel.page.mouse.wheel(0, -400);
    await panel.page.keyboard.up('Control');
    await expect.poll(axis).not.toEqual(whole);
    const closer = await axis();
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + box.width / 2 - 200, box.y + 150, { steps: 4 });
    await panel.page.mouse.up();
    await expect.poll(axis).not.toEqual(closer);
    await panel.page.mouse.dblclick(box.x + box.width / 2, box.y + 150);
    await expect.poll(axis).toEqual(whole);
  });

  test('with thousands of requests say how many rows are not shown', async () => {
    const level = simulatedLevel({ users: 200, slots: 64, wanted: 2000, inputTokens: 100, outputTokens: 20 });
    const panel = await open({ load: loadReport([level]) });
    expect(await panel.text()).toMatch(
      /80 of 200 rows are shown, those with failed and with the slowest requests among them/,
    );
  });

  test('lead to a reading with its evidence', async () => {
    const text = await (await open({ load })).text();
    expect(text).toMatch(/What limits it\. /);
    expect(text).toContain('Growth of the time to first token');
    expect(text).toContain('Continuous batching: a short request is answered while a long one is still being written.');
  });

  test('say what single runs told about the server, as times may be missing for it', async () => {
    const message = 'The answer came in one piece. Its times say nothing of single tokens.';
    const findings = [{ code: 'not-streamed' as const, message, affects: [] }];
    const text = await (await open({ load: { ...load, load: { ...load.load!, findings } } })).text();
    expect(text).toMatch(/What follows\s+The answer came in one piece\. Its times say nothing of single tokens\./i);
  });
});

test('the editor is told what the workload card is asked, as it answers that in what is saved', async () => {
  const panel = await open({ length, load });
  const asked = async () =>
    (await panel.posted()).flatMap((message) => (message.type === 'sweepCard' ? [message.question] : [])).at(-1);
  const input = panel.page.getByRole('spinbutton', { name: 'Input tokens' });
  await input.fill('1750');
  await input.press('Enter');
  await expect.poll(asked).toMatchObject({ workload: { inputTokens: 1750, users: null }, claims: null });
  await panel.page.getByLabel('Claimed value').fill('300');
  await panel.page.getByRole('button', { name: 'Check' }).click();
  const claims = [{ metric: 'ttftMs', relation: 'at-most', value: 300 }];
  await expect.poll(asked).toMatchObject({ workload: { inputTokens: 1750 }, claims });
  await panel.page.getByRole('button', { name: /^Remove the claim/ }).click();
  await expect.poll(asked).toMatchObject({ workload: { inputTokens: 1750 }, claims: [] });
});

test('sentences of a report are text, whoever wrote them', async () => {
  const HOSTILE = `<img src=x onerror="document.title='broken'">`;
  const panel = await open({
    load: loadReport(
      closedLevels(() => ({}), [1]),
      { batching: { ...fingerprint('continuous'), sentence: HOSTILE } },
    ),
  });
  expect(await panel.text()).toContain(HOSTILE);
  expect(await panel.page.locator('#panel img').count()).toBe(0);
});

describe('accessibility', () => {
  for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const)
    test(`axe-core finds nothing in ${theme}`, async () => {
      const panel = await open({ length, load }, { theme });
      expect(await violationsOn(panel)).toEqual([]);
    });

  test('the tab key reaches every chart, choice and table', async () => {
    const panel = await open({ length, load });
    const seen = new Set<string>();
    for (let stop = 0; stop < 120; stop += 1) {
      await panel.page.keyboard.press('Tab');
      const here = await panel.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        return `${element.className} ${element.getAttribute('aria-label') ?? ''} ${element.textContent.trim().slice(0, 24)} ${element.querySelector('[data-chart]')?.getAttribute('data-chart') ?? ''}`;
      });
      if (here === null) break;
      seen.add(here);
    }
    const all = [...seen].join('\n');
    for (const wanted of [
      'ttft',
      'tpot',
      'tradeoff',
      'ttfts',
      'timeline',
      'Logarithmic',
      'Table of all lengths',
      'Table of all levels',
      'Claimed value',
    ])
      expect(all).toContain(wanted);
  });
});
