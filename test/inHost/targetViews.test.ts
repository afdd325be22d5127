import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { BUILT_IN_TARGET } from '../../src/config/builtInTarget';
import type { RunReport } from '../../src/core/runReport';
import { Consents } from '../../src/ui/consents';
import { Keys } from '../../src/ui/keys';
import { TargetNumbers } from '../../src/ui/targetNumbers';
import { stateOf } from '../../src/ui/targetState';
import { TargetStore } from '../../src/ui/targetStore';
import { TargetTree } from '../../src/ui/targetTree';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, select, until } from './support/editor';
import { memento, secretStorage } from './support/storage';

const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder');
const targetsFile = () => vscode.Uri.joinPath(folder(), 'prompt-profiler.json');
const write = (text: string) => vscode.workspace.fs.writeFile(targetsFile(), new TextEncoder().encode(text));
const http = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  protocol: 'openai-chat',
  url: 'http://127.0.0.1:9/v1',
  model: 'm',
  ...more,
});

describe('the view Targets', () => {
  const runs = { onUpdate: new vscode.EventEmitter<never>().event };
  let watch: RunWatch;
  let server: DrivenServer;
  let store: TargetStore;
  let tree: TargetTree;
  let keys: Keys;
  let numbers: TargetNumbers;

  before(async () => {
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
  });
  beforeEach(async () => {
    await configure({ openPanelOnRun: false });
    store = new TargetStore(memento());
    keys = new Keys(secretStorage(), memento());
    numbers = new TargetNumbers(memento(), runs, () => store.renew());
    tree = new TargetTree({ targets: store, keys, numbers });
  });
  afterEach(async () => {
    tree.dispose();
    store.dispose();
    await vscode.workspace.fs.delete(targetsFile()).then(undefined, () => undefined);
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined });
    await closeAll();
  });
  after(async () => {
    watch.dispose();
    await server.stop();
  });

  const items = async () => Promise.all((await tree.getChildren()).map((row) => tree.getTreeItem(row)));
  const labelOf = ({ label }: vscode.TreeItem) => (typeof label === 'string' ? label : label?.label);
  const item = async (name: string) =>
    (await items()).find((one) => labelOf(one) === name) ?? assert.fail(`${name} is not there`);

  it('is empty with the built-in model alone, so that its welcome is shown', async () => {
    assert.deepEqual(await tree.getChildren(), []);
  });

  it('lists targets with state, origin and what can be done, faults first', async () => {
    await write(JSON.stringify({ targets: [http('team'), { name: 'broken' }] }));
    await configure({ targets: [http('mine', { keyFrom: 'secret' }), http('env', { keyFrom: 'env:NOT_SET_HERE' })] });
    const [first] = await items();
    assert.equal(first?.contextValue, 'fault');
    assert.match(String(labelOf(first)), /broken/);
    assert.equal((await item('mine')).description, 'key missing');
    assert.equal((await item('env')).description, 'key missing');
    assert.equal((await item('team')).description, 'not tried yet');
    assert.equal((await item('team')).contextValue, 'target usable keyed written');
    assert.equal((await item(BUILT_IN_TARGET.name)).contextValue, 'target usable');
    const { value } = (await item('team')).tooltip as vscode.MarkdownString;
    assert.match(value, /prompt\\-profiler\.json/);
    await keys.set('http://127.0.0.1:9', 'sk-1');
    assert.equal((await item('mine')).description, 'not tried yet');
  });

  it('shows the numbers of the last run that completed, and that a later one failed; another model has none', async () => {
    const target = server.target('mine');
    await configure({ targets: [target], defaultTarget: 'mine' });
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    const run = await profile();
    const exchange = await server.next();
    exchange.send('yes');
    exchange.send('no');
    exchange.end();
    const report: RunReport = await watch.written(run);
    await numbers.keep(report);
    assert.match(String((await item('mine')).description), /\d\s?ms/);
    const failed = {
      ...report.outcome,
      status: 'failed' as const,
      error: { kind: 'refused' as const, message: 'Gone.', httpStatus: null, retryAfterMs: null, detail: null },
    };
    await numbers.keep({ ...report, outcome: failed });
    assert.equal((await item('mine')).description, 'in use · failed');
    await numbers.keep(report);
    await configure({ targets: [{ ...target, model: 'other' }] });
    assert.equal((await item('mine')).description, 'in use · not tried yet');
  });

  it('knows what a strange workspace may not do', async () => {
    const entry = { target: http('theirs') as never, origin: 'workspace' as const, usable: false, file: null };
    const { kind, sentence } = await stateOf(entry, keys, numbers);
    assert.equal(kind, 'untrusted');
    assert.match(String(sentence), /not trusted/);
  });

  it('remembers a target for one file, until another one is chosen there', async () => {
    await configure({ targets: [http('a'), http('b')] });
    const { entries } = await store.find();
    const [a, b] = entries.map(({ target }) => target);
    assert.ok(a && b);
    await store.choose(a);
    const one = await openText('one');
    await store.chooseForFile(b);
    assert.deepEqual([(await store.find()).preferred?.target.name, (await store.find()).forFile], ['b', 'b']);
    await openText('two');
    assert.deepEqual([(await store.find()).preferred?.target.name, (await store.find()).forFile], ['a', null]);
    await vscode.window.showTextDocument(one.document);
    await store.choose(a);
    assert.equal((await store.find()).forFile, null);
  });
});

