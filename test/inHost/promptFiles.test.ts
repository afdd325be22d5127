import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, select } from './support/editor';
import { writeInWorkspace } from './support/workspaceFiles';

describe('prompt files', () => {
  let server: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
  });
  beforeEach(() =>
    configure({
      targets: [server.target('driven'), server.target('other', { model: 'other-1' })],
      defaultTarget: 'driven',
      openPanelOnRun: false,
    }),
  );
  afterEach(closeAll);
  after(async () => {
    watch.dispose();
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined });
    await server.stop();
  });

  /** What the server was sent. */
  async function sent(run: Promise<string>) {
    const exchange = await server.next();
    exchange.send('fine');
    exchange.end();
    const report = await watch.finished(await run);
    return { body: exchange.body, report };
  }

  const open = async (name: string, content: string) =>
    vscode.window.showTextDocument(await vscode.workspace.openTextDocument(writeInWorkspace(name, content)));

  async function refused(run: Promise<string>) {
    const before = server.requests;
    const { outcome } = await watch.finished(await run);
    assert.equal(outcome.status, 'failed');
    assert.equal(server.requests, before);
    return outcome.error?.message ?? '';
  }

  it('in Markdown are sent with their roles, parameters and values', async () => {
    const text =
      '---\nmax_tokens: 7\nvariables:\n  what: a queue\n---\n# System\nBe brief.\n# User\nWhat is {{what}}?\n';
    for (const name of ['a.prompt.md', 'a.md']) {
      await open(name, text);
      const { body } = await sent(profile());
      assert.deepEqual(body.messages, [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is a queue?' },
      ]);
      assert.equal(body.max_tokens, 7);
    }
  });

  it('of prompty are sent too', async () => {
    await open(
      'a.prompty',
      '---\nmodel:\n  options: { maxOutputTokens: 5 }\ninputs: { q: Why? }\n---\nsystem:\ns\nuser:\n{{q}}',
    );
    const { body } = await sent(profile());
    assert.deepEqual(body.messages, [
      { role: 'system', content: 's' },
      { role: 'user', content: 'Why?' },
    ]);
    assert.equal(body.max_tokens, 5);
  });

  it('take values from a file with samples beside them', async () => {
    writeInWorkspace('values.json', '{ "who": "Ann" }');
    await open('sampled.prompty', '---\nsample: ${file:values.json}\n---\nuser:\nHello {{who}}');
    assert.equal((await sent(profile())).body.messages[0]?.content, 'Hello Ann');
    await open('unsampled.prompty', '---\nsample: nowhere.json\n---\nuser:\nHello {{who}}');
    assert.match(await refused(profile()), /nowhere\.json was not found beside the prompt/);
  });

  it('name their target, or a model that a target has', async () => {
    await open('target.prompt.md', '---\ntarget: other\n---\nWhy?');
    assert.equal((await sent(profile())).report.target.name, 'other');
    await open('model.prompt.md', '---\nmodel: Other-1\n---\nWhy?');
    assert.equal((await sent(profile())).report.target.name, 'other');
    await open('unknown.prompt.md', '---\nmodel: GPT-5 (copilot)\n---\nWhy?');
    assert.equal((await sent(profile())).report.target.name, 'driven');
    await open('none.prompt.md', '---\ntarget: nobody\n---\nWhy?');
    assert.match(await refused(profile()), /names the target "nobody", which is not there/);
  });

  it('lend their settings to a selection', async () => {
    const editor = await open(
      'part.prompt.md',
      '---\nmax_tokens: 3\nvariables: { x: 1 }\n---\n# System\ns\n# User\n{{x}}\n{{x}}',
    );
    select(editor, [5, 0, 5, 1], [8, 0, 8, 5]);
    const { body, report } = await sent(profile());
    assert.deepEqual(body.messages, [{ role: 'user', content: 's\n\n1' }]);
    assert.equal(body.max_tokens, 3);
    assert.equal(report.prompt.source, 'part.prompt.md:6,9');
  });

  it('that are broken or hostile are refused with a line, and nothing is sent', async () => {
    const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 0; i < 9; i++) laughs.push(`a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`);
    const many = Array.from({ length: 10_000 }, (_, index) => `{{v${index}}}`).join(' ');
    const rows: [string, string, RegExp][] = [
      ['broken.prompt.md', '---\na: [\n---\nWhy?', /^Line 3 cannot be read as front matter/],
      ['laughs.prompt.md', `---\n${laughs.join('\n')}\n---\nWhy?`, /aliases of the front matter/],
      ['many.prompt.md', many, /10000 variables without a value; at most 20/],
      ['long.prompt.md', `---\na: ${'x'.repeat(100_000)}\n---\nWhy?`, /100 KB long/],
      ['bad.prompt.md', '---\ntemperature: hot\n---\nWhy?', /^Line 2: temperature/],
      ['loop.prompty', 'user:\n{% for i in range(9999999999) %}{% endfor %}', /^Line 2 of the prompt/],
      ['broken.json', '[{"role": "user",\n"content": }]', /^Line 2 is no valid JSON/],
      ['secret.prompt.md', '---\nimages: [../../../../../../etc/hostname]\n---\nWhy?', /was not read|not found/],
    ];
    for (const [name, text, sentence] of rows) {
      await open(name, text);
      assert.match(await refused(profile()), sentence);
    }
  });

  describe('with variables that have no value', () => {
    /** The box that is open now is answered with what stands in it. */
    const accept = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

    it('send nothing when the question is turned away', async () => {
      await open('asked.prompt.md', 'Explain {{what}} to {{whom}}.');
      const before = server.requests;
      const started = vscode.commands.executeCommand<string | null>('promptProfiler.profilePrompt');
      await closedBox(started);
      assert.equal(await started, null);
      assert.equal(server.requests, before);
    });

    it('are asked for once each, are filled, and are not asked for again by Run Again', async () => {
      await open('asked2.prompt.md', 'Explain {{what}} to {{whom}}. {{what}}!');
      const started = profile();
      await answered(started, accept);
      const { body } = await sent(started);
      assert.equal(body.messages[0]?.content, 'Explain  to . !');
      const again = vscode.commands.executeCommand<string>('promptProfiler.runAgain');
      assert.deepEqual((await sent(Promise.resolve(again))).body.messages, body.messages);
    });
  });

  it('in programs are the literal under the cursor, answered beside', async () => {
    const source = 'const ask = `Explain ${topic} in\\n${n} words.`;\n';
    const editor = await openText(source, 'typescript');
    select(editor, [0, 20, 0, 20]);
    const started = vscode.commands.executeCommand<string>('promptProfiler.profilePrompt');
    await answered(started, () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'));
    const { body, report } = await sent(Promise.resolve(started));
    assert.equal(body.messages[0]?.content, 'Explain  in\n words.');
    assert.match(report.prompt.source, /:1$/);
    await watch.written(await started);
    assert.equal(editor.document.getText(), source);
    select(editor, [1, 0, 1, 0]);
    assert.equal((await sent(profile())).body.messages[0]?.content, source);
  });

  it('without a file have their form by the language', async () => {
    await openText('---\nmax_tokens: 2\n---\n# System\ns\n# User\nu', 'markdown');
    const { body } = await sent(profile());
    assert.deepEqual(
      body.messages.map(({ role }) => role),
      ['system', 'user'],
    );
  });
});

/** Presses on until something else than a box answers. */
async function answered(started: Thenable<unknown>, press: () => Thenable<unknown>): Promise<void> {
  let isOver = false;
  void started.then(() => (isOver = true));
  while (!isOver) {
    await press();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const closedBox = (started: Thenable<unknown>): Promise<void> =>
  answered(started, () => vscode.commands.executeCommand('workbench.action.closeQuickOpen'));
