import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Keys } from '../../src/ui/keys';
import { offeredModels } from '../../src/ui/languageModels/offeredModels';
import { TargetNumbers } from '../../src/ui/targetNumbers';
import { pickTarget } from '../../src/ui/targetPicker';
import { TargetStore } from '../../src/ui/targetStore';
import { RunWatch, api, closeAll, configure, openText, profile } from './support/editor';
import { memento, secretStorage } from './support/storage';

interface Asked {
  readonly model: string;
  readonly texts: readonly string[];
  readonly options: Readonly<Record<string, unknown>> | undefined;
  readonly token: vscode.CancellationToken;
  say(text: string): void;
}

/** The extension in test/inHost/models, which offers models that a test drives by hand. */
interface Driven {
  readonly requests: Asked[];
  respond: (request: Asked) => Promise<void>;
  tokensPerWord: number;
}

const CAT = { name: 'The cat', protocol: 'vscode-lm', model: 'cat', provider: 'test-models' };

describe('language models of the editor', () => {
  let models: Driven;
  let watch: RunWatch;

  before(async () => {
    const extension = vscode.extensions.getExtension<Driven>('prompt-profiler-tests.models');
    assert.ok(extension, 'the extension with the models is not there');
    models = await extension.activate();
    watch = new RunWatch(await api());
  });
  beforeEach(async () => {
    models.requests.length = 0;
    models.tokensPerWord = 2;
    await configure({ targets: [CAT], defaultTarget: CAT.name, openPanelOnRun: false, output: 'none' });
  });
  afterEach(closeAll);
  after(async () => {
    watch.dispose();
    await configure({ targets: undefined, defaultTarget: undefined, openPanelOnRun: undefined, output: undefined });
  });

  async function run(respond: Driven['respond']) {
    models.respond = respond;
    await openText('How long is a day?');
    return watch.finished(await profile());
  }

  it('are offered as targets, with who offers them and how much they read', async () => {
    const offered = (await offeredModels()).filter(({ provider }) => provider === 'test-models');
    const common = { protocol: 'vscode-lm', provider: 'test-models', contextWindow: 4096 };
    assert.deepEqual(offered, [
      { ...common, name: 'The cat (test-models)', model: 'cat' },
      { ...common, name: 'The dog (test-models)', model: 'dog' },
    ]);
  });

  it('are measured, counted by their own extension and labelled', async () => {
    const report = await run(async (asked) => {
      for (const word of ['a day ', 'is ', 'twenty-four hours']) {
        // The pace of a model; long enough for the lateness of this thread to be seen.
        await new Promise((resolve) => setTimeout(resolve, 40));
        asked.say(word);
      }
    });
    assert.equal(report.outcome.error, null);
    assert.equal(report.outcome.status, 'completed');
    assert.equal(report.target.protocol, 'vscode-lm');
    assert.equal(report.target.url, 'vscode-lm:test-models/cat');
    assert.equal(report.output.text, 'a day is twenty-four hours');
    assert.equal(report.metrics.ttftMs.source, 'measured');
    assert.deepEqual([report.tokens.input.total, report.tokens.output.total], [10, 10]);
    assert.equal(report.tokens.output.source, 'counted');
    assert.equal(report.tokens.localCount?.tokenizer, 'countTokens of test-models');
    assert.notEqual(report.environment.loopDelayP99Ms, null);
    assert.equal(report.connection, undefined);
  });

  it('get one request for a run, after the consent', async () => {
    await configure({ targets: [{ ...CAT, parameters: { maxTokens: 7 } }] });
    await run(() => Promise.resolve());
    assert.deepEqual(
      models.requests.map(({ model, texts, options }) => ({ model, texts, options })),
      [{ model: 'cat', texts: ['How long is a day?'], options: { max_tokens: 7 } }],
    );
  });

  it('that cannot count leave it to an estimate', async () => {
    models.tokensPerWord = 0;
    const report = await run((asked) => Promise.resolve(asked.say('a day')));
    assert.equal(report.tokens.output.source, 'estimated');
  });

  it('are told of a stop, and what came is kept', async () => {
    models.respond = (asked) => {
      asked.say('half ');
      return new Promise((resolve) => asked.token.onCancellationRequested(() => resolve()));
    };
    await openText('How long is a day?');
    const runId = await profile();
    const isHere = () =>
      watch.updates.some(
        (update) => update.type === 'progress' && update.runId === runId && update.progress.chunks.length > 0,
      );
    await watch.until('the first part is here', isHere);
    await vscode.commands.executeCommand('promptProfiler.stop', runId);
    const report = await watch.finished(runId);
    assert.equal(report.outcome.status, 'cancelled');
    assert.equal(report.output.text, 'half ');
  });

  it('that are not there, or fail, are errors with a next step', async () => {
    const errors = [
      [vscode.LanguageModelError.NoPermissions('no'), 'forbidden'],
      [vscode.LanguageModelError.Blocked('off topic'), 'forbidden'],
      [vscode.LanguageModelError.Blocked('quota exceeded'), 'rate-limited'],
      [vscode.LanguageModelError.NotFound('gone'), 'not-found'],
      [new Error('out of order'), 'server-error'],
    ] as const;
    for (const [error, kind] of errors) {
      const { outcome } = await run(() => Promise.reject(error));
      assert.equal(outcome.error?.kind, kind, outcome.error?.message);
    }
    await configure({ targets: [{ ...CAT, model: 'unicorn' }] });
    const { outcome } = await run(() => Promise.resolve());
    assert.equal(outcome.error?.kind, 'not-found');
    assert.match(outcome.error.message, /Select Target/);
  });

  it('are chosen in the picker, and are in the list from then on', async () => {
    await configure({ targets: undefined, defaultTarget: undefined });
    const store = new TargetStore(memento());
    const runs = { onUpdate: new vscode.EventEmitter<never>().event };
    const numbers = new TargetNumbers(memento(), runs, () => undefined);
    const keys = new Keys(secretStorage(), memento());
    const label = 'The dog (test-models)';
    await pickInBox(label, () => pickTarget({ targets: store, keys, numbers }));
    const { entries, preferred } = await store.find();
    store.dispose();
    assert.ok(preferred && entries.includes(preferred));
    assert.equal(preferred.target.name, label);
    await configure({ targets: [preferred.target], defaultTarget: label });
    const report = await run((asked) => Promise.resolve(asked.say('woof')));
    assert.equal(report.outcome.error, null);
    assert.equal(models.requests[0]?.model, 'dog');
  });
});

/** Starts something that opens a list, and chooses from it as a person would. */
async function pickInBox(label: string, start: () => Promise<unknown>): Promise<void> {
  const { createQuickPick } = vscode.window;
  let opened: vscode.QuickPick<vscode.QuickPickItem> | null = null;
  Object.assign(vscode.window, {
    createQuickPick: () => (opened = createQuickPick.call(vscode.window)),
  });
  const done = start();
  const isThere = () => opened?.items.find((item) => item.label === label);
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 10));
  Object.assign(vscode.window, { createQuickPick });
  const pick = opened as unknown as vscode.QuickPick<vscode.QuickPickItem>;
  const item = isThere();
  assert.ok(item);
  const isActive = new Promise<void>((resolve) => {
    pick.onDidChangeActive(([active]) => active?.label === label && resolve());
  });
  pick.activeItems = [item];
  await isActive;
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  await done;
}