describe('commands of targets', () => {
  afterEach(async () => {
    await vscode.workspace.fs.delete(targetsFile()).then(undefined, () => undefined);
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined });
    await closeAll();
  });

  const row = (target: Record<string, unknown>, file: string | null = null) => ({
    entry: { target, origin: 'workspace', usable: true, file },
    isChosen: false,
  });

  it('copy a target without what may be a key', async () => {
    const headers = { Authorization: 'Bearer sk-canary-1', 'X-Key': '${env:NAME}' };
    await vscode.commands.executeCommand('promptProfiler.copyTarget', row(http('a', { headers })));
    const text = await vscode.env.clipboard.readText();
    assert.doesNotMatch(text, /sk-canary-1/);
    assert.deepEqual(JSON.parse(text), http('a', { headers: { Authorization: '…', 'X-Key': '${env:NAME}' } }));
  });

  it('open the place where a target is written', async () => {
    await write(JSON.stringify({ targets: [http('first'), http('second')] }, null, 2));
    await vscode.commands.executeCommand('promptProfiler.editTargets', row(http('second'), targetsFile().toString()));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.path, targetsFile().path);
    assert.match(editor?.document.getText(editor.selection) ?? '', /^\{[^{]*"second"[^}]*\}$/);
  });

  it('use a target from now on, and profile on one for once', async () => {
    const server = await DrivenServer.start();
    const watch = new RunWatch(await api());
    await configure({ targets: [server.target('a'), server.target('b')], openPanelOnRun: false });
    await vscode.commands.executeCommand('promptProfiler.useTarget', row(server.target('a')));
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    for (const [command, name] of [
      ['profileOnTarget', 'b'],
      ['profilePrompt', 'a'],
    ] as const) {
      const id = await vscode.commands.executeCommand<string>(
        `promptProfiler.${command}`,
        ...(name === 'b' ? [row(server.target('b'))] : []),
      );
      (await server.next()).end();
      assert.equal((await watch.finished(id)).target.name, name);
    }
    watch.dispose();
    await server.stop();
  });

  it('copy diagnostics that hold no key, prompt, name or host', async () => {
    await configure({
      targets: [
        http('private-name', {
          url: 'https://private-host.example/v1',
          keyFrom: 'secret',
          headers: { 'X-Key': 'sk-canary-2' },
        }),
        http('local', { keyFrom: 'env:PRIVATE_VARIABLE' }),
        http('cloud', { url: 'https://api.groq.com/openai/v1' }),
      ],
      defaultTarget: 'private-name',
    });
    await vscode.commands.executeCommand('promptProfiler.copyDiagnostics');
    const text = await vscode.env.clipboard.readText();
    assert.doesNotMatch(text, /private|sk-canary|PRIVATE_VARIABLE/i);
    assert.match(text, /other host, key missing \(secret\), 1 headers/);
    assert.match(text, /http loopback, key missing \(environment\)/);
    assert.match(text, /https groq, no key/);
    assert.match(text, /defaultTarget \(user\): set/);
    assert.match(text, /extension \d+\.\d+\.\d+/);
  });

  it('open a sample by its name, and nothing else by a name', async () => {
    await vscode.commands.executeCommand('promptProfiler.openSample', 'one-line.prompt.md');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /first token/);
  });

  it('open the panel', async () => {
    await vscode.commands.executeCommand('promptProfiler.openPanel');
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);
    await until('the panel is open', () => tabs().includes('Prompt Profiler'));
  });

  it('show and hide the shades of tokens', async () => {
    const isOn = () => vscode.workspace.getConfiguration('promptProfiler').get<boolean>('tokenHeat');
    const before = isOn();
    await vscode.commands.executeCommand('promptProfiler.toggleTokenHeat');
    assert.equal(isOn(), !before);
    await vscode.commands.executeCommand('promptProfiler.toggleTokenHeat');
    assert.equal(isOn(), before);
    await configure({ tokenHeat: undefined });
  });

  it('show the first steps', async () => {
    await vscode.commands.executeCommand('promptProfiler.openWalkthrough');
    const tab = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label }) => /Walkthrough|Get Started|Welcome/i.test(label));
    await until('the walkthrough is open', () => tab() !== undefined);
  });
});

