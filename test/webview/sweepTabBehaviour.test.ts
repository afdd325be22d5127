import { describe, expect, test, vi } from 'vitest';
import type { PanelPage } from './support/panelBrowser';
import { panelsForTests, saidBy } from './support/panelsForTests';
import { openSweepPanel } from './support/sweepTab';
import {
  LEVEL_NOW,
  OUTLOOK,
  deadReport,
  lengthReport,
  loadReport,
  sweepDraft,
  sweepNow,
  sweepState,
  sweepTarget,
} from './support/sweepStates';

vi.mock('vscode', () => import('./support/vscodeUri'));

const open = (await panelsForTests())(openSweepPanel);

/** A target that was renamed or removed after it had been swept, and one whose key is not there now. */
const LEFT = sweepDraft({
  targets: [
    sweepTarget('local vLLM'),
    sweepTarget('hosted', { state: 'no-key', missing: 'HOSTED_KEY', isSwept: true }),
    sweepTarget('old server', { state: 'gone', isSwept: true }),
    sweepTarget('of the team', { state: 'untrusted' }),
  ],
});

test('sweeps of a target that is gone, or cannot be swept now, can be looked at all the same', async () => {
  const panel = await open(sweepState({ draft: LEFT }));
  expect(await panel.page.getByRole('radio', { name: /^old server/ }).isDisabled()).toBe(true);
  expect(await panel.text()).toContain('No longer among your targets. Its sweeps are kept.');
  expect(await panel.page.getByRole('button', { name: /^Show the sweeps of/ }).allInnerTexts()).toHaveLength(2);
  await panel.picture('sweep-targets-left');
  await panel.page.getByRole('button', { name: 'Show the sweeps of old server' }).click();
  const [asked] = await saidBy(panel, 'sweepForm');
  expect(asked).toMatchObject({ form: { target: 'old server' } });
  await panel.send({ type: 'sweepReports', reports: { length: lengthReport({ name: 'old server' }), load: null } });
  await panel.page.getByText('This target is no longer among your targets.').waitFor();
  await panel.picture('sweep-of-target-left');
  await panel.page.getByRole('button', { name: 'Delete the sweep "Over length"' }).click();
  expect(await saidBy(panel, 'sweepWish')).toEqual([{ type: 'sweepWish', wish: 'deleteLength' }]);
});

const lastForm = async (panel: PanelPage) => (await saidBy(panel, 'sweepForm')).at(-1);
const wishes = async (panel: PanelPage) => (await saidBy(panel, 'sweepWish')).map(({ wish }) => wish);

describe('the form', () => {
  test('says what a sweep will use at most before anything is sent, and only then can be started', async () => {
    const panel = await open(sweepState({ draft: sweepDraft({ outlook: null }) }));
    const start = panel.page.locator('vscode-button', { hasText: 'Start' });
    expect(await start.getAttribute('disabled')).not.toBeNull();
    await panel.send({ type: 'sweepDraft', draft: sweepDraft() });
    const text = await panel.text();
    expect(text).toContain('at most 32');
    expect(text).toContain('at most about $0.0412');
    await start.click();
    expect(await wishes(panel)).toEqual(['start']);
  });

  test('is changed by its fields, with numbers within their limits', async () => {
    const panel = await open(sweepState());
    await panel.page.getByLabel('Runs per length').fill('5000');
    await panel.page.getByLabel('Runs per length').press('Enter');
    await panel.page.getByLabel('Prompt lengths, in tokens').fill('2048 128, 512');
    await panel.page.getByLabel('Prompt lengths, in tokens').press('Enter');
    await panel.page.getByLabel('Prompt cache').selectOption('warm');
    await panel.page.getByLabel('US dollars').fill('0.5');
    await panel.page.getByText('hosted A').click();
    expect(await lastForm(panel)).toMatchObject({
      form: { runs: 100, lengths: '2048 128, 512', cache: 'warm', capUsd: 0.5, target: 'hosted A' },
    });
    // What the old form would use is not shown for the new one.
    expect(await panel.text()).toContain('Working out what this will use at most');
  });

  test('follows what is typed, so that the button does not wait for the last field', async () => {
    const panel = await open(sweepState());
    await panel.page.getByLabel('Runs per length').fill('7');
    expect(await lastForm(panel)).toMatchObject({ form: { runs: 7 } });
    const lengths = panel.page.getByLabel('Prompt lengths, in tokens');
    await lengths.fill('256, 5');
    // Half a number is no mistake yet.
    expect(await lastForm(panel)).toMatchObject({ form: { runs: 7, lengths: '' } });
    await lengths.fill('256, 512');
    expect(await lastForm(panel)).toMatchObject({ form: { runs: 7, lengths: '256, 512' } });
  });

  test('asks for other things under load, and marks a number that is none', async () => {
    const panel = await open(sweepState());
    await panel.page.getByText('Under load', { exact: true }).click();
    await panel.page.getByLabel('Who asks').selectOption('poisson');
    await panel.page.getByLabel('Requests per second').fill('1, fast');
    await panel.page.getByLabel('Requests per second').press('Enter');
    await panel.page.getByLabel('TTFT, in ms').fill('800');
    await panel.page.getByLabel('TTFT, in ms').press('Enter');
    expect(await lastForm(panel)).toMatchObject({
      form: { kind: 'load', arrivals: 'poisson', rates: '1, fast', ttftBudgetMs: 800 },
    });
    await expect.poll(() => panel.text()).toContain('"fast" is no number from 0.01 to 1000.');
    expect(await panel.page.getByLabel('Requests per second').getAttribute('aria-invalid')).toBe('true');
    // No limits of the target any more, once one is set here.
    expect(await panel.page.getByLabel('TPOT, in ms').getAttribute('placeholder')).toBe('no limit');
  });

  test('lists targets that cannot be swept with the reason, and does not let them be chosen', async () => {
    const panel = await open(sweepState());
    for (const name of ['hosted B', 'of the team', 'Copilot'])
      expect(await panel.page.getByRole('radio', { name }).isDisabled()).toBe(true);
    const text = await panel.text();
    expect(text).toContain('The environment variable B_KEY is empty.');
    expect(text).toContain("A language model of the editor: it answers in the editor's own thread only");
  });

  test('with a cap on money and no price it says why nothing could be sent, and does not start', async () => {
    const outlook = { ...OUTLOOK, usd: null, cap: 'usd' as const };
    const panel = await open(sweepState({ draft: sweepDraft({ form: { capUsd: 1 }, outlook }) }));
    expect(await panel.text()).toContain('no price is known, so nothing could be sent');
    expect(await panel.page.locator('vscode-button', { hasText: 'Start' }).getAttribute('disabled')).not.toBeNull();
  });

  test('finds a target among hundreds, and keeps the one that is chosen', async () => {
    const [first] = sweepDraft().targets;
    const targets = Array.from({ length: 300 }, (_, index) => ({ ...first!, name: `server ${index}` }));
    const panel = await open(sweepState({ draft: sweepDraft({ targets, form: { target: 'server 7' } }) }));
    await panel.page.getByLabel('Search targets').fill('server 27');
    await expect.poll(() => panel.page.locator('[name=sweep-target]').count()).toBe(11);
    expect(await lastForm(panel)).toBeUndefined();
  });
});

