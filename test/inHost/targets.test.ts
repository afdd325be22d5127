import assert from 'node:assert/strict';
import { rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { settings } from '../../src/ui/settings';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, select, text, until } from './support/editor';

const workspaceFolder = (): vscode.Uri => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return folder;
};
const targetsFile = () => vscode.Uri.joinPath(workspaceFolder(), 'prompt-profiler.json');
const write = (uri: vscode.Uri, content: string) =>
  vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
const remove = (uri: vscode.Uri) => vscode.workspace.fs.delete(uri).then(undefined, () => undefined);

describe('targets', () => {
  let server: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
  });
  beforeEach(() => configure({ openPanelOnRun: false }));
  afterEach(async () => {
    await remove(targetsFile());
    await configure({ targets: undefined, defaultTarget: undefined, maxTokens: undefined, openPanelOnRun: undefined });
    await closeAll();
  });
  after(async () => {
    watch.dispose();
    await server.stop();
  });

  async function ask(): Promise<{ run: string; editor: vscode.TextEditor }> {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    return { run: await profile(), editor };
  }

  it('with nothing configured, the built-in model answers', async () => {
    const { run, editor } = await ask();
    const report = await watch.written(run);
    assert.equal(report.outcome.error, null);
    assert.equal(report.target.protocol, 'gguf');
    assert.equal(report.metrics.ttftMs.source, 'measured');
    assert.equal(text(editor.document), `question\n\n${report.output.text ?? ''}`);
    assert.ok(report.output.characters > 20);
  });

  it('come from the workspace’s file too; a broken entry does not take the good ones down', async () => {
    const good = server.target('of the team', { parameters: { maxTokens: 5 } });
    const broken = { name: 'broken', protocol: 'openai-chat', url: 'ftp://x', model: 'm' };
    await write(targetsFile(), `// ours\n${JSON.stringify({ targets: [broken, good], defaultTarget: 'of the team' })}`);
    await configure({ maxTokens: 77 });
    const { run } = await ask();
    const exchange = await server.next();
    assert.equal(exchange.body.max_tokens, 5);
    exchange.send('yes');
    exchange.end();
    const report = await watch.written(run);
    assert.equal(report.target.name, 'of the team');
  });

  it('are completed and checked while they are written', async () => {
    const content = '{\n  "targets": [{ "protocol": "openai-chat", }]\n}';
    await write(targetsFile(), content);
    const document = await vscode.workspace.openTextDocument(targetsFile());
    await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, 'jsonc');
    const messages = () => vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    await until('the missing address is marked', () => messages().some((message) => message.includes('"url"')));
    const found = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(content.indexOf(', }') + 2),
    );
    const labels = found.items.map(({ label }) => label);
    for (const name of ['url', 'model', 'keyFrom', 'price', 'timeouts']) assert.ok(labels.includes(name), name);
  });

  it('get what the settings say where they say nothing themselves', async () => {
    await configure({ targets: [server.target('mine')], defaultTarget: 'mine', maxTokens: 77 });
    const { run } = await ask();
    const exchange = await server.next();
    assert.equal(exchange.body.max_tokens, 77);
    exchange.end();
    await watch.finished(run);
  });

  it('are given up after the times of the settings', async () => {
    const limits = { 'timeouts.connectMs': 4321, 'timeouts.firstByteMs': 60, 'timeouts.stallMs': 60 };
    await configure({ targets: [server.target('mine')], defaultTarget: 'mine', ...limits });
    assert.deepEqual(settings.targetDefaults().timeouts, { connectMs: 4321, firstByteMs: 60, stallMs: 60 });
    const silent = await ask();
    assert.equal((await watch.finished(silent.run)).outcome.error?.kind, 'timeout');
    await server.next();
    const stalled = await ask();
    (await server.next()).send('one');
    assert.equal((await watch.finished(stalled.run)).outcome.error?.kind, 'stalled');
    await configure(Object.fromEntries(Object.keys(limits).map((name) => [name, undefined])));
  });

  it('take a key from the environment, and none is shown anywhere', async () => {
    process.env['IN_HOST_TEST_KEY'] = 'sk-very-secret-1';
    await configure({ targets: [server.target('mine', { keyFrom: 'env:IN_HOST_TEST_KEY' })], defaultTarget: 'mine' });
    const { run } = await ask();
    const exchange = await server.next();
    assert.equal(exchange.authorization, 'Bearer sk-very-secret-1');
    exchange.refuse(401, 'Incorrect API key provided: sk-very-secret-1');
    const report = await watch.finished(run);
    delete process.env['IN_HOST_TEST_KEY'];
    assert.equal(report.outcome.error?.kind, 'unauthorized');
    assert.doesNotMatch(JSON.stringify(watch.updates), /sk-very-secret-1/);
  });

  it('are not asked when the environment holds no key', async () => {
    await configure({ targets: [server.target('mine', { keyFrom: 'env:NOT_SET_ANYWHERE' })], defaultTarget: 'mine' });
    const before = server.requests;
    const { run } = await ask();
    const report = await watch.finished(run);
    assert.equal(report.outcome.error?.kind, 'unauthorized');
    assert.match(report.outcome.error.message, /NOT_SET_ANYWHERE/);
    assert.equal(server.requests, before);
  });

  it('whose model file is a trap say so in time', async () => {
    if (process.platform === 'win32') return;
    const traps = { endless: '/dev/zero', nowhere: path.join(workspaceFolder().fsPath, 'nowhere.gguf') };
    for (const [name, target] of Object.entries(traps)) {
      const file = path.join(workspaceFolder().fsPath, `${name}.trap.gguf`);
      await symlink(target, file);
      await configure({ targets: [{ name, protocol: 'gguf', path: file }], defaultTarget: name });
      const { run } = await ask();
      assert.equal((await watch.finished(run)).outcome.error?.kind, 'model-load', name);
      await rm(file);
    }
  });

  it('that nobody answers at give a report that says so, and leave the document alone', async () => {
    const gone = await DrivenServer.start();
    const target = gone.target('gone');
    await gone.stop();
    await configure({ targets: [target], defaultTarget: 'gone' });
    const { run, editor } = await ask();
    const report = await watch.finished(run);
    assert.equal(report.outcome.status, 'failed');
    assert.equal(report.outcome.error?.kind, 'refused');
    assert.equal(text(editor.document), 'question');
  });
});
