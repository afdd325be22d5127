import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { PromptProfilerApi } from '../../src/extension';
import type { SeriesReport } from '../../src/core/seriesReport';
import type { SeriesStatus } from '../../src/ui/compare/seriesStatus';
import { DrivenServer, type Exchange } from './support/drivenServer';
import { api, closeAll, configure, openText, select, text } from './support/editor';
import { StatusWatch } from './support/statusWatch';

async function reportOf(extension: PromptProfilerApi, watch: StatusWatch<SeriesStatus>): Promise<SeriesReport> {
  await watch.over();
  const report = await extension.comparison();
  assert.ok(report);
  return report;
}

async function answer(exchange: Exchange): Promise<void> {
  exchange.send('Hello');
  exchange.send(' world');
  exchange.end();
  await exchange.closed;
}

describe('Compare Models', () => {
  let first: DrivenServer;
  let second: DrivenServer;
  let extension: PromptProfilerApi;
  let watch: StatusWatch<SeriesStatus>;

  before(async () => {
    [first, second] = await Promise.all([DrivenServer.start(), DrivenServer.start()]);
    extension = await api();
  });
  afterEach(async () => {
    watch.dispose();
    await configure({ targets: undefined });
    await closeAll();
  });
  after(async () => {
    await Promise.all([first.stop(), second.stop()]);
  });

  /** Begins a comparison of a selection, as a keybinding with a plan would. */
  async function compare(plan: Readonly<Record<string, unknown>>): Promise<vscode.TextEditor> {
    await configure({ targets: [first.target('one'), second.target('two')] });
    const editor = await openText('question\n\nrest');
    select(editor, [0, 0, 0, 8]);
    watch = new StatusWatch(extension.onComparison);
    const whole = { runs: 2, warmups: 0, cache: 'as-is', pauseMs: 0, within: null, maxTokens: 7, ...plan };
    await vscode.commands.executeCommand('promptProfiler.compareModels', whole);
    return editor;
  }

  const bothAnswer = async (rounds: number): Promise<void> => {
    // A B, then B A.
    for (let round = 0; round < rounds; round += 1)
      for (const server of round % 2 === 0 ? [first, second] : [second, first]) await answer(await server.next());
  };

  it('sends the selection to every target in turn, writes nothing into the editor, and reports all runs', async () => {
    const editor = await compare({ targets: ['one', 'two'] });
    const exchange = await first.next();
    assert.deepEqual(exchange.body.messages, [{ role: 'user', content: 'question' }]);
    assert.equal(exchange.body.max_tokens, 7);
    await answer(exchange);
    await answer(await second.next());
    await answer(await second.next());
    await answer(await first.next());
    const report = await reportOf(extension, watch);
    assert.deepEqual(
      report.order.map(({ target }) => target),
      ['one', 'two', 'two', 'one'],
    );
    assert.equal(report.ending, 'completed');
    assert.deepEqual(
      report.targets.map(({ counts }) => counts.completed),
      [2, 2],
    );
    assert.equal(text(editor.document), 'question\n\nrest');
  });

  it('is paused after the run under way and goes on when it is resumed', async () => {
    await compare({ targets: ['one', 'two'], runs: 1 });
    const exchange = await first.next();
    await vscode.commands.executeCommand('promptProfiler.pauseComparison');
    await watch.until('the pause is asked for', (status) => status?.phase === 'pausing');
    await answer(exchange);
    await watch.until('it is paused', (status) => status?.phase === 'paused');
    assert.equal(watch.statuses.at(-1)?.made, 1);
    await vscode.commands.executeCommand('promptProfiler.resumeComparison');
    await answer(await second.next());
    assert.equal((await reportOf(extension, watch)).order.length, 2);
  });

  it('is stopped by the command Stop, and keeps what was measured', async () => {
    await compare({ targets: ['one', 'two'], runs: 20 });
    await bothAnswer(1);
    const open = await second.next();
    open.send('half');
    await watch.until('the third run is under way', (status) => status?.made === 2 && status.targetName === 'two');
    await vscode.commands.executeCommand('promptProfiler.stop');
    await open.closed;
    const report = await reportOf(extension, watch);
    assert.equal(report.ending, 'stopped');
    assert.deepEqual(
      report.targets.map(({ counts }) => [counts.completed, counts.stopped]),
      [
        [1, 0],
        [1, 1],
      ],
    );
  });

  it('has runs that can be run again, with the same prompt, target and limit, and none of them is lost by it', async () => {
    await compare({ targets: ['one', 'two'], runs: 1, cache: 'cold' });
    const sent = await first.next();
    await answer(sent);
    await answer(await second.next());
    const report = await reportOf(extension, watch);
    const [made] = report.targets[0]?.runs ?? [];
    await closeAll();
    const again = vscode.commands.executeCommand<string>('promptProfiler.runAgain', made?.id);
    const exchange = await first.next();
    assert.match(exchange.body.messages[0]?.content ?? '', /^[0-9a-f]{12}\n\nquestion$/);
    assert.notDeepEqual(exchange.body.messages, sent.body.messages);
    assert.equal(exchange.body.max_tokens, 7);
    await answer(exchange);
    assert.equal(typeof (await again), 'string');
    assert.equal((await extension.comparison())?.order.length, 2);
  });

  it('goes on without a server that is dead', async () => {
    const dead = await DrivenServer.start();
    const gone = dead.target('gone');
    await dead.stop();
    await configure({ targets: [first.target('one'), gone] });
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    watch = new StatusWatch(extension.onComparison);
    const plan = { targets: ['gone', 'one'], runs: 5, warmups: 0, cache: 'as-is', pauseMs: 0, within: null };
    await vscode.commands.executeCommand('promptProfiler.compareModels', plan);
    for (let run = 0; run < 5; run += 1) await answer(await first.next());
    const report = await reportOf(extension, watch);
    const [alive, lost] = report.targets;
    assert.equal(alive?.counts.completed, 5);
    assert.equal(lost?.gaveUp, true);
    assert.equal(lost.counts.failed, 3);
    assert.equal(lost.runs[0]?.outcome.error?.kind, 'refused');
  });

  it('does not start with a target whose key is missing, and sends nothing', async () => {
    delete process.env['COMPARE_TEST_KEY'];
    const before = first.requests;
    await configure({ targets: [first.target('one', { keyFrom: 'env:COMPARE_TEST_KEY' }), second.target('two')] });
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    watch = new StatusWatch(extension.onComparison);
    await vscode.commands.executeCommand('promptProfiler.compareModels', { targets: ['one'], runs: 1, warmups: 0 });
    assert.equal(first.requests, before);
    assert.deepEqual(watch.statuses, []);
  });

  it('does not start beside a sweep, as both would be wrong', async () => {
    const before = second.requests;
    await configure({ targets: [first.target('one'), second.target('two')] });
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    watch = new StatusWatch(extension.onComparison);
    const isOver = new Promise<void>((resolve) => {
      const listener = extension.onSweep((status) => {
        if (status !== null) return;
        listener.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('promptProfiler.sweepLength', { target: 'one', lengths: [64, 128, 256] });
    await first.next();
    await vscode.commands.executeCommand('promptProfiler.compareModels', { targets: ['two'], runs: 1, warmups: 0 });
    assert.deepEqual([second.requests, watch.statuses], [before, []]);
    await vscode.commands.executeCommand('promptProfiler.stop');
    await isOver;
  });
});