describe('a sweep under way', () => {
  test('says which run it is, how long it will go on, and the most that it uses', async () => {
    const step = { type: 'run', index: 20, total: 32, wantedTokens: 512, isWarmup: false } as const;
    const now = sweepNow({ step: { ...step, elapsedMs: null, tokens: null } });
    const panel = await open(
      sweepState({
        isPlanning: false,
        now,
        reports: { length: lengthReport({ ending: 'running', made: 20 }), load: null },
      }),
    );
    const text = await panel.text();
    expect(text).toContain('Run 21 of 32: a prompt of about 512 tokens. About ');
    expect(text).toContain('At most 32 requests with 48\u202f100 tokens for $0.0412.');
    expect(await panel.page.getByRole('progressbar').getAttribute('max')).toBe('32');
  });

  test('does not say how long it will go on as long as nobody knows', async () => {
    const step = { type: 'run', index: 3, total: 32, wantedTokens: 512, isWarmup: false } as const;
    const now = sweepNow({ step: { ...step, elapsedMs: null, tokens: null } });
    const panel = await open(
      sweepState({
        isPlanning: false,
        now,
        reports: { length: lengthReport({ ending: 'running', made: 3 }), load: null },
      }),
    );
    expect(await panel.text()).not.toContain('to go');
  });

  test('shows the numbers of its level as they come, and is stopped by its button', async () => {
    const panel = await open(
      sweepState({ isPlanning: false, now: sweepNow({ ...LEVEL_NOW, step: { type: 'calibrating' } }) }),
    );
    expect(await panel.text()).toContain('Finding out how many words make how many tokens');
    await panel.send({ type: 'sweepNow', now: LEVEL_NOW });
    await expect
      .poll(() => panel.text())
      .toContain('Level 3 of 5: users at the same time: 4. At most 5 min 30 s to go.');
    const text = await panel.text();
    expect(text).toMatch(/Measured\s+9 of 20/);
    expect(text).toMatch(/All answers together\s+312 tokens\/s/);
    expect(text).toContain('Capped at 400 requests, $2.00.');
    await panel.page.locator('vscode-button', { hasText: 'Stop' }).click();
    expect(await wishes(panel)).toEqual(['stop']);
    await panel.send({ type: 'sweepNow', now: { ...LEVEL_NOW, isStopping: true } });
    await expect.poll(() => panel.text()).toContain('Stopping. What was measured is kept.');
  });

  test('is not left for the form when somebody else asks for one', async () => {
    const panel = await open(sweepState({ isPlanning: false, now: LEVEL_NOW }));
    await panel.send({ type: 'sweepPlanning', isPlanning: true });
    expect(await panel.page.getByRole('button', { name: 'Start' }).count()).toBe(0);
  });

  test('goes over into its results', async () => {
    const panel = await open(sweepState({ isPlanning: false, now: LEVEL_NOW }));
    await panel.send(
      { type: 'sweepReports', reports: { length: null, load: loadReport() } },
      { type: 'sweepNow', now: null },
    );
    await expect.poll(() => panel.text()).toContain('All of it was measured.');
    expect(await panel.text()).toContain('37 requests with 58\u202f312 tokens for $0.0312 were used.');
  });
});

