import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile, select, text } from './support/editor';

const TOKENS_PER_SECOND = 1000;
const SECONDS = 20;

describe('a fast model', () => {
  let server: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    server = await DrivenServer.start();
    watch = new RunWatch(await api());
    await configure({ targets: [server.target('fast')], defaultTarget: 'fast', openPanelOnRun: false });
  });
  after(async () => {
    watch.dispose();
    await closeAll();
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined });
    await server.stop();
  });

  it('with 1 000 tokens/s for 20 s loses and reorders nothing, also while the user types in another editor', async function () {
    this.timeout(120_000);
    const editor = await openText('question');
    select(editor, [0, 0, 0, 8]);
    const run = await profile();
    const exchange = await server.next();
    const document = await vscode.workspace.openTextDocument({ content: '' });
    const other = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Two });
    const expected = Array.from(
      { length: TOKENS_PER_SECOND * SECONDS },
      (_, index) => `${index}${index % 12 ? ' ' : '\n'}`,
    );
    const sent = pace(expected, (token) => exchange.send(token));
    let typed = '';
    const keysMs: number[] = [];
    for (let isOver = false; !isOver;) {
      const letter = String.fromCharCode(97 + (typed.length % 26));
      const beganMs = performance.now();
      await vscode.commands.executeCommand('type', { text: letter });
      keysMs.push(performance.now() - beganMs);
      typed += letter;
      isOver = await Promise.race([sent.then(() => true), new Promise<false>((next) => setImmediate(next, false))]);
    }
    exchange.end();
    await watch.written(run);
    assert.equal(text(editor.document), `question\n\n${expected.join('')}`);
    assert.equal(text(other.document), typed);
    keysMs.sort((a, b) => a - b);
    const at = (share: number) => keysMs[Math.floor(share * (keysMs.length - 1))]?.toFixed(1);
    console.log(`[tests]     ${keysMs.length} keys, median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`);
  });
});

/** Sends each token when it is due; a late timer sends what has become due meanwhile. */
function pace(tokens: readonly string[], send: (token: string) => void): Promise<void> {
  const startMs = performance.now();
  let next = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(tokens.length, Math.floor(((performance.now() - startMs) / 1000) * TOKENS_PER_SECOND));
      for (; next < due; next++) send(tokens[next] ?? '');
      if (next < tokens.length) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
}
