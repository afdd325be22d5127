import assert from 'node:assert/strict';
import { readFileSync, truncateSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, profile } from './support/editor';
import { inWorkspace, writeInWorkspace } from './support/workspaceFiles';

/** The beginning of a PNG is all that is looked at; what follows must come through as it is. */
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 0xff, 0xfe, 0x80]);

describe('images in a prompt file', () => {
  let server: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
    writeInWorkspace('asks/pictures/a dot.png', PNG);
  });
  beforeEach(() =>
    configure({
      targets: [server.target('driven'), server.target('blind', { protocol: 'cohere-chat' })],
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

  async function sent(run: string): Promise<unknown> {
    const exchange = await server.next();
    exchange.send('a dot');
    exchange.end();
    const { outcome } = await watch.finished(run);
    assert.equal(outcome.status, 'completed');
    return exchange.body.messages.at(-1)?.content;
  }

  const expected = [
    { type: 'text', text: 'What is this?' },
    { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG.toString('base64')}` } },
  ];
  const prompt = 'What is this?\n\n![a dot](<pictures/a dot.png>)\n';

  it('named by their path reach the server whole, from the editor', async () => {
    const uri = writeInWorkspace('asks/look.prompt.md', prompt);
    await vscode.window.showTextDocument(uri);
    assert.deepEqual(await sent(await profile()), expected);
  });

  it('and from the explorer, the text beside them unchanged', async () => {
    const uri = writeInWorkspace('asks/look.prompt.md', prompt);
    assert.deepEqual(await sent(await profile(uri, [uri])), expected);
    assert.equal(readFileSync(uri.fsPath, 'utf8'), prompt);
  });

  it('and by a data URL', async () => {
    const uri = writeInWorkspace(
      'asks/data.prompt.md',
      `What is this? ![](data:image/png;base64,${PNG.toString('base64')})`,
    );
    assert.deepEqual(await sent(await profile(uri, [uri])), expected);
  });

  it('that cannot be sent stop the run before anything is sent, with what to do', async () => {
    writeInWorkspace('outside.png', PNG);
    writeInWorkspace('asks/pictures/huge.png', PNG);
    truncateSync(inWorkspace('asks/pictures/huge.png').fsPath, 20 * 1024 * 1024 + 1);
    writeInWorkspace('asks/pictures/words.png', 'no picture at all');
    const rows = [
      ['pictures/none.png', 'bad-request', /pictures\/none\.png was not found.*Check the path/],
      ['pictures/huge.png', 'too-large', /huge\.png is 20\.0 MB large; images of at most 20 MB are sent/],
      ['pictures/words.png', 'bad-request', /words\.png is no image.*PNG, JPEG, WebP or GIF/],
      ['../../outside.png', 'bad-request', /outside\.png/],
    ] as const;
    const before = server.requests;
    for (const [index, [path, kind, sentence]] of rows.entries()) {
      // A file of its own: the editor keeps a document for a while, and the old text with it.
      const uri = writeInWorkspace(`asks/bad${String(index)}.prompt.md`, `What is this? ![](${path})`);
      const { outcome } = await watch.finished(await profile(uri, [uri]));
      assert.equal(outcome.error?.kind, kind, path);
      assert.match(outcome.error.message, sentence);
    }
    assert.equal(server.requests, before);
  });

  it('are refused for a protocol that carries none', async () => {
    await configure({ defaultTarget: 'blind' });
    const before = server.requests;
    const uri = writeInWorkspace('asks/look.prompt.md', prompt);
    const { outcome } = await watch.finished(await profile(uri, [uri]));
    assert.equal(outcome.error?.kind, 'unsupported');
    assert.match(outcome.error.message, /cohere-chat/);
    assert.equal(server.requests, before);
  });
});
