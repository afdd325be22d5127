import { Ajv } from 'ajv';
import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest';
import { createAccounting } from '../../../../src/accounting/accounting';
import type { SweepUpdate } from '../../../../src/core/sweep/runningSweep';
import type { LoadSweepPlan } from '../../../../src/core/sweep/sweepPlan';
import { environmentOf } from '../../../../src/engine/environmentOf';
import { runSweep } from '../../../../src/engine/sweep/runSweep';
import { sweepReportJsonSchema } from '../../../../src/report/jsonSchema';
import { startScriptedServer } from '../../../support/startScriptedServer';
import { startBatchingServer, type BatchingServer } from '../../../support/startBatchingServer';
import { createTestEngine, requestTo, testSetup } from '../../../support/testEngine';
import { loadPlan, NO_CAPS } from '../../core/sweep/sweepBuilders';

let engine: ReturnType<typeof createTestEngine>;
let server: BatchingServer;
beforeAll(() => (engine = createTestEngine()));
afterEach(() => server.kill());
afterAll(() => engine.dispose());

const fast = { kind: 'continuous', slots: 2, prefillMsPerToken: 0.05, decodeMs: 3 };

async function planFor(options: Record<string, unknown>, parts: Partial<LoadSweepPlan> = {}): Promise<LoadSweepPlan> {
  server = await startBatchingServer({ ...fast, ...options });
  return loadPlan({ target: requestTo(server.url).target, maxTokens: 10, ...parts });
}

function sweep(plan: LoadSweepPlan, onUpdate: (update: SweepUpdate, stop: () => void) => void = () => undefined) {
  const updates: SweepUpdate[] = [];
  const tools = { engine, accounting: createAccounting(), environment: environmentOf(testSetup) };
  const running = runSweep(tools, plan, (update) => {
    updates.push(update);
    onUpdate(update, () => running.stop());
  });
  return { ...running, updates };
}

const validate = new Ajv({ allErrors: true, strictTuples: false }).compile(sweepReportJsonSchema());

