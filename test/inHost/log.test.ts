import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, until } from './support/editor';

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
    const log = () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && /Prompt Profiler/.test(uri.path));
    await until(
      'the log is shown with the end of the run',
      () => log()?.getText().includes(`${run} completed: TTFT`) === true,
    );
    const text = log()?.getText() ?? '';
    assert.match(text, new RegExp(`${run} started: .* → logged \\(openai-chat, driven-1\\)`));
    // At this level nothing of the wire is there.
    assert.ok(!text.includes('→ POST'));
  });
});
