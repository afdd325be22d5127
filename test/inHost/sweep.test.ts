import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { PromptProfilerApi } from '../../src/extension';
import type { SweepUpdate } from '../../src/core/sweep/runningSweep';
import type { SweepReport } from '../../src/core/sweep/sweepReport';
import type { SweepState, ToSweepTab } from '../../src/messages/sweepTabMessages';
import { Keys } from '../../src/ui/keys';
import { PromptAnswers } from '../../src/ui/promptAnswers';
import { openSweeps, type SweepController } from '../../src/ui/sweep/sweepController';
import { SweepMemory } from '../../src/ui/sweep/sweepMemory';
import type { SweepStatus } from '../../src/ui/sweep/sweepStatus';
import { TargetStore } from '../../src/ui/targetStore';
import { lengthReport } from '../webview/support/sweepStates';
import { DrivenServer, type Exchange } from './support/drivenServer';
import { api, closeAll, configure, openText, select, text } from './support/editor';
import { StatusWatch } from './support/statusWatch';
import { memento, secretStorage } from './support/storage';

async function reportOf(extension: PromptProfilerApi, watch: StatusWatch<SweepStatus>): Promise<SweepReport> {
  await watch.over();
  const report = await extension.sweep();
  assert.ok(report);
  return report;
}

/** Answers one request after the other with two tokens, until it is told to leave the next one open. */
class Answerer {
  readonly seen: Exchange[] = [];
  readonly #server: DrivenServer;
  readonly #leaves: number;
  /** The request that was left open. */
  readonly left: Promise<Exchange>;

  constructor(server: DrivenServer, leaves = Infinity) {
    this.#server = server;
    this.#leaves = leaves;
    this.left = this.#work();
  }

  async #work(): Promise<Exchange> {
    for (;;) {
      const exchange = await this.#server.next();
      if (this.seen.length >= this.#leaves) return exchange;
      this.seen.push(exchange);
      exchange.send('Hello');
      exchange.send(' world');
      exchange.end();
    }
  }
}

describe('sweeps', () => {
  let server: DrivenServer;
  let extension: PromptProfilerApi;
  let watch: StatusWatch<SweepStatus>;

  before(async () => {
    extension = await api();
  });
  // One for each test, as an answerer takes all that comes.
  beforeEach(async () => {
    server = await DrivenServer.start();
    watch = new StatusWatch(extension.onSweep);
    await configure({ targets: [server.target('swept', { contextWindow: 4096 })] });
  });
  afterEach(async () => {
    watch.dispose();
    await configure({ targets: undefined });
    await closeAll();
    await server.stop();
  });

  async function selection(): Promise<vscode.TextEditor> {
    const editor = await openText('alpha beta gamma\n\nrest');
    select(editor, [0, 0, 0, 16]);
    return editor;
  }

  it('over prompt length sends prompts of growing length made of the selection, and writes nothing into the editor', async () => {
    const editor = await selection();
    const { seen } = new Answerer(server);
    const form = { target: 'swept', lengths: '120, 60', runs: 2, warmups: 1, lengthAnswerTokens: 7 };
    await vscode.commands.executeCommand('promptProfiler.sweepLength', form);
    const report = await reportOf(extension, watch);
    assert.equal(report.ending, 'completed');
    assert.deepEqual(report.length?.plan.lengths, [60, 120]);
    assert.deepEqual(
      report.length?.points.map(({ n }) => n),
      [2, 2],
    );
    assert.equal(seen.length, 5);
    for (const { body } of seen) {
      assert.match(body.messages[0]?.content ?? '', /alpha beta gamma/);
      assert.equal(body.max_tokens, 7);
    }
    assert.equal(report.spent.requests, report.planned.requests);
    assert.equal(text(editor.document), 'alpha beta gamma\n\nrest');
  });

  it('under load asks for so many at once, level by level', async () => {
    await selection();
    const { seen } = new Answerer(server);
    const form = { target: 'swept', users: '1 2', requestsPerLevel: 3, fingerprint: false, usesPrompt: false };
    // Users who think long enough for the others to have begun.
    const more = { levelSeconds: 30, inputTokens: 60, thinkSeconds: 0.1 };
    await vscode.commands.executeCommand('promptProfiler.sweepLoad', { ...form, ...more });
    const report = await reportOf(extension, watch);
    assert.equal(report.ending, 'completed');
    assert.deepEqual(
      report.load?.levels.map(({ users, counts }) => [users, counts.failed]),
      [
        [1, 0],
        [2, 0],
      ],
    );
    assert.ok((report.load?.levels[1]?.counts.completed ?? 0) >= 6);
    // The built-in words were asked for.
    assert.ok(seen.every(({ body }) => !/alpha/.test(body.messages[0]?.content ?? '')));
    const steps = watch.statuses.map((status) => status?.place && `${status.place.index + 1}/${status.place.total}`);
    assert.ok(steps.includes('1/2') && steps.includes('2/2'));
  });

  it('are stopped by the command Stop at once, and keep what was measured', async () => {
    await selection();
    const answerer = new Answerer(server, 3);
    const form = { target: 'swept', lengths: '60', runs: 20, warmups: 0 };
    await vscode.commands.executeCommand('promptProfiler.sweepLength', form);
    const open = await answerer.left;
    await vscode.commands.executeCommand('promptProfiler.stop');
    await open.closed;
    const report = await reportOf(extension, watch);
    assert.equal(report.ending, 'stopped');
    assert.equal(report.length?.points[0]?.n, 3);
    assert.equal(server.requests, 4);
  });

  it('keep to a cap', async () => {
    await selection();
    new Answerer(server);
    const form = { target: 'swept', lengths: '60', runs: 9, warmups: 0, capRequests: 4 };
    await vscode.commands.executeCommand('promptProfiler.sweepLength', form);
    const report = await reportOf(extension, watch);
    assert.equal(report.reachedCap, 'requests');
    assert.equal(server.requests, 4);
    await vscode.commands.executeCommand('promptProfiler.sweepLength', {
      target: 'swept',
      runs: 1,
      capRequests: null,
      capUsd: 1,
    });
    assert.match((await reportOf(extension, watch)).endingSentence, /no price is known, so nothing was sent/);
    assert.equal(server.requests, 4);
  });

  it('do not start with a target whose key is missing, and send nothing', async () => {
    delete process.env['SWEEP_TEST_KEY'];
    await configure({ targets: [server.target('keyed', { keyFrom: 'env:SWEEP_TEST_KEY' })] });
    await selection();
    await vscode.commands.executeCommand('promptProfiler.sweepLength', { target: 'keyed', lengths: '60' });
    assert.equal(server.requests, 0);
    assert.deepEqual(watch.statuses, []);
  });
});

