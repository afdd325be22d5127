import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { BUILT_IN_TARGET } from '../../src/config/builtInTarget';
import type { Engine, ServerAsker } from '../../src/core/engine';
import type { RunUpdate } from '../../src/core/runUpdate';
import type { HttpTarget } from '../../src/core/target';
import { unsentReport } from '../../src/engine/crashedReport';
import { Keys } from '../../src/ui/keys';
import { Passphrases } from '../../src/ui/passphrases';
import { PromptAnswers } from '../../src/ui/promptAnswers';
import { startRun } from '../../src/ui/profilePrompt';
import { RunController } from '../../src/ui/runController';
import { TargetNumbers } from '../../src/ui/targetNumbers';
import { TargetStore } from '../../src/ui/targetStore';
import { memento, secretStorage } from './support/storage';

const target: HttpTarget = {
  name: 'of a stranger',
  protocol: 'openai-chat',
  url: 'https://api.example.com/v1',
  model: 'm',
  keyFrom: 'secret',
};

/** Nothing may get as far as this. */
const noEngine = (): Engine & ServerAsker => {
  throw new Error('An engine was started.');
};

const setup = { extensionVersion: '0', host: 'test', remote: false, distFolder: '', builtInModelPath: '' };

describe('an untrusted workspace', () => {
  it('gets a report of kind untrusted for its own targets, and nothing is sent', async () => {
    const runs = new RunController({
      startEngine: noEngine,
      refusedReport: (runId, request, error) => Promise.resolve(unsentReport(setup)(runId, request, error)),
    });
    const updates: RunUpdate[] = [];
    runs.onUpdate((update) => updates.push(update));
    const targets = new TargetStore(memento());
    const answers = new PromptAnswers(memento());
    const keys = new Keys(secretStorage(), memento());
    const parts = {
      runs,
      targets,
      keys,
      numbers: new TargetNumbers(memento(), runs, () => undefined),
      answers,
      panel: { show: () => undefined },
    };
    const part = 'document' as const;
    const origin = { uri: vscode.Uri.file('/prompt.md'), part, ranges: [], editor: null, version: 1 };
    const prompt = { messages: [{ role: 'user' as const, content: 'x' }], source: 'prompt.md' };
    const entry = { target, origin: 'workspace' as const, usable: false, file: null };
    await startRun(parts, { prompt, parameters: {}, origin }, entry, { mode: 'none', output: null });
    assert.deepEqual(
      updates.map(({ type }) => type),
      ['started', 'finished'],
    );
    const [, last] = updates;
    assert.equal(last?.type === 'finished' && last.report.outcome.error?.kind, 'untrusted');
    targets.dispose();
    runs.dispose();
  });
});

describe('passphrases of client certificates', () => {
  const secured: HttpTarget = { ...target, tls: { pfx: '/certificates/client.pfx', passphraseFrom: 'secret' } };
  const { showInputBox } = vscode.window;
  let asked: vscode.InputBoxOptions[];

  const answer = (text: string | undefined) => {
    asked = [];
    const reply = (options: vscode.InputBoxOptions) => {
      asked.push(options);
      return Promise.resolve(text);
    };
    Object.assign(vscode.window, { showInputBox: reply });
  };
  after(() => void Object.assign(vscode.window, { showInputBox }));

  it('are asked for once, kept for their file, and asked for again when they are deleted', async () => {
    const [secrets, memory] = [secretStorage(), memento()];
    const passphrases = new Passphrases(secrets, memory);
    answer('open sesame');
    assert.equal(await passphrases.unlock(secured), true);
    assert.equal(asked[0]?.password, true);
    assert.match(asked[0].title ?? '', /client\.pfx/);
    assert.deepEqual(passphrases.known, { '/certificates/client.pfx': 'open sesame' });
    const afterRestart = new Passphrases(secrets, memory);
    answer(undefined);
    assert.equal(await afterRestart.unlock(secured), true);
    assert.deepEqual(afterRestart.known, passphrases.known);
    assert.deepEqual(asked, []);
    await afterRestart.delete('/certificates/client.pfx');
    assert.deepEqual([afterRestart.files, afterRestart.known], [[], {}]);
    assert.equal(await afterRestart.unlock(secured), false);
    assert.equal(asked.length, 1);
  });

  it('are not wanted where none is stored', async () => {
    answer(undefined);
    const passphrases = new Passphrases(secretStorage(), memento());
    for (const each of [target, BUILT_IN_TARGET, { ...secured, tls: { pfx: '/x', passphraseFrom: 'env:X' } }])
      assert.equal(await passphrases.unlock(each), true);
    assert.deepEqual(asked, []);
  });
});

describe('keys', () => {
  it('are bound to scheme, host and port', async () => {
    const keys = new Keys(secretStorage(), memento());
    await keys.set('https://api.example.com', 'sk-1');
    assert.deepEqual(await keys.lookUp(target), { key: 'sk-1' });
    assert.deepEqual(await keys.lookUp({ ...target, url: 'https://api.example.com:443/other' }), { key: 'sk-1' });
    for (const url of [
      'http://api.example.com/v1',
      'https://api.example.com:8443/v1',
      'https://api.example.com.evil.example/v1',
    ])
      assert.deepEqual(await keys.lookUp({ ...target, url }), { missing: 'secret', name: new URL(url).origin });
  });

  it('can be deleted, and their origins are listed', async () => {
    const keys = new Keys(secretStorage(), memento());
    await keys.set('https://b.example', 'sk-2');
    await keys.set('https://a.example', 'sk-1');
    assert.deepEqual(keys.origins, ['https://a.example', 'https://b.example']);
    await keys.delete('https://b.example');
    assert.deepEqual(keys.origins, ['https://a.example']);
    assert.deepEqual(await keys.lookUp({ ...target, url: 'https://b.example/v1' }), {
      missing: 'secret',
      name: 'https://b.example',
    });
  });

  it('are not wanted by the built-in model', async () => {
    assert.deepEqual(await new Keys(secretStorage(), memento()).lookUp(BUILT_IN_TARGET), { key: null });
  });
});