describe('consent', () => {
  const entry = (more: Record<string, unknown>, origin: 'workspace' | 'user' = 'user') =>
    ({ target: http('t', more), origin, usable: true, file: null }) as never;

  it('is not wanted for a key that goes over TLS or stays on this machine, nor where no key goes', async () => {
    const consents = new Consents(memento());
    for (const more of [
      { keyFrom: 'secret' },
      { keyFrom: 'secret', url: 'https://far.example/v1' },
      { keyFrom: 'secret', url: 'http://[::1]:8000/v1' },
      { url: 'http://far.example/v1' },
    ])
      assert.equal(await consents.mayHaveSecrets(entry(more)), true);
    assert.equal(await consents.mayHaveSecrets(entry({ keyFrom: 'secret' }, 'workspace')), true);
  });
});

describe('help in a targets file', () => {
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(targetsFile()).then(undefined, () => undefined);
  });

  async function open(text: string): Promise<vscode.TextDocument> {
    await write(text);
    const document = await vscode.workspace.openTextDocument(targetsFile());
    await vscode.window.showTextDocument(document);
    // The file of the test before may still be open.
    await until('the new text is shown', () => document.getText() === text);
    return document;
  }
  const marks = (document: vscode.TextDocument) => vscode.languages.getDiagnostics(document.uri);

  it('marks a name that is used twice, and a quick fix mends it', async () => {
    const document = await open(JSON.stringify({ targets: [http('a'), http('a')] }, null, 2));
    const ours = () => marks(document).filter(({ source }) => source === 'Prompt Profiler');
    await until('the name is marked', () => ours().length === 1);
    const [mark] = ours();
    assert.ok(mark);
    assert.equal(document.getText(mark.range), '"a"');
    assert.ok(mark.range.start.line > 6, 'the second one');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      mark.range,
    );
    const rename = actions.find(({ title }) => title === 'Rename it to "a 2"');
    assert.ok(rename?.edit);
    await vscode.workspace.applyEdit(rename.edit);
    await until('the mark is gone', () => ours().length === 0);
    assert.match(document.getText(), /"a 2"/);
    await document.save();
  });

  it('marks an unknown vendor and an unknown protocol, each once and in its place', async () => {
    for (const [more, place] of [
      [{ vendor: 'acme' }, '"acme"'],
      [{ protocol: 'telepathy' }, '"telepathy"'],
    ] as const) {
      const document = await open(JSON.stringify({ targets: [http('a', more)] }, null, 2));
      const places = () => marks(document).map(({ range }) => document.getText(range));
      await until(`${place} alone is marked`, () => places().join(' ') === place);
      await closeAll();
    }
  });

  it('explains a property when it is pointed at', async () => {
    const document = await open(JSON.stringify({ targets: [http('a', { keyFrom: 'secret' })] }, null, 2));
    const place = document.positionAt(document.getText().indexOf('keyFrom') + 2);
    const shown = async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        place,
      );
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === 'string' ? content : content.value))
        .join('\n');
    };
    let text = '';
    for (let attempt = 0; attempt < 50 && !text.includes('Where the key is'); attempt++) text = await shown();
    assert.match(text, /Where the key is/);
  });
});