describe('sweeps of an earlier window', () => {
  const { showSaveDialog } = vscode.window;
  const memory = memento();
  const folder = vscode.Uri.joinPath(vscode.Uri.file(os.tmpdir()), `prompt-profiler-${randomUUID()}`);
  after(async () => {
    Object.assign(vscode.window, { showSaveDialog });
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  /** Another window: nothing is shared with the one before but the folder. */
  async function newWindow(startSweep: Parameters<typeof openSweeps>[0]['startSweep'], isBusy = false) {
    const told: ToSweepTab[] = [];
    const targets = new TargetStore(memento());
    const controller = await openSweeps(
      {
        ...{ targets, startSweep, memento: memory, isBusy: () => isBusy, onStatus: () => undefined },
        keys: new Keys(secretStorage(), memento()),
        answers: new PromptAnswers(memento()),
        accountant: { count: () => Promise.reject(new Error('nobody counts here')) },
        askPrice: () => Promise.resolve({ price: null, reason: null }),
        panel: { show: () => undefined, tell: (message) => told.push(message) },
      },
      folder,
    );
    return { controller, told, targets, close: () => targets.dispose() };
  }

  const stateOf = async (controller: SweepController, told: ToSweepTab[]): Promise<SweepState> => {
    await controller.hear({ type: 'sweepOpen' });
    const message = told.findLast(({ type }) => type === 'sweepState');
    assert.ok(message?.type === 'sweepState');
    return message.state;
  };

  const problemOf = (told: readonly ToSweepTab[]): string | null => {
    const message = told.findLast(({ type }) => type === 'sweepDraft');
    return message?.type === 'sweepDraft' ? message.draft.problem : null;
  };

  it('do not begin beside a comparison, as both would be wrong', async () => {
    const { controller, told, close } = await newWindow(() => assert.fail('it was started'), true);
    await controller.startWith({ target: 'Built-in 1 M-parameter model' });
    assert.match(problemOf(told) ?? '', /a comparison is under way/);
    close();
  });

  it('do not begin on a language model of the editor, and say why', async () => {
    const { controller, told, targets, close } = await newWindow(() => assert.fail('it was started'));
    await targets.addModel({ name: 'of the editor', protocol: 'vscode-lm', model: 'some-1' });
    const shown = (await stateOf(controller, told)).draft.targets.find(({ name }) => name === 'of the editor');
    assert.equal(shown?.state, 'editor-model');
    await controller.startWith({ target: 'of the editor' });
    assert.match(problemOf(told) ?? '', /language model of the editor/);
    close();
  });

  it('come back, and one that was under way is shown as stopped with all that was measured', async () => {
    const name = 'Built-in 1 M-parameter model';
    let tell: (update: SweepUpdate) => void = () => undefined;
    const first = await newWindow((_, onUpdate) => {
      tell = onUpdate;
      return { finished: new Promise(() => undefined), stop: () => undefined };
    });
    await first.controller.startWith({ target: name, kind: 'length', lengths: '128' });
    tell({ type: 'so-far', report: lengthReport({ name, ending: 'running', made: 9 }) });
    const shown = await stateOf(first.controller, first.told);
    assert.equal(shown.reports.length?.ending, 'running');
    await untilThere(vscode.Uri.joinPath(folder, 'sweeps'));
    first.close();

    const second = await newWindow(() => assert.fail('nothing was started'));
    const state = await stateOf(second.controller, second.told);
    assert.equal(state.now, null);
    assert.equal(state.isPlanning, false);
    assert.equal(state.draft.form.target, name);
    assert.equal(state.reports.length?.ending, 'stopped');
    assert.equal(state.reports.length?.length?.runs.length, 9);
    second.close();
  });

  it('can be looked at when their target is gone, and be deleted, after which they do not come back', async () => {
    const { showWarningMessage } = vscode.window;
    const removed = lengthReport({ name: 'renamed since' });
    await new SweepMemory(folder).keep({ ...removed, startedAt: new Date().toISOString() });
    const { controller, told, close } = await newWindow(() => assert.fail('nothing was started'));
    const state = await stateOf(controller, told);
    assert.equal(state.draft.form.target, 'renamed since');
    assert.equal(state.reports.length?.target.name, 'renamed since');
    assert.equal(state.draft.targets.find(({ name }) => name === 'renamed since')?.state, 'gone');
    const asked: string[] = [];
    const answers = [undefined, 'Delete'];
    const show = (message: string) => {
      asked.push(message);
      return Promise.resolve(answers.shift());
    };
    Object.assign(vscode.window, { showWarningMessage: show });
    await controller.hear({ type: 'sweepWish', wish: 'deleteLength' });
    assert.notEqual((await stateOf(controller, told)).reports.length, null);
    await controller.hear({ type: 'sweepWish', wish: 'deleteLength' });
    Object.assign(vscode.window, { showWarningMessage });
    assert.deepEqual(asked, Array(2).fill('Delete the sweep of renamed since over the length of the prompt?'));
    const after = await stateOf(controller, told);
    assert.ok(after.isPlanning && after.draft.targets.every(({ name }) => name !== 'renamed since'));
    close();
    const kept = await new SweepMemory(folder).recall();
    assert.ok(kept.length > 0 && kept.every(({ target }) => target.name !== 'renamed since'));
  });

  it('are saved with the workload that was asked for, and a claim with its verdict, also in the window after', async () => {
    const workload = { inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null };
    const claims = [{ metric: 'ttftMs', relation: 'at-most', value: 1 }];
    const asking = await newWindow(() => assert.fail('nothing was started'));
    await asking.controller.hear({ type: 'sweepCard', question: { workload, claims } });
    asking.close();

    const { controller, told, close } = await newWindow(() => assert.fail('nothing was started'));
    const shown = (await stateOf(controller, told)).reports.length;
    assert.equal(shown?.card?.workload.inputTokens, 1750);
    const file = vscode.Uri.joinPath(folder, 'saved');
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(file) });
    const saved = async (wish: 'exportLengthJson' | 'exportLengthMarkdown') => {
      await controller.hear({ type: 'sweepWish', wish });
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    };
    const { card } = JSON.parse(await saved('exportLengthJson')) as SweepReport;
    assert.deepEqual(card, shown.card);
    assert.equal(card.claims[0]?.verdict, 'refuted');
    assert.match(await saved('exportLengthMarkdown'), /### Workload: 1\u202f750 tokens in, 500 out/);
    await controller.hear({ type: 'sweepWish', wish: 'copyLength' });
    assert.match(await vscode.env.clipboard.readText(), /Claim "time to first token at most .*": refuted\./);
    close();
  });
});

/** Waits for a whole file in a folder. */
async function untilThere(folder: vscode.Uri): Promise<void> {
  for (;;) {
    const files = await vscode.workspace.fs.readDirectory(folder).then(
      (found) => found,
      () => [],
    );
    if (files.some(([name]) => name.endsWith('.json'))) return;
  }
}