async function nothingIsOpen(): Promise<void> {
  while ((await server.counts()).open > 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('a sweep under load', { timeout: 30_000 }, () => {
  test('has so many users at the same time, and measures enough requests at each level', async () => {
    const { finished, updates } = sweep(await planFor({}, { levels: [1, 3], requestsPerLevel: 6 }));
    const report = await finished;
    validate(JSON.parse(JSON.stringify(report)));
    expect(validate.errors).toBeNull();
    expect(report).toMatchObject({ ending: 'completed', length: null });
    const { levels } = report.load!;
    expect(levels.map(({ users, counts }) => [users, counts.measured, counts.failed])).toEqual([
      [1, 6, 0],
      [3, 9, 0],
    ]);
    expect((await server.counts()).mostOpen).toBe(3);
    expect(levels[1]!.meanInFlight).toBeGreaterThan(2);
    for (const { requests } of levels) {
      const prompts = requests.filter(({ part }) => part === 'warm-up').length;
      expect(prompts).toBeGreaterThanOrEqual(1);
    }
    expect(levels[0]!.tpotMs.p50).toBeGreaterThan(2.5);
    expect(updates.filter(({ type }) => type === 'level-finished')).toHaveLength(2);
    await nothingIsOpen();
  });

  test('on a schedule sends whether answers come or not', async () => {
    const plan = await planFor({ slots: 1 }, { arrivals: 'constant', levels: [60], requestsPerLevel: 20 });
    const report = await sweep(plan).finished;
    const [level] = report.load!.levels;
    expect(level).toMatchObject({ requestsPerSecond: 60, users: null, counts: { measured: 300, failed: 0 } });
    // One slot answers some thirty a second: had it waited for answers, no two would be open.
    expect((await server.counts()).mostOpen).toBeGreaterThan(10);
    expect(level!.client.startLateP99Ms).not.toBeNull();
  });

  test('knows a server that batches continuously from one that does not', async () => {
    const plan = await planFor({ slots: 4 }, { levels: [1], requestsPerLevel: 3, fingerprint: true });
    const report = await sweep(plan).finished;
    expect(report.load!.batching).toMatchObject({ kind: 'continuous' });
  });

  test('ends at once when it is stopped, with what came until then', async () => {
    const plan = await planFor({ decodeMs: 50 }, { levels: [2, 4], requestsPerLevel: 50 });
    const { finished } = sweep(plan, (update, stop) => {
      if (update.type === 'level-progress' && update.progress.completed >= 2) stop();
    });
    const report = await finished;
    expect(report.ending).toBe('stopped');
    expect(report.load!.levels).toHaveLength(1);
    expect(report.load!.levels[0]!.requests.some(({ status }) => status === 'completed')).toBe(true);
    await nothingIsOpen();
  });

  test.each([
    ['json', 'not-streamed', ['ttftMs', 'tpotMs']],
    ['burst', 'buffered-stream', ['tpotMs']],
  ] as const)(
    'of answers that come in one piece (%s) withholds the times that say nothing, and tells why',
    async (name, code, withheld) => {
      await planFor({});
      const scripted = await startScriptedServer();
      const url = scripted.url(name, { firstMs: 60, tokens: 20, gapMs: 3 });
      const report = await sweep(loadPlan({ target: requestTo(url).target, levels: [2], requestsPerLevel: 6 }))
        .finished;
      await scripted.stop();
      const [level] = report.load!.levels;
      expect(level!.counts.completed).toBe(6);
      for (const key of withheld) expect(level![key].count).toBe(0);
      expect(level!.perUserTokensPerSecond.count).toBe(0);
      expect(level!.e2eMs.p50).toBeGreaterThan(30);
      expect(level!.outputTokensPerSecond).toBeGreaterThan(0);
      expect(report.load!.findings!.map((finding) => finding.code)).toContain(code);
    },
  );

  test('keeps what came when the server dies in mid-level', async () => {
    const plan = await planFor({ decodeMs: 8 }, { levels: [1, 2], requestsPerLevel: 10 });
    let isKilled = false;
    const { finished } = sweep(plan, (update) => {
      if (isKilled || update.type !== 'level-progress' || update.index !== 1 || update.progress.completed < 1) return;
      isKilled = true;
      void server.kill();
    });
    const report = await finished;
    expect(report.ending).toBe('failing');
    const [first, second] = report.load!.levels;
    expect(first!.ending).toBe('completed');
    expect(second).toMatchObject({ ending: 'failing' });
    expect(second!.errors.map(({ kind }) => kind)).toContain('refused');
    expect(report.endingSentence).toMatch(/is kept\. .*127\.0\.0\.1/);
  });

  test('says why when not even the first single request is answered', async () => {
    await planFor({});
    const plan = loadPlan({ target: requestTo('http://127.0.0.1:9/v1').target });
    const report = await sweep(plan).finished;
    expect(report).toMatchObject({ ending: 'failing', load: { levels: [] } });
    expect(report.endingSentence).toMatch(/is kept\. .*127\.0\.0\.1:9/);
  });

  test('lets everybody wait as long as a 429 asks to, and counts what was refused', async () => {
    const plan = await planFor({ refuse: 6, refusals: 1, retryAfter: 1 }, { levels: [2], requestsPerLevel: 8 });
    const report = await sweep(plan).finished;
    const [level] = report.load!.levels;
    expect(level!.errors).toEqual([{ kind: 'rate-limited', count: 1 }]);
    const refused = level!.requests.findIndex(({ errorKind }) => errorKind === 'rate-limited');
    const [refusal, ...after] = level!.requests.slice(refused);
    for (const { startMs } of after) expect(startMs - refusal!.startMs).toBeGreaterThanOrEqual(990);
    expect(report.ending).toBe('completed');
  });

  test('does not wait for a server that asks for an hour', async () => {
    const plan = await planFor({ refuse: 4, retryAfter: 3600 }, { levels: [2, 4], requestsPerLevel: 10 });
    const report = await sweep(plan).finished;
    expect(report.ending).toBe('failing');
    expect(report.load!.levels.map(({ ending }) => ending)).toEqual(['rate-limited']);
  });

  test('does not go on to heavier loads once nothing is answered any more, and is not complete then', async () => {
    const plan = await planFor({ refuse: 6 }, { levels: [1, 2, 4], requestsPerLevel: 4 });
    const report = await sweep(plan).finished;
    expect(report.ending).toBe('failing');
    expect(report.endingSentence).toContain('HTTP 429');
    expect(report.load!.levels.map(({ counts }) => counts.completed > 0)).toEqual([true, false]);
  });

  test('does not go on asking a server that refuses and never says when to come back', async () => {
    const plan = await planFor({ refuse: 6 }, { levels: [2], requestsPerLevel: 200 });
    const report = await sweep(plan).finished;
    expect(report.load!.levels[0]).toMatchObject({ ending: 'failing' });
    expect((await server.counts()).received).toBeLessThan(30);
  });

  test('names the time of a level when no answer was complete within it', async () => {
    const plan = await planFor({ decodeMs: 100 }, { levels: [1, 2], levelMs: 300 });
    const report = await sweep(plan).finished;
    expect(report.ending).toBe('failing');
    expect(report.endingSentence).toContain('within the 0.3 s that a level may take');
  });

  test.each([
    ['requests', { ...NO_CAPS, requests: 9 }],
    ['tokens', { ...NO_CAPS, tokens: 800 }],
  ] as const)('keeps to a cap on %s', async (name, caps) => {
    const plan = await planFor({}, { levels: [2, 4], caps });
    const report = await sweep(plan).finished;
    expect(report).toMatchObject({ ending: 'capped', reachedCap: name });
    const last = report.load!.levels.at(-1)!;
    // What was open when the cap was reached ends in a server that empties, outside of what is measured.
    const endsMs = last.requests.map(({ startMs, lastMs }) => startMs + lastMs!);
    expect(last.windowMs === null || last.windowMs[1] < Math.max(...endsMs)).toBe(true);
    expect(report.spent[name]).toBeLessThanOrEqual(caps[name]!);
    expect((await server.counts()).received).toBe(report.spent.requests);
  });

  test('never sends more than it said before', async () => {
    const plan = await planFor({}, { levels: [1, 2, 4], requestsPerLevel: 4 });
    const report = await sweep(plan).finished;
    expect(report.spent.requests).toBeLessThanOrEqual(report.planned.requests);
    expect(report.spent.tokens).toBeLessThanOrEqual(report.planned.tokens);
  });
});
