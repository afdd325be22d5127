import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { PromptProfilerApi } from '../../src/extension';
import { COMPARE_WISHES } from '../../src/messages/compareTabMessages';
import { copySeries, exportSeries, type SeriesExport } from '../../src/ui/compare/exportSeries';
import { EXPORTS as SWEEP_EXPORTS, takeAway } from '../../src/ui/sweep/exportSweep';
import { kindOf } from '../../src/ui/sweep/sweepShelf';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, until } from './support/editor';
import { logText, setLogLevel } from './support/log';
import { inWorkspace } from './support/workspaceFiles';

/** Would be found in whatever it gets into; not of the shape of a key, so that nobody hides it who does not know it. */
const CANARY = 'quiet-CANARY-9c51d2e87f3a';
const COPIES = ['copyMarkdown', 'copyCurl', 'copyTarget', 'copyDiagnostics'];
const EXPORTS = ['exportJson', 'exportCsv', 'exportHtml'];
const SERIES_EXPORTS = COMPARE_WISHES.filter((wish): wish is SeriesExport => wish.startsWith('export'));

describe('what is taken out of the editor', () => {
  const { showSaveDialog } = vscode.window;
  const { logLevel } = vscode.env;
  let extension: PromptProfilerApi;
  let server: DrivenServer;
  /** Answers with the key. */
  let telling: DrivenServer;
  /** Refuses the key and says which one. */
  let refusing: DrivenServer;
  let watch: RunWatch;
  let saved: string[];

  before(async () => {
    process.env['IN_HOST_CANARY'] = CANARY;
    [server, telling, refusing] = await Promise.all([DrivenServer.start(), tellingServer(), refusingServer()]);
    extension = await api();
    watch = new RunWatch(extension);
    // So that what goes over the wire is in the log too.
    await setLogLevel(vscode.LogLevel.Trace);
    await vscode.commands.executeCommand('promptProfiler.showLog');
    const keyed = { vendor: 'generic', keyFrom: 'env:IN_HOST_CANARY', headers: { 'X-Api-Key': CANARY } };
    const targets = [server.target('canary', keyed), telling.target('telling', keyed), refusing.target('no', keyed)];
    await configure({ targets, defaultTarget: 'canary', openPanelOnRun: false, output: 'none' });
    saved = [];
    const choose = (options?: vscode.SaveDialogOptions) => {
      const file = inWorkspace(`taken-${path.basename(options?.defaultUri?.path ?? '')}`);
      saved.push(file.fsPath);
      return Promise.resolve(file);
    };
    Object.assign(vscode.window, { showSaveDialog: choose });
  });
  after(async () => {
    Object.assign(vscode.window, { showSaveDialog });
    delete process.env['IN_HOST_CANARY'];
    watch.dispose();
    await setLogLevel(logLevel);
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined, output: undefined });
    await closeAll();
    await Promise.all([server, telling, refusing].map((each) => each.stop()));
  });

  async function copied(copy: () => unknown): Promise<string> {
    await vscode.env.clipboard.writeText('nothing');
    await copy();
    return vscode.env.clipboard.readText();
  }

  const filesSaved = (): Promise<string[]> => Promise.all(saved.splice(0).map((file) => readFile(file, 'utf8')));

  async function takenOut(): Promise<string[]> {
    const texts: string[] = [];
    for (const name of COPIES) texts.push(await copied(() => vscode.commands.executeCommand(`promptProfiler.${name}`)));
    for (const name of EXPORTS) await vscode.commands.executeCommand(`promptProfiler.${name}`);
    return [...texts, ...(await filesSaved())];
  }

  function holdNoKey(texts: readonly string[]): void {
    for (const text of texts) {
      // Chunks of a run that was refused are a headline.
      assert.ok(text.length > 40, text);
      assert.ok(!text.includes('CANARY-'), text);
    }
  }

  it('holds no key, also when the answer repeats it', async () => {
    await openText('question');
    const run = await profile();
    const exchange = await server.next();
    assert.equal(exchange.authorization, `Bearer ${CANARY}`);
    for (const piece of ['The key is ', CANARY.slice(0, 9), CANARY.slice(9), ', is it not?']) exchange.send(piece);
    exchange.end();
    assert.equal((await watch.finished(run)).outcome.status, 'completed');
    const texts = await takenOut();
    assert.equal(texts.length, COPIES.length + EXPORTS.length);
    holdNoKey(texts);
    assert.ok(texts.some((text) => text.includes('curl')) && texts.some((text) => /<!doctype html>/i.test(text)));
  });

  it('holds no key either when a server refuses it and says which one', async () => {
    await openText('question');
    const run = await profile();
    (await server.next()).refuse(401, `Incorrect API key provided: ${CANARY}`);
    assert.equal((await watch.finished(run)).outcome.error?.kind, 'unauthorized');
    holdNoKey(await takenOut());
  });

  it('holds no key of a comparison, in whatever form it is taken', async () => {
    await openText('question');
    const plan = { targets: ['telling', 'no'], runs: 2, warmups: 1, cache: 'as-is', pauseMs: 0, within: null };
    const over = ended(extension.onComparison);
    await vscode.commands.executeCommand('promptProfiler.compareModels', plan);
    await over;
    const report = await extension.comparison();
    assert.ok(report);
    assert.deepEqual(
      report.targets.map(({ counts }) => [counts.completed, counts.failed]),
      [
        [2, 0],
        [0, 2],
      ],
    );
    const texts = [JSON.stringify(report), await copied(() => copySeries(report))];
    for (const kind of SERIES_EXPORTS) await exportSeries(report, kind);
    texts.push(...(await filesSaved()));
    assert.equal(texts.length, SERIES_EXPORTS.length + 2);
    holdNoKey(texts);
    assert.ok(texts.every((text) => text.includes('telling')));
  });

  for (const [command, more] of [
    ['sweepLength', { lengths: '60', runs: 2, warmups: 0 }],
    ['sweepLoad', { users: '2', requestsPerLevel: 2, fingerprint: true, levelSeconds: 5, inputTokens: 60 }],
  ] as const)
    for (const target of ['telling', 'no'])
      it(`holds no key of a ${command} on the target "${target}", in whatever form it is taken`, async () => {
        await openText('question');
        const over = ended(extension.onSweep);
        await vscode.commands.executeCommand(`promptProfiler.${command}`, { target, ...more });
        await over;
        const report = await extension.sweep();
        assert.ok(report && report.target.name === target);
        assert.equal(report.ending, target === 'no' ? 'failing' : 'completed');
        const forms = Object.values(SWEEP_EXPORTS).filter(({ kind }) => kind === kindOf(report));
        const texts = [JSON.stringify(report)];
        for (const { as } of forms)
          if (as === 'clipboard') texts.push(await copied(() => takeAway(report, as)));
          else await takeAway(report, as);
        texts.push(...(await filesSaved()));
        assert.equal(texts.length, forms.length + 1);
        holdNoKey(texts);
      });

  it('nor does the log of it all, which shows the wire', async () => {
    await until('the wire is in the log', () => /→ POST http/.test(logText()) && /authorization: .*•/i.test(logText()));
    holdNoKey([logText()]);
  });
});

/** Settles when the next experiment is over. */
const ended = (onStatus: vscode.Event<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const listener = onStatus((status) => {
      if (status !== null) return;
      listener.dispose();
      resolve();
    });
  });

async function tellingServer(): Promise<DrivenServer> {
  const driven = await DrivenServer.start();
  void answerAll(driven, (exchange) => {
    for (const piece of ['The key is ', CANARY.slice(0, 9), CANARY.slice(9), '.']) exchange.send(piece);
    exchange.end();
  });
  return driven;
}

async function refusingServer(): Promise<DrivenServer> {
  const driven = await DrivenServer.start();
  void answerAll(driven, (exchange) => exchange.refuse(401, `Incorrect API key provided: ${CANARY}`));
  return driven;
}

async function answerAll(driven: DrivenServer, answer: (exchange: Awaited<ReturnType<DrivenServer['next']>>) => void) {
  for (;;) answer(await driven.next());
}
