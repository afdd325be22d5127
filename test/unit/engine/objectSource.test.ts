import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createAccounting } from '../../../src/accounting/accounting';
import type { ObjectModels, ObjectPart, StopSignal } from '../../../src/core/objectStream';
import { runError, RunFailure } from '../../../src/core/runError';
import type { RunRequest } from '../../../src/core/runRequest';
import { createEngine } from '../../../src/engine/createEngine';
import { createObjectSource } from '../../../src/engine/objectSource';
import { runOnce, testSetup } from '../../support/testEngine';

const accounting = createAccounting();

const request = (parts: Partial<RunRequest> = {}): RunRequest => ({
  target: { name: 'Cat (pets)', protocol: 'vscode-lm', model: 'cat', provider: 'pets' },
  prompt: { messages: [{ role: 'user', content: 'How long is a day?' }], source: 'test' },
  parameters: {},
  cache: 'as-is',
  apiKey: null,
  ...parts,
});

/** Models that answer with what a test writes down; `prepareMs` and the pauses are waited for by their own timers. */
function engineOf(
  answer: (stop: StopSignal) => AsyncIterable<ObjectPart>,
  prepare: () => Promise<void> = async () => undefined,
) {
  const models: ObjectModels = {
    async prepare() {
      await prepare();
      return { model: 'cat', send: (stop) => Promise.resolve(answer(stop)) };
    },
  };
  const engine = createEngine({ setup: testSetup, sources: { 'vscode-lm': createObjectSource(models) }, accounting });
  onTestFinished(() => engine.dispose());
  return engine;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** A pause that is at least this long, as timers may be early by a fraction of a millisecond. */
async function longer(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) await pause(Math.ceil(until - performance.now()));
}
const text = (words: string): ObjectPart => ({ channel: 'answer', text: words });

test('is stamped part by part, and no time is shorter than it really took', async () => {
  const engine = engineOf(async function* () {
    await longer(40);
    yield text('one ');
    for (const word of ['two ', 'three ', 'four']) {
      await longer(10);
      yield text(word);
    }
    await longer(20);
  });
  const { report } = await runOnce(engine, request());
  expect(report.outcome).toMatchObject({ status: 'completed', error: null });
  expect(report.output.text).toBe('one two three four');
  expect(report.target).toMatchObject({ protocol: 'vscode-lm', url: 'vscode-lm:pets/cat', model: 'cat' });
  expect(report.chunks?.map(({ atMs }, index) => atMs >= 40 + 10 * index)).toEqual([true, true, true, true]);
  expect(report.metrics.ttftMs.value).toBeGreaterThanOrEqual(40);
  expect(report.metrics.tailMs.value).toBeGreaterThanOrEqual(20);
  expect(report.metrics.connectMs).toMatchObject({ value: null, reason: 'no-connection' });
  expect(report.connection).toBeUndefined();
  expect(report.environment.loopDelayP99Ms).not.toBeNull();
});

test('what comes before the request (finding the model, consent) is not measured', async () => {
  let lostMs = 0;
  const models: ObjectModels = {
    prepare() {
      lostMs = 3_600_000;
      const answer = async function* () {
        yield text('yes');
      };
      return Promise.resolve({ model: 'cat', send: () => Promise.resolve(answer()) });
    },
  };
  const source = createObjectSource(models, () => performance.now() + lostMs);
  const engine = createEngine({ setup: testSetup, sources: { 'vscode-lm': source }, accounting });
  onTestFinished(() => engine.dispose());
  const { report } = await runOnce(engine, request());
  expect(report.metrics.e2eMs.value).toBeLessThan(lostMs / 2);
});

test('has no usage of a server, and no cost', async () => {
  const engine = engineOf(async function* () {
    yield text('a day ');
    yield text('is long');
  });
  const { report } = await runOnce(engine, request());
  expect(report.trace?.usage).toBeNull();
  expect(report.tokens.output.source).not.toBe('reported');
  expect(report.cost).toBeNull();
  expect(report.costReason).toContain('subscription');
});

describe('a stop', () => {
  test('ends the run at once, keeps what came and tells the model', async () => {
    let told = false;
    let second: () => void = () => undefined;
    const came = new Promise<void>((resolve) => (second = resolve));
    const engine = engineOf(async function* (stop) {
      stop.addEventListener('abort', () => (told = true), { once: true });
      yield text('one ');
      second();
      await new Promise(() => undefined);
    });
    const run = engine.run('stopped', request(), () => undefined);
    await came;
    run.stop();
    const report = await run.finished;
    expect(report.outcome).toMatchObject({ status: 'cancelled', error: { kind: 'cancelled' } });
    expect(report.output.text).toBe('one ');
    expect(told).toBe(true);
  });

  test('while the user is asked for consent sends nothing', async () => {
    let sent = 0;
    const engine = engineOf(
      async function* () {
        sent++;
        yield text('no');
      },
      () => new Promise(() => undefined),
    );
    const run = engine.run('early', request(), () => undefined);
    run.stop();
    expect((await run.finished).outcome.error?.kind).toBe('cancelled');
    expect(sent).toBe(0);
  });
});

test.each([
  [
    'no first part',
    'timeout',
    async function* (): AsyncGenerator<ObjectPart> {
      await new Promise(() => undefined);
      yield text('');
    },
  ],
  [
    'no further part',
    'stalled',
    async function* (): AsyncGenerator<ObjectPart> {
      yield text('one');
      await new Promise(() => undefined);
    },
  ],
] as const)('%s within the limit: %s', async (_, kind, answer) => {
  const target = { ...request().target, timeouts: { firstByteMs: 80, stallMs: 80 } };
  const { report } = await runOnce(engineOf(answer), request({ target }));
  expect(report.outcome.error).toMatchObject({ kind, message: expect.stringContaining('Cat (pets)') });
});

test('a failure in mid-answer keeps what came', async () => {
  const engine = engineOf(async function* () {
    yield text('half ');
    throw new RunFailure(runError('rate-limited', 'The quota is used up.'));
  });
  const { report } = await runOnce(engine, request());
  expect(report.outcome).toMatchObject({ status: 'failed', error: { kind: 'rate-limited' } });
  expect(report.output.text).toBe('half ');
});

describe('an engine without language models', () => {
  const bare = createEngine({ setup: testSetup, sources: {}, accounting });
  afterAll(() => bare.dispose());
  test('says that they are in the editor only', async () => {
    const { report } = await runOnce(bare, request());
    expect(report.outcome.error).toMatchObject({ kind: 'unsupported', message: expect.stringContaining('editor') });
  });
});
