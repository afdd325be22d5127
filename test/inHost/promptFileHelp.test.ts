import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, configure, until } from './support/editor';
import { writeInWorkspace } from './support/workspaceFiles';

const http = (name: string) => ({ name, protocol: 'openai-chat', url: 'http://127.0.0.1:9/v1', model: 'm' });

describe('help in a prompt file', () => {
  before(() => configure({ targets: [http('first'), http('second')] }));
  afterEach(closeAll);
  after(() => configure({ targets: undefined }));

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(writeInWorkspace(name, text));
    await vscode.window.showTextDocument(document);
    return document;
  }
  const marks = (uri: vscode.Uri) =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Prompt Profiler');
  const places = (document: vscode.TextDocument) => marks(document.uri).map(({ range }) => document.getText(range));

  async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    const start = document.getText().indexOf(from);
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
      to,
    );
    await vscode.workspace.applyEdit(edit);
  }

  it('marks a target that is not there, and a quick fix names one that is', async () => {
    const document = await open('help.prompt.md', '---\ntarget: secnod\n---\nWhy?\n');
    await until('the name is marked', () => places(document).join() === 'secnod');
    const fixes = () =>
      vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        marks(document.uri)[0]?.range,
      );
    // The settings of this test may still be on their way when the first marks are made.
    let fix: vscode.CodeAction | undefined;
    while (!fix) fix = (await fixes()).find(({ title }) => title === 'Use "second"');
    assert.ok(fix.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await until('the mark is gone', () => places(document).length === 0);
    assert.match(document.getText(), /^target: second$/m);
    await document.save();
  });

  it('follows what is typed, and what the settings say', async () => {
    const document = await open('help-typed.prompt.md', '---\ntarget: third\ntemperature: 0\n---\nWhy?\n');
    await until('the target is marked', () => places(document).join() === 'third');
    await configure({ targets: [http('first'), http('second'), http('third')] });
    await until('it is there now', () => places(document).length === 0);
    await replace(document, 'temperature: 0', 'temperature: hot');
    await until('the parameter is marked', () => places(document).join() === 'temperature: hot');
    await replace(document, 'hot', '1');
    await until('it is right again', () => places(document).length === 0);
    await document.save();
  });

  it('tells a variable that nobody declared, in prompty too', async () => {
    const document = await open('var.prompty', '---\ninputs:\n  name: Ann\n---\nuser:\nHello {{nmae}} and {{name}}\n');
    await until('it is marked', () => places(document).join() === '{{nmae}}');
    assert.equal(marks(document.uri)[0]?.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('goes with the file that it is about', async () => {
    // A document that is opened by an extension stays open for minutes.
    const uri = writeInWorkspace('help-gone.prompt.md', '---\ntarget: nobody\n---\nWhy?\n');
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('it is marked', () => marks(uri).length === 1);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('no mark is left', () => marks(uri).length === 0);
  });

  it('leaves other Markdown, and long files, alone', async () => {
    const broken = '---\ntarget: nobody\n---\nWhy?\n';
    const other = await open('help-other.md', broken);
    const long = await open('help-long.prompt.md', broken + 'x\n'.repeat(6000));
    const short = await open('help-short.prompt.md', broken);
    await until('a prompt file is marked', () => places(short).length === 1);
    assert.deepEqual([places(other), places(long)], [[], []]);
  });
});
