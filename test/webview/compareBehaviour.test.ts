import { mkdir, writeFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { describe, expect, test, vi } from 'vitest';
import { inProject } from '../../scripts/lib/project.mjs';
import { violationsOn } from './support/accessibility';
import { openComparePanel } from './support/comparePanel';
import { detailsOf, FOUR, logOf, stateOf, target } from './support/comparisons';
import type { PageSetting, PanelPage } from './support/panelBrowser';
import { panelsForTests, saidBy } from './support/panelsForTests';

vi.mock('vscode', () => import('./support/vscodeUri'));

const panels = await panelsForTests();
const open = panels(openComparePanel);
const openRun = panels((browser) => browser.open());

const over = async (setting: PageSetting = {}): Promise<PanelPage> => {
  const log = logOf({ runs: 8 });
  return open(stateOf(log), { ...setting, details: detailsOf(log) });
};

describe('tabs', () => {
  test('are a strip that the arrow keys walk, with one stop for the tab key', async () => {
    const panel = await openRun();
    await panel.hydrate({});
    const tabs = panel.page.getByRole('tab');
    expect(await tabs.allInnerTexts()).toEqual(['Run', 'Compare', 'Sweep']);
    await tabs.first().focus();
    await panel.page.keyboard.press('ArrowRight');
    expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe('tab-compare');
    expect(await tabs.nth(1).getAttribute('aria-selected')).toBe('true');
    expect(await panel.page.locator('[role=tab][tabindex="0"]').count()).toBe(1);
    expect(await panel.page.getByRole('tabpanel').count()).toBe(1);
    for (const id of ['tab-sweep', 'tab-run']) {
      await panel.page.keyboard.press('ArrowRight');
      expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe(id);
    }
    await panel.page.keyboard.press('End');
    expect(await saidBy(panel, 'tab')).toEqual(
      ['compare', 'sweep', 'run', 'sweep'].map((tab) => ({ type: 'tab', tab })),
    );
    // What the window gives back after a reload.
    await expect.poll(() => panel.remembered()).toEqual({ tab: 'sweep' });
  });

  test('ask for what they show when they are looked at for the first time, and keep it', async () => {
    const panel = await openRun();
    await panel.hydrate({});
    expect(await saidBy(panel, 'compareOpen')).toHaveLength(0);
    await panel.page.getByRole('tab', { name: 'Compare' }).click();
    await panel.waitForPosted(({ type }) => type === 'compareOpen');
    await panel.send({ type: 'compareState', state: stateOf(null) });
    await panel.page.getByRole('tab', { name: 'Run' }).click();
    await panel.page.getByRole('tab', { name: 'Compare' }).click();
    await expect.poll(() => panel.text()).toContain('Compare models');
    expect(await saidBy(panel, 'compareOpen')).toHaveLength(1);
  });

  test('come to the front when the editor says so', async () => {
    const panel = await over();
    await panel.send({ type: 'tab', tab: 'run' });
    expect(await panel.text()).toContain('No run yet');
  });
});

describe('the plan', () => {
  test('is changed by its fields, and each change is told with numbers within their limits', async () => {
    const panel = await open(stateOf(null));
    await panel.page.getByLabel('Runs per target').fill('5000');
    await panel.page.getByLabel('Runs per target').press('Enter');
    await panel.page.getByLabel('Warm-up runs').fill('3');
    await panel.page.getByLabel('Prompt cache').selectOption('warm');
    await panel.page.getByLabel('Max. tokens per answer').fill('');
    await panel.page.getByLabel('End early').selectOption('0.05');
    await panel.page.getByText('local vLLM bf16').click();
    const last = (await saidBy(panel, 'comparePlan')).at(-1);
    expect(last).toEqual({
      type: 'comparePlan',
      plan: {
        targets: ['local vLLM int4', 'hosted A', 'local vLLM bf16'],
        ...{ runs: 1000, warmups: 3, cache: 'warm', pauseMs: 0, within: 0.05, maxTokens: null },
      },
    });
    // The cost of the old plan is not shown for the new one.
    expect(await panel.text()).toContain('Working out cost and time');
  });

  test('says what it costs at most, what is unknown and why, before anything is sent', async () => {
    const panel = await open(stateOf(null));
    const text = await panel.text();
    expect(text).toContain('at most about $0.0412');
    expect(text).toContain('local vLLM int4: It runs on your own server: set a price for this target to see a cost.');
    expect(text).toContain('at least 1 min 24 s');
    expect(text).toContain('Unknown for hosted A.');
    expect(text).toContain('Last measured some time ago: local vLLM int4 (3 days ago).');
    await panel.page.getByRole('button', { name: 'Compare 2 targets' }).click();
    expect(await saidBy(panel, 'compareWish')).toEqual([{ type: 'compareWish', wish: 'start' }]);
  });

  test('lists targets that cannot take part with the reason, and does not let them be chosen', async () => {
    const panel = await open(stateOf(null));
    expect(await panel.page.getByRole('checkbox', { name: 'hosted B' }).isDisabled()).toBe(true);
    expect(await panel.text()).toContain('The environment variable B_KEY is empty.');
    expect(await panel.page.getByRole('checkbox', { name: 'of the team' }).isDisabled()).toBe(true);
    await panel.page.getByRole('button', { name: 'Choose all' }).click();
    const last = (await saidBy(panel, 'comparePlan')).at(-1);
    expect(last).toMatchObject({
      plan: { targets: ['local vLLM int4', 'hosted A', 'local vLLM bf16', 'built-in model'] },
    });
  });

  test('finds a target among hundreds', async () => {
    const many = Array.from({ length: 300 }, (_, index) => target(`server ${index}`));
    const panel = await open(stateOf(null, {}, { targets: many }));
    expect(await panel.text()).toContain('200 more: type a part of the name to find them.');
    await panel.page.getByLabel('Search targets').fill('server 27');
    await expect.poll(() => panel.page.getByRole('checkbox').count()).toBe(11);
    await panel.page.getByLabel('Search targets').fill('nothing like it');
    await expect.poll(() => panel.text()).toContain('No target is called that.');
  });

  test('with one target only it says what to do', async () => {
    const panel = await open(stateOf(null, {}, { targets: [target('built-in model')] }));
    expect(await panel.text()).toContain('There is only one target. To compare, add a second one');
    await panel.page.getByRole('button', { name: 'Add a target…' }).click();
    await panel.page.getByRole('button', { name: 'Edit targets' }).click();
    expect(await saidBy(panel, 'compareWish')).toEqual([
      { type: 'compareWish', wish: 'addTarget' },
      { type: 'compareWish', wish: 'editTargets' },
    ]);
  });

  test('cannot be started without a prompt', async () => {
    const panel = await open(stateOf(null, {}, { prompt: null, outlook: null }));
    expect(
      await panel.page.locator('vscode-button', { hasText: 'Compare 2 targets' }).getAttribute('disabled'),
    ).not.toBeNull();
    await panel.page.getByRole('button', { name: 'Use the prompt in the editor' }).click();
    expect(await saidBy(panel, 'compareWish')).toEqual([{ type: 'compareWish', wish: 'usePrompt' }]);
  });
});

describe('a series under way', () => {
  test('fills its dots and its medians as the runs come, and says when it is paused', async () => {
    const [before, after] = [logOf({ made: 12 }), logOf({ made: 13 })];
    const panel = await open(stateOf(before, { phase: 'running', ending: null }));
    expect(await panel.text()).toContain('12 of 84 runs made.');
    const filled = () => panel.page.locator('.dot.done').count();
    const dots = await filled();
    const run = after.shown().runs.at(-1)!;
    const current = { target: run.target, isWarmup: false, round: run.round, elapsedMs: 20, tokens: 4 };
    await panel.send({ type: 'compareCurrent', current });
    await expect.poll(() => panel.page.locator('.dot.now').count()).toBe(1);
    await panel.send({ type: 'compareRunDone', run, row: after.shown().rows[run.target]! });
    await expect.poll(filled).toBe(dots + 1);
    await panel.page.getByRole('button', { name: 'Pause' }).click();
    await panel.send({ type: 'comparePhase', phase: 'paused', ending: null });
    await expect.poll(() => panel.text()).toContain('Paused after 13 of 84 runs.');
    await panel.page.getByRole('button', { name: 'Resume' }).click();
    await panel.page.getByRole('button', { name: 'Stop' }).click();
    expect(await saidBy(panel, 'compareWish')).toEqual(
      ['pause', 'resume', 'stop'].map((wish) => ({ type: 'compareWish', wish })),
    );
  });

  test('is not stopped by Escape', async () => {
    const panel = await open(stateOf(logOf({ made: 12 }), { phase: 'running', ending: null }));
    await panel.page.keyboard.press('Escape');
    expect((await panel.posted()).filter(({ type }) => type === 'wish' || type === 'compareWish')).toEqual([]);
  });
});

describe('results', () => {
  test('are sorted by a click on a heading: up, down, and as planned', async () => {
    const panel = await over();
    const names = () => panel.page.locator('.result-table tbody th span > bdi').allInnerTexts();
    const planned = FOUR.map(({ name }) => name);
    expect(await names()).toEqual(planned);
    const heading = panel.page.locator('.sort', { hasText: 'TPOT' });
    await heading.click();
    await expect.poll(names).toEqual(['hosted B', 'hosted A', 'local vLLM int4', 'local vLLM bf16']);
    expect(await panel.page.locator('th[aria-sort=ascending]').innerText()).toContain('TPOT');
    await heading.click();
    await expect.poll(names).toEqual(['local vLLM bf16', 'local vLLM int4', 'hosted A', 'hosted B']);
    await heading.click();
    await expect.poll(names).toEqual(planned);
  });

  test('leave out a target that was hidden, and the next one becomes the reference', async () => {
    const panel = await over();
    await panel.page.getByRole('button', { name: 'Hide local vLLM int4' }).click();
    await expect.poll(() => panel.page.locator('.result-table tbody tr').count()).toBe(3);
    expect(await panel.page.locator('.result-table tbody tr').first().innerText()).toContain('reference');
    expect(await panel.text()).toContain('1 hidden.');
    await panel.page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => panel.page.locator('.result-table tbody tr').count()).toBe(4);
  });

  test('show who was where at a moment of the race', async () => {
    const panel = await over();
    const slider = panel.page.getByRole('slider', { name: 'Moment of the race' });
    await slider.focus();
    await panel.page.keyboard.press('Home');
    await expect.poll(() => panel.page.locator('.standings').innerText()).toMatch(/at 0 ms/);
    expect(await panel.page.locator('.standings').innerText()).toContain('0 tokens');
    await panel.page.keyboard.press('End');
    await expect.poll(() => panel.page.locator('.standings').innerText()).not.toMatch(/\b0 tokens/);
  });

  test('let the arrow keys walk the single runs, read each out, and open it', async () => {
    const panel = await over();
    await panel.page.locator('.box-area').focus();
    await panel.page.keyboard.press('ArrowRight');
    await panel.page.keyboard.press('ArrowRight');
    const said = panel.page.locator('.box-area [aria-live]');
    await expect.poll(() => said.innerText()).toMatch(/^local vLLM int4 · run \d · TTFT \d+\.\d ms · TPOT/);
    await panel.page.keyboard.press('ArrowDown');
    await expect.poll(() => said.innerText()).toMatch(/^local vLLM bf16/);
    await panel.page.keyboard.press('Enter');
    await panel.waitForPosted(({ type }) => type === 'compareShowRun');
  });

  test('switch the box plots to another metric', async () => {
    const panel = await over();
    await panel.page.getByRole('button', { name: 'E2E' }).click();
    await expect.poll(() => panel.page.locator('#boxes-title').innerText()).toMatch(/end-to-end latency/i);
  });

  test('mark the words in which two answers differ', async () => {
    const racers = [
      { name: 'a', text: 'The quick brown fox jumps.' },
      { name: 'b', text: 'The slow brown fox sleeps.' },
    ];
    const log = logOf({ racers, runs: 5 });
    const panel = await open(stateOf(log), { details: detailsOf(log) });
    await expect
      .poll(() => panel.page.locator('.output').first().locator('mark').allInnerTexts())
      .toEqual(['quick', 'jumps']);
    expect(await panel.page.locator('.output').nth(1).locator('mark').allInnerTexts()).toEqual(['slow', 'sleeps']);
  });

  test('are saved as files, by a menu that the arrow keys walk', async () => {
    const panel = await over();
    await panel.page.getByRole('button', { name: 'Export' }).focus();
    await panel.page.keyboard.press('ArrowDown');
    const items = panel.page.getByRole('menuitem');
    await expect.poll(() => items.first().evaluate((item) => item === document.activeElement)).toBe(true);
    for (const name of ['Save as JSON…', 'Save as HTML page…']) {
      if (!(await items.first().isVisible())) await panel.page.getByRole('button', { name: 'Export' }).click();
      await panel.page.getByRole('menuitem', { name }).click();
    }
    expect(await saidBy(panel, 'compareWish')).toEqual(
      ['exportJson', 'exportHtml'].map((wish) => ({ type: 'compareWish', wish })),
    );
  });

  test('are saved as pictures that need nothing else: one chart, or all of them', async () => {
    const panel = await over();
    await panel.page.getByRole('button', { name: 'Save as SVG: Cost against latency' }).click();
    await panel.page.getByRole('button', { name: 'Export' }).click();
    await panel.page.getByRole('menuitem', { name: 'Save charts as PNG…' }).click();
    const [one, all] = await saidBy(panel, 'compareSavePicture');
    expect(one).toMatchObject({ name: 'scatter', format: 'svg' });
    expect(one?.data).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(one?.data).not.toMatch(/var\(|class=/);
    for (const { name } of FOUR) expect(one?.data).toContain(name);
    expect(all).toMatchObject({ name: 'charts', format: 'png' });
    const picture = PNG.sync.read(Buffer.from(all?.data ?? '', 'base64'));
    await mkdir(inProject('artifacts', 'panel'), { recursive: true });
    await writeFile(inProject('artifacts', 'panel', 'compare-saved-dark.png'), PNG.sync.write(picture));
    // The race, the scatter and three box plots under each other, at twice the pixels.
    expect(picture.width).toBeGreaterThanOrEqual(2 * 720);
    expect(picture.height).toBeGreaterThan(2 * (260 + 260 + 3 * 4 * 46));
  });

  test('leave a hidden target out of a saved picture', async () => {
    const panel = await over();
    await panel.page.getByRole('button', { name: 'Hide hosted B' }).click();
    await panel.page.getByRole('button', { name: 'Save as SVG: Race' }).click();
    await panel.waitForPosted(({ type }) => type === 'compareSavePicture');
    const [picture] = await saidBy(panel, 'compareSavePicture');
    expect(picture?.data).toContain('hosted A');
    expect(picture?.data).not.toContain('hosted B');
  });

  test('give the plan back, with the way to the results', async () => {
    const panel = await over();
    await panel.page.getByRole('button', { name: 'Change plan' }).click();
    await expect.poll(() => panel.text()).toContain('Compare models');
    await panel.page.getByRole('button', { name: 'Back to the last comparison' }).click();
    await expect.poll(() => panel.page.locator('.result-table').count()).toBe(1);
  });
});

describe('text of others', () => {
  const HOSTILE = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`;

  test('is text wherever it is shown: names, answers, errors, prompts', async () => {
    const racers = [
      { name: HOSTILE, text: HOSTILE, usd: 0.1 },
      { name: `b ${HOSTILE}`, text: `${HOSTILE} more`, usd: 0.2 },
      { name: `c ${HOSTILE}`, fails: () => true },
    ];
    const log = logOf({ racers, runs: 5 });
    const panel = await open(stateOf(log, { promptSource: HOSTILE }), { details: detailsOf(log) });
    await expect.poll(() => panel.page.locator('.output-text').first().innerText()).toContain('<img src=x');
    expect(await panel.page.locator('img, #panel script').count()).toBe(0);
    expect(await panel.page.title()).toBe('Prompt Profiler');
  });

  test('a forged or broken message changes nothing', async () => {
    const panel = await over();
    const before = await panel.text();
    await panel.page.evaluate(() => {
      for (const data of [null, 7, 'compareState', { type: 'compareRun' }, { type: 'compareState ' }])
        window.postMessage(data, '*');
    });
    await panel.send({ type: 'compareDetails', details: [] });
    expect(await panel.text()).toBe(before);
  });
});

describe('accessibility', () => {
  const themes = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
  for (const theme of themes)
    test(`axe-core finds nothing in ${theme}: the plan, a series under way, one that is over`, async () => {
      const log = logOf({ runs: 6, racers: [...FOUR, { name: 'dead', fails: () => true }] });
      const states = [stateOf(null), stateOf(logOf({ made: 20 }), { phase: 'running', ending: null }), stateOf(log)];
      for (const state of states) {
        const panel = await open(state, { theme, details: detailsOf(log) });
        expect(await violationsOn(panel)).toEqual([]);
      }
    });

  test('with reduced motion nothing turns while a series is under way', async () => {
    const panel = await open(stateOf(logOf({ made: 20 }), { phase: 'running', ending: null }), { reducedMotion: true });
    expect(await panel.page.locator('vscode-progress-ring').isVisible()).toBe(false);
  });

  test('the tab key reaches everything, and each stop shows that it has the focus', async () => {
    const panel = await over();
    const seen = new Set<string>();
    for (let stop = 0; stop < 60; stop += 1) {
      await panel.page.keyboard.press('Tab');
      const here = await panel.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const ringed = element.shadowRoot?.activeElement ?? element;
        const { outlineStyle, outlineWidth } = getComputedStyle(ringed);
        const hasRing =
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          element.tagName.startsWith('VSCODE-') ||
          element.tagName === 'INPUT';
        return { what: `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 30)}`, hasRing };
      });
      if (here === null) break;
      expect(here.hasRing, here.what).toBe(true);
      seen.add(here.what);
    }
    const all = [...seen].join('\n');
    for (const wanted of ['Compare again', 'menu-button', 'sort', 'box-area', 'Open run', 'scroll', 'INPUT scrubber'])
      expect(all).toContain(wanted);
  });
});
