import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, select, text, until } from './support/editor';

const undo = () => vscode.commands.executeCommand('undo');
const type = (typed: string) => vscode.commands.executeCommand('type', { text: typed });

const prompt = 'Title\n\nWhy is the sky blue?\n\nNext paragraph.\n';
const isBeside = (editor: vscode.TextEditor) => editor.document.isUntitled && editor.document.languageId === 'markdown';

describe('output', () => {
  let server: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
  });
  beforeEach(() =>
    configure({ targets: [server.target('driven')], defaultTarget: 'driven', output: 'auto', openPanelOnRun: false }),
  );
  afterEach(closeAll);
  after(async () => {
    watch.dispose();
    await configure({ targets: undefined, defaultTarget: undefined, output: undefined, openPanelOnRun: undefined });
    await server.stop();
  });

  const besideText = () => vscode.window.visibleTextEditors.filter(isBeside).map(({ document }) => text(document));

  it('streams below the selection, as a paragraph, and one undo takes all of it back', async () => {
    const editor = await openText(prompt);
    select(editor, [2, 0, 2, 20]);
    const run = await profile();
    const exchange = await server.next();
    assert.deepEqual(exchange.body.messages, [{ role: 'user', content: 'Why is the sky blue?' }]);
    exchange.send('Because of ');
    await until('the first text stands there', () => text(editor.document).includes('Because of '));
    exchange.send('Rayleigh');
    await until('the second text stands there', () => text(editor.document).includes('Rayleigh'));
    exchange.send(' scattering.');
    exchange.end();
    await watch.written(run);
    const answered = 'Title\n\nWhy is the sky blue?\n\nBecause of Rayleigh scattering.\n\nNext paragraph.\n';
    assert.equal(text(editor.document), answered);
    assert.deepEqual(editor.selection, new vscode.Selection(2, 0, 2, 20), 'the selection was moved');
    await undo();
    assert.equal(text(editor.document), prompt);
    await vscode.commands.executeCommand('redo');
    assert.equal(text(editor.document), answered);
  });

  it('keeps a cursor where it is that stands right at the insertion point', async () => {
    const editor = await openText('only line');
    await configure({ output: 'below' });
    select(editor, [0, 9, 0, 9]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('one ');
    await until('text came', () => text(editor.document).endsWith('one '));
    exchange.send('two');
    exchange.end();
    await watch.written(run);
    assert.equal(text(editor.document), 'only line\n\none two');
    assert.deepEqual(editor.selection, new vscode.Selection(0, 9, 0, 9));
  });

  it('survives typing elsewhere, and one undo still takes all of the output back and nothing else', async () => {
    const editor = await openText(prompt);
    select(editor, [2, 0, 2, 20]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('One ');
    await until('one', () => text(editor.document).includes('One '));
    select(editor, [0, 5, 0, 5]);
    await type(' A');
    exchange.send('two ');
    await until('two', () => text(editor.document).includes('One two '));
    const end = editor.document.positionAt(text(editor.document).length);
    editor.selection = new vscode.Selection(end, end);
    await type('Tail');
    exchange.send('three.');
    exchange.end();
    await watch.written(run);
    const answered = 'Title A\n\nWhy is the sky blue?\n\nOne two three.\n\nNext paragraph.\nTail';
    assert.equal(text(editor.document), answered);
    await until('the cursor is where it was', () =>
      editor.selection.active.isEqual(editor.document.positionAt(answered.length)),
    );
    await undo();
    assert.equal(text(editor.document), 'Title A\n\nWhy is the sky blue?\n\nNext paragraph.\nTail');
  });

  it('goes beside for a whole document, without taking the focus', async () => {
    const editor = await openText('What is TTFT?');
    const run = await profile();
    const exchange = await server.next();
    exchange.send('Time to first token.');
    exchange.end();
    await watch.written(run);
    assert.deepEqual(besideText(), ['Time to first token.']);
    assert.equal(text(editor.document), 'What is TTFT?');
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
  });

  it('replaces the prompt with the first token, not before, and undo brings it back', async () => {
    await configure({ output: 'replace' });
    const editor = await openText(prompt);
    select(editor, [2, 0, 2, 20]);
    const run = await profile();
    const exchange = await server.next();
    assert.equal(text(editor.document), prompt);
    exchange.send('Scattering');
    await until(
      'the prompt is replaced',
      () => text(editor.document) === prompt.replace('Why is the sky blue?', 'Scattering'),
    );
    exchange.send('.');
    exchange.end();
    await watch.written(run);
    assert.equal(text(editor.document), prompt.replace('Why is the sky blue?', 'Scattering.'));
    await undo();
    assert.equal(text(editor.document), prompt);
  });

  it('leaves the prompt as it was when a replacing run fails before its first token', async () => {
    await configure({ output: 'replace' });
    const editor = await openText(prompt);
    select(editor, [2, 0, 2, 20]);
    const run = await profile();
    (await server.next()).refuse(500, 'out of order');
    const report = await watch.written(run);
    assert.equal(report.outcome.error?.kind, 'server-error');
    assert.equal(text(editor.document), prompt);
    assert.deepEqual(besideText(), []);
  });

  it('writes nowhere with none', async () => {
    await configure({ output: 'none' });
    const editor = await openText(prompt);
    select(editor, [2, 0, 2, 20]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('unseen');
    exchange.end();
    const report = await watch.finished(run);
    assert.equal(report.output.text, 'unseen');
    assert.equal(text(editor.document), prompt);
    assert.deepEqual(besideText(), []);
  });

  it('joins several selections in document order and writes below the last', async () => {
    const editor = await openText('alpha\nbeta\ngamma');
    select(editor, [2, 0, 2, 5], [0, 0, 0, 5]);
    const run = await profile();
    const exchange = await server.next();
    assert.equal(exchange.body.messages[0]?.content, 'alpha\n\ngamma');
    exchange.send('done');
    exchange.end();
    await watch.written(run);
    assert.equal(text(editor.document), 'alpha\nbeta\ngamma\n\ndone');
  });

  it('uses the line ends of the document, also for a line end that came in two halves', async () => {
    const editor = await openText('ask\r\n');
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    select(editor, [0, 0, 0, 3]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('a\r');
    exchange.send('\nb\nc');
    exchange.end();
    await watch.written(run);
    assert.equal(text(editor.document), 'ask\r\n\r\na\r\nb\r\nc\r\n');
  });

  it('goes on beside, with everything, when the document is closed in mid-run', async () => {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('first ');
    await until('first', () => text(editor.document).includes('first '));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('closed', () => editor.document.isClosed);
    exchange.send('second');
    exchange.end();
    await watch.written(run);
    assert.deepEqual(besideText(), ['first second']);
  });

  it('goes on beside, with everything, when the place is deleted or the output taken back', async () => {
    const editor = await openText(prompt);
    select(editor, [2, 0, 2, 20]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('first ');
    await until('first', () => text(editor.document).includes('first '));
    await undo();
    assert.equal(text(editor.document), prompt);
    exchange.send('second');
    exchange.end();
    await watch.written(run);
    assert.deepEqual(besideText(), ['first second']);
    assert.equal(text(editor.document), prompt);
  });

  it('goes beside when the editor is read-only', async () => {
    const editor = await openText('question');
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    select(editor, [0, 0, 0, 8]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('answer');
    exchange.end();
    await watch.written(run);
    assert.deepEqual(besideText(), ['answer']);
    assert.equal(text(editor.document), 'question');
    await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
  });

  it('waits while no editor shows the document, and is one undo step all the same', async () => {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('first ');
    await until('first', () => text(editor.document).includes('first '));
    await openText('another document');
    exchange.send('second ');
    exchange.send('third');
    exchange.end();
    await watch.written(run);
    assert.equal(text(editor.document), 'question\n\nfirst second third');
    await vscode.window.showTextDocument(editor.document);
    await undo();
    assert.equal(text(editor.document), 'question');
  });

  it('stops at once, keeps what came, and closes the connection', async () => {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('kept');
    await until('kept', () => text(editor.document).includes('kept'));
    await vscode.commands.executeCommand('promptProfiler.stop');
    await exchange.closed;
    const report = await watch.written(run);
    assert.equal(report.outcome.status, 'cancelled');
    assert.equal(text(editor.document), 'question\n\nkept');
  });

  it('streams two runs in two editors at once', async () => {
    const one = await openText('first question');
    select(one, [0, 0, 0, 14]);
    const firstRun = await profile();
    const first = await server.next();
    const document = await vscode.workspace.openTextDocument({ content: 'second question' });
    const two = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Two });
    select(two, [0, 0, 0, 15]);
    const secondRun = await profile();
    const second = await server.next();
    for (const part of ['a', 'b', 'c']) {
      first.send(`1${part}`);
      second.send(`2${part}`);
    }
    first.end();
    second.end();
    await Promise.all([watch.written(firstRun), watch.written(secondRun)]);
    assert.equal(text(one.document), 'first question\n\n1a1b1c');
    assert.equal(text(two.document), 'second question\n\n2a2b2c');
  });

  it('streams two runs into one document without mixing them', async () => {
    const editor = await openText('first\n\nsecond');
    select(editor, [0, 0, 0, 5]);
    const firstRun = await profile();
    const first = await server.next();
    select(editor, [2, 0, 2, 6]);
    const secondRun = await profile();
    const second = await server.next();
    for (const part of ['a', 'b', 'c', 'd']) {
      first.send(`1${part}`);
      second.send(`2${part}`);
    }
    first.end();
    second.end();
    await Promise.all([watch.written(firstRun), watch.written(secondRun)]);
    assert.equal(text(editor.document), 'first\n\n1a1b1c1d\n\nsecond\n\n2a2b2c2d');
  });

  it('takes 20 000 tokens without loss or reordering', async () => {
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    const run = await profile();
    const exchange = await server.next();
    const tokens = Array.from({ length: 20_000 }, (_, index) => `${index}${index % 20 === 19 ? '\n' : ' '}`);
    for (const token of tokens) exchange.send(token);
    exchange.end();
    await watch.written(run);
    const expected = `question\n\n${tokens.join('')}`;
    assert.equal(text(editor.document), expected);
    await undo();
    assert.equal(text(editor.document), 'question');
  });
});
