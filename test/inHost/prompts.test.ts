import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { originOfSource } from '../../src/ui/openCommands';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, select, text } from './support/editor';

const inWorkspace = (name: string): vscode.Uri => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return vscode.Uri.joinPath(folder, name);
};
const profileAnything = (...args: unknown[]) =>
  vscode.commands.executeCommand<string | null>('promptProfiler.profilePrompt', ...args);

describe('prompts', () => {
  let server: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
  });
  beforeEach(() => configure({ targets: [server.target('driven')], defaultTarget: 'driven', openPanelOnRun: false }));
  afterEach(closeAll);
  after(async () => {
    watch.dispose();
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined });
    await server.stop();
  });

  async function answer(run: string, words = 'fine') {
    const exchange = await server.next();
    exchange.send(words);
    exchange.end();
    return { report: await watch.written(run), body: exchange.body };
  }

  it('name their place in the file', async () => {
    const uri = inWorkspace('incident-review.prompt.md');
    const editor = await vscode.window.showTextDocument(uri);
    select(editor, [2, 0, 4, 3]);
    const { report } = await answer(await profile());
    assert.equal(report.prompt.source, 'incident-review.prompt.md:3-5');
  });

  it('come from a file of the explorer, with its roles', async () => {
    const uri = inWorkspace('incident-review.prompt.md');
    const { report, body } = await answer(await profile(uri, [uri]));
    assert.equal(report.prompt.source, 'incident-review.prompt.md');
    assert.deepEqual(
      body.messages.map(({ role }) => role),
      ['system', 'user'],
    );
  });

  it('may be a request body, whose parameters are used', async () => {
    const body = {
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'u' },
      ],
      max_tokens: 3,
    };
    const editor = await openText(JSON.stringify(body), 'json');
    const { body: sent } = await answer(await profile(editor.document.uri));
    assert.deepEqual(sent.messages, body.messages);
    assert.equal(sent.max_tokens, 3);
  });

  it('that are empty, too long or no text are refused with a report that says why, and nothing is sent', async () => {
    const before = server.requests;
    const huge = inWorkspace('huge.md');
    writeFileSync(huge.fsPath, '');
    truncateSync(huge.fsPath, 100_000_000);
    const binary = inWorkspace('binary.md');
    writeFileSync(binary.fsPath, Buffer.from([0, 1, 2, 255, 0, 0, 3]));
    const refusal = async (run: string | null) => {
      assert.ok(run);
      const { outcome, output } = await watch.finished(run);
      assert.equal(outcome.status, 'failed');
      assert.equal(output.characters, 0);
      return outcome.error;
    };
    const rows = [
      [huge, 'too-large', /100 MB/],
      [binary, 'bad-request', /cannot be read as text/],
      [inWorkspace('.'), 'bad-request', /is a folder/],
      [inWorkspace('missing.md'), 'bad-request', /cannot be read as text/],
    ] as const;
    for (const [uri, kind, sentence] of rows) {
      const error = await refusal(await profileAnything(uri, [uri]));
      assert.equal(error?.kind, kind);
      assert.match(error.message, sentence);
    }
    await openText(' \n ');
    assert.match((await refusal(await profileAnything()))?.message ?? '', /The prompt is empty/);
    await closeAll();
    assert.equal(await profileAnything(), null);
    assert.equal(server.requests, before);
  });

  it('can be run again without a second answer in the document', async () => {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    await answer(await profile());
    const again = vscode.commands.executeCommand<string>('promptProfiler.runAgain');
    const exchange = await server.next();
    assert.equal(exchange.body.messages[0]?.content, 'question');
    exchange.send('other');
    exchange.end();
    const report = await watch.finished(await again);
    assert.equal(report.output.text, 'other');
    assert.equal(text(editor.document), 'question\n\nfine');
  });

  it('that failed are answered in their place when they are run again', async () => {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    const first = await profile();
    (await server.next()).refuse(503, 'overloaded');
    await watch.finished(first);
    const again = vscode.commands.executeCommand<string>('promptProfiler.runAgain');
    const exchange = await server.next();
    exchange.send('now');
    exchange.end();
    await watch.written(await again);
    assert.equal(text(editor.document), 'question\n\nnow');
  });

  it('are sent again with the cache mode of then', async () => {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    await answer(await profile());
    await configure({ cache: 'cold' });
    const again = vscode.commands.executeCommand<string>('promptProfiler.runAgain');
    const exchange = await server.next();
    assert.equal(exchange.body.messages[0]?.content, 'question');
    exchange.end();
    const report = await watch.finished(await again);
    assert.equal(report.parameters.cache, 'as-is');
    await configure({ cache: undefined });
  });

  it('can be found again from their run', async () => {
    const editor = await openText('one\ntwo\nthree');
    select(editor, [1, 0, 1, 3]);
    const run = await profile();
    await answer(run);
    select(editor, [0, 0, 0, 0]);
    await openText('something else');
    await vscode.commands.executeCommand('promptProfiler.openSource', run);
    const active = vscode.window.activeTextEditor;
    assert.equal(active?.document, editor.document);
    assert.equal(active.document.getText(active.selection), 'two');
  });

  it('are looked for inside of the workspace only, when all that is known is what a report says', () => {
    const origin = originOfSource('notes/ask.md:3-5,9-9');
    assert.equal(origin?.uri.path, inWorkspace('notes/ask.md').path);
    assert.deepEqual(
      origin.ranges.map(({ start, end }) => [start.line, end.line]),
      [
        [2, 4],
        [8, 8],
      ],
    );
    for (const foreign of ['../outside.md', '', '..', 'a/../../b.md']) assert.equal(originOfSource(foreign), null);
  });

  it('leave their numbers on the clipboard as Markdown', async () => {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    await answer(await profile(), 'private words');
    await vscode.commands.executeCommand('promptProfiler.copyMarkdown');
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /driven-1/);
    assert.doesNotMatch(copied, /private words/);
  });
});
