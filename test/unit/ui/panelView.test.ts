import type { Event, Uri } from 'vscode';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromCompareTab } from '../../../src/messages/compareTabMessages';
import type { Prompt } from '../../../src/core/runRequest';
import type { FromSweepTab } from '../../../src/messages/sweepTabMessages';
import type { Price } from '../../../src/core/target';
import type { PanelWish, RunTabRequest } from '../../../src/messages/runTabMessages';
import type { RunUpdate } from '../../../src/core/runUpdate';
import { boundedJson } from '../../../src/ui/panelMemory';
import { PanelView } from '../../../src/ui/panelView';
import { progressOf } from '../../webview/support/progress';
import { headerOf, reportOf } from '../../webview/support/reports';
import { steadyTrace } from '../../webview/support/traces';
import { FakePanel, Signal, happened } from './fakeEditor';

vi.mock('vscode', () => import('./fakeEditor'));

const trace = steadyTrace();
const report = reportOf(trace);
const run = headerOf(report);
const FILE = '/storage/last-run.json';
const PROMPT_FILE = '/storage/last-prompt.json';

const prompt: Prompt = { messages: [{ role: 'user', content: 'Why?' }], source: 'ask.md:1-1' };
/** As orders are: with more than may be kept. */
const ordered = { prompt, parameters: { maxTokens: 7 }, target: { headers: { 'X-Key': 'hush' } } };

let updates: Signal<RunUpdate>;
let wishes: (readonly [PanelWish, string | null])[];
let heard: FromCompareTab[];
let swept: FromSweepTab[];
let requests: RunTabRequest[];
let ownPrice: Price | null;
let view: PanelView;

function newView(): PanelView {
  return new PanelView({
    extensionUri: '/extension' as unknown as Uri,
    storageUri: '/storage' as unknown as Uri,
    runs: {
      onUpdate: updates.event as unknown as Event<RunUpdate>,
      record: (runId) => (runId === run.runId ? { order: { request: ordered } } : null),
    },
    onWish: (wish, runId) => wishes.push([wish, runId]),
    onCompare: (message) => heard.push(message),
    onSweep: (message) => swept.push(message),
    onRequest: (request) => requests.push(request),
    targetName: () => 'my server',
    readingWordsPerMinute: () => 238,
    priced: ({ id, cost, costReason }) => ({ type: 'priced', runId: id, cost, costReason, ownPrice }),
  });
}

beforeEach(() => {
  happened.panels.length = 0;
  happened.files.clear();
  happened.readOnly = false;
  updates = new Signal();
  wishes = [];
  heard = [];
  swept = [];
  requests = [];
  ownPrice = null;
  view = newView();
});

