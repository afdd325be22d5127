import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { DrivenServer } from './support/drivenServer';
import { RunWatch, api, closeAll, configure, openText, profile } from './support/editor';

const http = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('http').update(name, value, vscode.ConfigurationTarget.Global);

describe('the editor’s http settings', () => {
  let proxy: DrivenServer;
  let watch: RunWatch;

  before(async () => {
    // Plain HTTP reaches a proxy like any other request, so a server can play one.
    proxy = await DrivenServer.start();
    watch = new RunWatch(await api());
    const target = proxy.target('behind a proxy', { url: 'http://model.test/v1', vendor: 'generic' });
    await configure({ targets: [target], defaultTarget: 'behind a proxy', openPanelOnRun: false, output: 'none' });
  });
  afterEach(async () => {
    await http('proxy', undefined);
    await http('proxyAuthorization', undefined);
    await closeAll();
  });
  after(async () => {
    watch.dispose();
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined, output: undefined });
    await proxy.stop();
  });

  it('name the proxy that a run goes through, which its report tells', async () => {
    await http('proxy', `${proxy.origin}/`);
    await openText('question');
    const run = await profile();
    const exchange = await proxy.next();
    exchange.send('yes');
    exchange.end();
    const report = await watch.finished(run);
    assert.equal(report.outcome.error, null);
    assert.equal(report.connection?.path, 'proxy');
    assert.equal(report.connection.proxy, proxy.origin.replace('http://', ''));
    assert.ok(report.quality.findings.some(({ code }) => code === 'via-proxy'));
  });

  it('hold for the next run when they change, and no error shows what is secret in them', async () => {
    await http('proxy', 'http://jo:password-canary@127.0.0.1:9');
    await openText('question');
    const { outcome } = await watch.finished(await profile());
    assert.equal(outcome.error?.kind, 'refused');
    assert.match(outcome.error.message, /The proxy 127\.0\.0\.1:9 .* http\.proxy/);
    assert.ok(!JSON.stringify(outcome).includes('password-canary'));
  });
});
