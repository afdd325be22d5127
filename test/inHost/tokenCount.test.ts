import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { CountedPrompt } from '../../src/messages/tokenCountMessages';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, select } from './support/editor';

/** The chat format of the model adds this to one message of the user. */
const FORMAT = 7;

describe('the tokens of a selection', () => {
  let next: () => Promise<CountedPrompt>;
  let server: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    const { onTokensShown } = await api();
    watch = new RunWatch(await api());
    server = await DrivenServer.start();
    next = () =>
      new Promise((resolve) => {
        const listener = onTokensShown((counted) => {
          listener.dispose();
          resolve(counted);
        });
      });
  });
  beforeEach(() =>
    configure({
      targets: [server.target('gpt', { model: 'gpt-4o' })],
      defaultTarget: 'gpt',
      openPanelOnRun: false,
    }),
  );
  afterEach(closeAll);
  after(async () => {
    watch.dispose();
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined, tokenCount: undefined });
    await server.stop();
  });

  it('are counted with the tokenizer of the target, as they would be sent', async () => {
    const editor = await openText('hello world and more');
    const shown = next();
    select(editor, [0, 0, 0, 11]);
    const { tokens, tokenizer, isModelsOwn, target } = await shown;
    assert.deepEqual(
      { tokens, tokenizer, isModelsOwn },
      { tokens: 2 + FORMAT, tokenizer: 'o200k_base', isModelsOwn: true },
    );
    assert.equal(target?.name, 'gpt');
  });

  it('are those of the last selection of many, and of the text after the last change', async () => {
    const editor = await openText(`${'word '.repeat(200_000)}\nhello world`);
    const all: number[] = [];
    const listener = (await api()).onTokensShown(({ tokens }) => all.push(tokens));
    const first = next();
    select(editor, [0, 0, 0, 1_000_000]);
    for (let end = 1; end < 11; end++) select(editor, [1, 0, 1, end]);
    select(editor, [1, 0, 1, 11]);
    await first;
    const second = next();
    select(editor, [0, 0, 0, 1_000_000]);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 11), ' too'));
    select(editor, [1, 0, 1, 15]);
    await second;
    listener.dispose();
    assert.deepEqual(all, [2 + FORMAT, 3 + FORMAT]);
  });

  it('of a prompt file are those of its messages, with what cannot be counted yet', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder, 'counted.prompt.md');
    const text = '---\nvariables: { a: hello }\nmodel: none\n---\n# System\nhello\n# User\n{{a}} ![](x.png) {{b}}';
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const shown = next();
    await vscode.window.showTextDocument(uri);
    const { openVariables, images, tokens } = await shown;
    assert.deepEqual({ openVariables, images }, { openVariables: 1, images: 1 });
    assert.ok(tokens > 2 * 4 + 3 && tokens < 40, String(tokens));
  });

  it('are not counted when the setting says so', async () => {
    await configure({ tokenCount: false });
    const editor = await openText('hello world');
    let isShown = false;
    const listener = (await api()).onTokensShown(() => (isShown = true));
    select(editor, [0, 0, 0, 11]);
    // A whole run takes far longer than a count would.
    const run = await profile();
    const exchange = await server.next();
    exchange.send('fine');
    exchange.end();
    await watch.written(run);
    assert.equal(isShown, false);
    listener.dispose();
    const shown = next();
    await configure({ tokenCount: true });
    assert.equal((await shown).tokens, 2 + FORMAT);
  });
});

describe('the lenses of a prompt file', () => {
  after(() => configure({ codeLens: undefined }));
  afterEach(closeAll);

  it('are there, send the whole file, and go with the setting', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder, 'incident-review.prompt.md');
    await vscode.window.showTextDocument(uri);
    const lenses = () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    const [profile, ...more] = (await lenses()).flatMap(({ command }) => command ?? []);
    assert.match(profile?.title ?? '', /Profile$/);
    assert.equal(profile?.command, 'promptProfiler.profilePrompt');
    assert.deepEqual((profile?.arguments as [vscode.Uri])[0].toString(), uri.toString());
    const known = await vscode.commands.getCommands(true);
    assert.equal(more.length, known.includes('promptProfiler.compareModels') ? 1 : 0);
    await configure({ codeLens: false });
    assert.deepEqual(await lenses(), []);
  });
});
