import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, until } from './support/editor';
import { logText, setLogLevel } from './support/log';

describe('the log', () => {
  let server: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
    const target = server.target('logged', { vendor: 'generic' });
    await configure({ targets: [target], defaultTarget: 'logged', openPanelOnRun: false, output: 'none' });
  });
  after(async () => {
    watch.dispose();
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined, output: undefined });
    await closeAll();
    await server.stop();
  });

  it('says what ran and how it ended', async () => {
    await openText('question');
    const run = await profile();
    const exchange = await server.next();
    exchange.send('yes');
    exchange.end();
    await watch.finished(run);
    await vscode.commands.executeCommand('promptProfiler.showLog');
    await until('the log is shown with the end of the run', () => logText().includes(`${run} completed: TTFT`));
    const text = logText();
    assert.match(text, new RegExp(`${run} started: .* → logged \\(openai-chat, driven-1\\)`));
    // At this level nothing of the wire is there.
    assert.ok(!text.includes(`${run} → POST`));
  });

  it('at level trace shows the wire, and no secret that goes over it', async () => {
    process.env['IN_HOST_TEST_KEY'] = 'sk-log-canary-0123456789';
    const target = server.target('logged', { vendor: 'generic', keyFrom: 'env:IN_HOST_TEST_KEY' });
    await configure({ targets: [target] });
    const { logLevel } = vscode.env;
    await setLogLevel(vscode.LogLevel.Trace);
    try {
      await vscode.commands.executeCommand('promptProfiler.showLog');
      await openText('question');
      const run = await profile();
      const exchange = await server.next();
      assert.equal(exchange.authorization, 'Bearer sk-log-canary-0123456789');
      exchange.send('Your key is sk-log-canary-0123456789, is it not?');
      exchange.end();
      const report = await watch.finished(run);
      assert.ok(report.quality.findings.some(({ code }) => code === 'wire-logged'));
      await until('the end of the run is in the log', () => logText().includes(`${run} completed`));
      const text = logText();
      assert.match(text, new RegExp(`\\[trace\\] ${run} → POST http://127\\.0\\.0\\.1`));
      assert.match(text, /authorization: .*•/i);
      assert.match(text, /Your key is •+, is it not/);
      assert.ok(!text.includes('sk-log-canary'));
    } finally {
      await setLogLevel(logLevel);
      delete process.env['IN_HOST_TEST_KEY'];
    }
  });
});
