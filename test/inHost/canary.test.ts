import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile } from './support/editor';
import { inWorkspace } from './support/workspaceFiles';

/** Would be found in whatever it gets into. */
const CANARY = 'sk-CANARY-9c51d2e87f3a';
const COPIES = ['copyMarkdown', 'copyCurl', 'copyTarget', 'copyDiagnostics'];
const EXPORTS = ['exportJson', 'exportCsv', 'exportHtml'];

describe('what is taken out of the editor', () => {
  const { showSaveDialog } = vscode.window;
  let server: DrivenServer;
  let watch: RunWatch;
  let saved: string[];

  before(async () => {
    process.env['IN_HOST_CANARY'] = CANARY;
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
    const headers = { 'X-Api-Key': CANARY };
    const target = server.target('canary', { vendor: 'generic', keyFrom: 'env:IN_HOST_CANARY', headers });
    await configure({ targets: [target], defaultTarget: 'canary', openPanelOnRun: false, output: 'none' });
    saved = [];
    const choose = (options?: vscode.SaveDialogOptions) => {
      const file = inWorkspace(`taken-${path.basename(options?.defaultUri?.path ?? '')}`);
      saved.push(file.fsPath);
      return Promise.resolve(file);
    };
    Object.assign(vscode.window, { showSaveDialog: choose });
  });
  after(async () => {
    Object.assign(vscode.window, { showSaveDialog });
    delete process.env['IN_HOST_CANARY'];
    watch.dispose();
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined, output: undefined });
    await closeAll();
    await server.stop();
  });

  async function takenOut(): Promise<string[]> {
    const texts: string[] = [];
    for (const name of COPIES) {
      await vscode.env.clipboard.writeText('nothing');
      await vscode.commands.executeCommand(`promptProfiler.${name}`);
      texts.push(await vscode.env.clipboard.readText());
    }
    for (const name of EXPORTS) await vscode.commands.executeCommand(`promptProfiler.${name}`);
    for (const file of saved.splice(0)) texts.push(await readFile(file, 'utf8'));
    return texts;
  }

  it('holds no key, also when the answer repeats it', async () => {
    await openText('question');
    const run = await profile();
    const exchange = await server.next();
    assert.equal(exchange.authorization, `Bearer ${CANARY}`);
    for (const piece of ['The key is ', CANARY.slice(0, 9), CANARY.slice(9), ', is it not?']) exchange.send(piece);
    exchange.end();
    assert.equal((await watch.finished(run)).outcome.status, 'completed');
    const texts = await takenOut();
    assert.equal(texts.length, COPIES.length + EXPORTS.length);
    for (const text of texts) {
      assert.ok(text.length > 100, text);
      assert.ok(!text.includes('CANARY-'), text);
    }
    assert.ok(texts.some((text) => text.includes('curl')) && texts.some((text) => /<!doctype html>/i.test(text)));
  });

  it('holds no key either when a server refuses it and says which one', async () => {
    await openText('question');
    const run = await profile();
    (await server.next()).refuse(401, `Incorrect API key provided: ${CANARY}`);
    assert.equal((await watch.finished(run)).outcome.error?.kind, 'unauthorized');
    for (const text of await takenOut()) assert.ok(!text.includes('CANARY-'), text);
  });
});