const newest = (): FakePanel => happened.panels.at(-1)!;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the panel', () => {
  test('is opened once, shown again afterwards, and never takes the focus', () => {
    view.show();
    view.show();
    expect(happened.panels).toHaveLength(1);
    expect(newest().revealed).toEqual([true]);
    newest().dispose();
    view.show();
    expect(happened.panels).toHaveLength(2);
  });

  test('runs only our one script and style sheet, by a nonce that is new each time', () => {
    view.show();
    const first = newest().webview.html;
    expect(first).toContain(`default-src 'none'; script-src 'nonce-`);
    expect(first).not.toMatch(/unsafe|https?:|\son[a-z]+=/);
    expect(first.match(/nonce="([^"]+)"/g)).toHaveLength(2);
    newest().dispose();
    view.show();
    expect(newest().webview.html).not.toBe(first);
  });

  test('opened in mid-run, and opened again after being hidden, it gets everything so far', async () => {
    updates.fire({ type: 'started', run });
    updates.fire({ type: 'progress', runId: run.runId, progress: progressOf(trace, -1, 500) });
    view.show();
    newest().say({ type: 'ready' });
    const state = {
      tab: 'run',
      locale: 'de',
      targetName: 'my server',
      readingWordsPerMinute: 238,
      run: { run, progress: progressOf(trace, -1, 500), report: null },
    };
    expect(newest().posted).toEqual([{ type: 'hydrate', state }]);
    newest().visible = false;
    newest().viewState.fire();
    await settled();
    updates.fire({ type: 'progress', runId: run.runId, progress: progressOf(trace, 500, 700) });
    expect(newest().posted).toHaveLength(1);
    newest().visible = true;
    newest().say({ type: 'ready' });
    expect(newest().posted[1]).toMatchObject({ state: { run: { progress: progressOf(trace, -1, 700) } } });
  });

  test('passes wishes on and ignores whatever is none', () => {
    view.show();
    newest().say({ type: 'wish', wish: 'stop', runId: 'run-1' });
    newest().say({ type: 'wish', wish: 'stop', runId: 7 });
    newest().say({ type: 'wish', wish: 'deleteEverything', runId: null });
    newest().say({ type: 'other' });
    newest().received.fire(null);
    newest().received.fire('stop');
    expect(wishes).toEqual([
      ['stop', 'run-1'],
      ['stop', null],
    ]);
  });

  test('passes requests on when they are whole, and nothing else', () => {
    view.show();
    const good: RunTabRequest[] = [
      { type: 'select', runId: 'r', index: 3 },
      { type: 'select', runId: 'r', index: null },
      { type: 'reselect', runId: 'r', index: 3 },
      { type: 'price', runId: 'r', price: { inputPerMTok: 0, outputPerMTok: 2 } },
      { type: 'price', runId: 'r', price: null },
      { type: 'picture', runId: 'r', format: 'svg', data: '<svg/>' },
    ];
    const bad = [
      { type: 'select', runId: 'r', index: -1 },
      { type: 'select', runId: 'r', index: 1.5 },
      { type: 'select', index: 1 },
      { type: 'reselect', runId: 'r', index: null },
      { type: 'price', runId: 'r', price: { inputPerMTok: -1, outputPerMTok: 2 } },
      { type: 'price', runId: 'r', price: { inputPerMTok: 1 } },
      { type: 'price', runId: 'r', price: { inputPerMTok: 1, outputPerMTok: Number.NaN } },
      { type: 'picture', runId: 'r', format: 'exe', data: '' },
      { type: 'picture', runId: 'r', format: 'png', data: 7 },
    ];
    for (const message of [...bad, ...good]) newest().say(message);
    expect(requests).toEqual(good);
  });

  test('tells the price that the person gave with every report that it shows, and no other', async () => {
    view.show();
    newest().say({ type: 'ready' });
    updates.fire({ type: 'started', run });
    updates.fire({ type: 'finished', runId: run.runId, report });
    await settled();
    expect(newest().posted.map(({ type }) => type)).toEqual(['hydrate', 'started', 'finished']);
    ownPrice = { inputPerMTok: 1, outputPerMTok: 2 };
    view.tellPrice();
    newest().say({ type: 'ready' });
    await settled();
    expect(
      newest()
        .posted.slice(3)
        .map(({ type }) => type),
    ).toEqual(['priced', 'hydrate', 'priced']);
  });

  test('comes back with its content after the window was reloaded', async () => {
    updates.fire({ type: 'started', run });
    updates.fire({ type: 'finished', runId: run.runId, report });
    await settled();
    view = newView();
    const restored = new FakePanel();
    await happened.serializer!.deserializeWebviewPanel(restored);
    restored.say({ type: 'ready' });
    expect(restored.posted).toMatchObject([{ type: 'hydrate', state: { run: { run, report: { id: report.id } } } }]);
  });

  test('knows after a reload how the last run was ordered, and has kept no header of its target', async () => {
    updates.fire({ type: 'started', run });
    updates.fire({ type: 'finished', runId: run.runId, report });
    await settled();
    view = newView();
    expect(await view.orderOf(null)).toBeNull();
    await happened.serializer!.deserializeWebviewPanel(new FakePanel());
    const order = await view.orderOf(null);
    expect(order).toMatchObject({ prompt, parameters: { maxTokens: 7 }, runId: report.id, hasAnswer: true });
    expect(order).toMatchObject({ targetName: report.target.name, cache: report.parameters.cache });
    expect(await view.orderOf('another run')).toBeNull();
    const kept = [...happened.files.values()].map((bytes) => new TextDecoder().decode(bytes)).join('\n');
    expect(kept).toContain('Why?');
    expect(kept).not.toContain('hush');
  });

  test.each([
    ['no file', null],
    ['something else', '{"runId":7}'],
    [
      'a prompt with no role',
      '{"runId":"ID","ordered":{"prompt":{"messages":[{"content":"x"}],"source":""},"parameters":{}}}',
    ],
    ['a prompt that was not known', '{"runId":"ID","ordered":null}'],
  ])('knows nothing of an order when there is %s', async (_, content) => {
    updates.fire({ type: 'started', run });
    updates.fire({ type: 'finished', runId: run.runId, report });
    await settled();
    happened.files.delete(PROMPT_FILE);
    if (content !== null) happened.files.set(PROMPT_FILE, new TextEncoder().encode(content.replace('ID', report.id)));
    expect(await view.orderOf(report.id)).toBeNull();
  });

  test('keeps a run of a comparison that is looked at, too', async () => {
    const other = { ...report, id: 'of a comparison' };
    view.showReport(other);
    await settled();
    view = newView();
    const restored = new FakePanel();
    await happened.serializer!.deserializeWebviewPanel(restored);
    restored.say({ type: 'ready' });
    expect(restored.posted).toMatchObject([{ type: 'hydrate', state: { run: { report: { id: other.id } } } }]);
  });

  test('comes to the front with the tab that is asked for, and otherwise with that of last time', async () => {
    view.show('run');
    newest().say({ type: 'ready' });
    await settled();
    view.show();
    await settled();
    expect(newest().posted).toMatchObject([
      { type: 'hydrate', state: { tab: 'run' } },
      { type: 'tab', tab: 'run' },
    ]);
  });

  test('a memory that is none of ours is no tab', async () => {
    const restored = new FakePanel();
    await happened.serializer!.deserializeWebviewPanel(restored, { tab: '<b>' });
    restored.say({ type: 'tab', tab: 'elsewhere' });
    restored.say({ type: 'ready' });
    expect(restored.posted).toMatchObject([{ type: 'hydrate', state: { tab: 'run' } }]);
  });

  test.each([
    ['no file', null],
    ['half a file', '{"schema":"prompt-profiler/run@1","id":'],
    ['something else', '{"a":1}'],
  ])('comes back empty when there is %s', async (_, content) => {
    if (content !== null) happened.files.set(FILE, new TextEncoder().encode(content));
    const restored = new FakePanel();
    await happened.serializer!.deserializeWebviewPanel(restored);
    restored.say({ type: 'ready' });
    expect(restored.posted).toMatchObject([{ type: 'hydrate', state: { run: null } }]);
  });

  test('a folder that cannot be written costs the memory and nothing else', async () => {
    happened.readOnly = true;
    view.show();
    newest().say({ type: 'ready' });
    updates.fire({ type: 'started', run });
    updates.fire({ type: 'finished', runId: run.runId, report });
    await settled();
    expect(newest().posted.at(-1)).toMatchObject({ type: 'finished' });
    expect(happened.files.size).toBe(0);
  });

  test('leaves no listener behind', () => {
    view.show();
    const panel = newest();
    view.dispose();
    expect([updates, panel.received, panel.viewState, panel.disposed].map(({ listeners }) => listeners)).toEqual([
      0, 0, 0, 0,
    ]);
    expect(happened.serializer).toBeNull();
  });
});

describe('the kept report', () => {
  test('is whole when it is small, loses its texts when it is large, and its chunks last', () => {
    const whole = boundedJson(report, 1_000_000);
    expect(JSON.parse(whole)).toEqual(JSON.parse(JSON.stringify(report)));
    const withoutTexts = JSON.parse(boundedJson(report, whole.length - 1)) as typeof report;
    expect(withoutTexts.chunks).toHaveLength(180);
    expect(JSON.stringify(withoutTexts)).not.toContain('"text"');
    const bare = JSON.parse(boundedJson(report, 10)) as typeof report;
    expect(bare.chunks).toBeUndefined();
    expect(bare.trace).toBeUndefined();
    expect(bare.metrics).toEqual(report.metrics);
  });
});