describe('what was swept', () => {
  const both = { length: lengthReport(), load: loadReport() };

  const TAKEN = [
    ['Copy lengths as Markdown', 'copyLength'],
    ['Save lengths as Markdown…', 'exportLengthMarkdown'],
    ['Save lengths as JSON…', 'exportLengthJson'],
    ['Save figures of lengths as CSV…', 'exportLengthFigures'],
    ['Save runs of all lengths as CSV…', 'exportLengthCsv'],
    ['Save lengths as HTML page…', 'exportLengthHtml'],
    ['Copy levels as Markdown', 'copyLoad'],
    ['Save levels as Markdown…', 'exportLoadMarkdown'],
    ['Save levels as JSON…', 'exportLoadJson'],
    ['Save figures of levels as CSV…', 'exportLoadFigures'],
    ['Save requests of all levels as CSV…', 'exportLoadCsv'],
    ['Save levels as HTML page…', 'exportLoadHtml'],
  ] as const;

  test('can be taken away, each kind by itself', async () => {
    const panel = await open(sweepState({ isPlanning: false, reports: both }));
    const menu = panel.page.getByRole('menu');
    for (const [item] of TAKEN) {
      await panel.page.getByRole('button', { name: 'Export' }).click();
      await menu.getByRole('menuitem', { name: item }).click();
    }
    expect(await wishes(panel)).toEqual(TAKEN.map(([, wish]) => wish));
  });

  test('can be taken away in a low window too, whose menu stays inside of it', async () => {
    const panel = await open(sweepState({ isPlanning: false, reports: both }), { width: 320, height: 420 });
    await panel.page.getByRole('button', { name: 'Export' }).click();
    await panel.page.locator('[role=menuitem]:focus').waitFor();
    await panel.page.keyboard.press('End');
    const last = panel.page.getByRole('menuitem', { name: 'Save charts of levels as SVG…' });
    await expect.poll(async () => (await last.boundingBox())!.y).toBeLessThan(400);
    expect((await panel.page.getByRole('menu').boundingBox())!.height).toBeLessThan(260);
  });

  test('that has measured nothing has no charts to take away', async () => {
    const panel = await open(sweepState({ isPlanning: false, reports: { length: deadReport(), load: null } }));
    await panel.page.getByRole('button', { name: 'Export' }).click();
    const items = await panel.page.getByRole('menuitem').allInnerTexts();
    expect(items).toContain('Save lengths as HTML page…');
    expect(items.join()).not.toContain('charts');
  });

  test('is one kind only as long as the other was not swept', async () => {
    const panel = await open(sweepState({ isPlanning: false, reports: { ...both, length: null } }));
    await panel.page.getByRole('button', { name: 'Export' }).click();
    const items = await panel.page.getByRole('menuitem').allInnerTexts();
    expect(items).toEqual([
      'Copy levels as Markdown',
      'Save levels as Markdown…',
      'Save levels as JSON…',
      'Save figures of levels as CSV…',
      'Save requests of all levels as CSV…',
      'Save levels as HTML page…',
      'Save charts of levels as PNG…',
      'Save charts of levels as SVG…',
    ]);
  });

  test('can be made again, from the form and with its cost in front', async () => {
    const panel = await open(sweepState({ isPlanning: false, reports: { ...both, length: null } }));
    await panel.page.locator('vscode-button', { hasText: 'Over length…' }).click();
    await expect.poll(() => panel.text()).toContain('Profile over prompt length');
    expect(await lastForm(panel)).toMatchObject({ form: { kind: 'length' } });
    await panel.page.locator('vscode-button', { hasText: 'Back to the last sweeps' }).click();
    await expect.poll(() => panel.text()).toContain('All of it was measured.');
  });

  test('says why it failed, and what to do', async () => {
    const panel = await open(sweepState({ isPlanning: false, reports: { length: deadReport(), load: null } }));
    const alert = panel.page.getByRole('alert');
    expect(await alert.innerText()).toContain(
      'Nobody listens at http://127.0.0.1:8000. Start the server and try again.',
    );
    expect(await alert.innerText()).toContain('At least 4 requests with 512 tokens at an unknown price were used.');
  });

  test('that was stopped says so, and how to go on', async () => {
    const length = lengthReport({ ending: 'stopped', made: 9 });
    const panel = await open(sweepState({ isPlanning: false, reports: { length, load: null } }));
    expect(await panel.text()).toContain(
      'Stopped. What was measured until then is kept. To measure the rest, sweep again. At least',
    );
  });
});
