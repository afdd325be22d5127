import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SweepUpdate } from '../../../../src/core/sweep/runningSweep';
import type { LengthSweepPlan } from '../../../../src/core/sweep/sweepPlan';
import { createAccounting } from '../../../../src/accounting/accounting';
import { environmentOf } from '../../../../src/engine/environmentOf';
import { runSweep } from '../../../../src/engine/sweep/runSweep';
import { sweepReportJsonSchema } from '../../../../src/report/jsonSchema';
import { renderSweepText } from '../../../../src/report/sweepText';
import { startScriptedServer, type ScriptedServer } from '../../../support/startScriptedServer';
import { createTestEngine, requestTo, testSetup } from '../../../support/testEngine';
import { lengthPlan, NO_CAPS } from '../../core/sweep/sweepBuilders';

let server: ScriptedServer;
let engine: ReturnType<typeof createTestEngine>;
beforeAll(async () => {
  server = await startScriptedServer();
  engine = createTestEngine();
});
afterAll(async () => {
  await engine.dispose();
  await server.stop();
});

let servers = 0;

/** A server that reads a word in 0.2 ms after 10 ms, and writes a token a millisecond. */
function planAt(scenario: string, params: Record<string, string | number>, parts: Partial<LengthSweepPlan> = {}) {
  const url = server.url(scenario, { key: ++servers, prefillMs: 0.2, tokens: 5, gapMs: 1, ...params });
  return lengthPlan({ target: requestTo(url).target, ...parts });
}

function sweep(plan: LengthSweepPlan) {
  const updates: SweepUpdate[] = [];
  const tools = { engine, accounting: createAccounting(), environment: environmentOf(testSetup) };
  const running = runSweep(tools, plan, (update) => {
    updates.push(update);
    onUpdate?.(update);
  });
  let onUpdate: ((update: SweepUpdate) => void) | null = null;
  return { ...running, updates, each: (listen: (update: SweepUpdate) => void) => (onUpdate = listen) };
}

const validate = new Ajv({ allErrors: true, strictTuples: false }).compile(sweepReportJsonSchema());

describe('a sweep over lengths', { timeout: 30_000 }, () => {
  test('sends prompts of about the wanted lengths, all different from their first word, and fits what the server does', async () => {
    const before = (await server.log()).length;
    const { finished, updates } = sweep(planAt('model', {}, { lengths: [60, 250, 500, 1000] }));
    const report = await finished;
    expect(report).toMatchObject({ ending: 'completed', spent: { requests: 14, usd: null }, load: null });
    const { points, ttft } = report.length!;
    for (const { wantedTokens, inputTokens, n } of points) {
      expect(n).toBe(3);
      expect(inputTokens! / wantedTokens).toBeGreaterThan(0.9);
      expect(inputTokens! / wantedTokens).toBeLessThan(1.1);
    }
    // How exact the curve is, the simulation holds: here other work may take the processor at any time.
    expect(ttft).toMatchObject({ n: 12 });
    const firstWords = (await server.log(before)).map(({ body }) => /"content":"(\w+)/.exec(body)?.[1]);
    expect(new Set(firstWords).size).toBe(14);
    expect(updates[0]).toMatchObject({ type: 'planned', planned: { requests: 14 } });
    expect(updates.filter(({ type }) => type === 'so-far')).toHaveLength(14);
    validate(JSON.parse(JSON.stringify(report)));
    expect(validate.errors).toBeNull();
    expect(renderSweepText(report, { width: 100, color: false })).toContain('Time to first token, 12 runs');
  });

  test('in the warm mode sends the same prompt for a length each time', async () => {
    const before = (await server.log()).length;
    const plan = planAt('model', { cache: 1 }, { cache: 'warm', lengths: [100], runs: 3, warmups: 2 });
    const { length } = await sweep(plan).finished;
    const bodies = (await server.log(before)).map(({ body }) => body);
    expect(new Set(bodies.slice(1)).size).toBeLessThan(bodies.length - 1);
    expect(length!.points[0]!.cachedTokens).toBeGreaterThan(50);
  });

  test('in the warm mode measures no length that is new to the server', async () => {
    const plan = planAt('model', { cache: 1 }, { cache: 'warm', lengths: [60, 120, 240, 480], runs: 1 });
    const { length } = await sweep(plan).finished;
    for (const { cachedTokens, inputTokens } of length!.points)
      expect(cachedTokens! / inputTokens!).toBeGreaterThan(0.6);
  });

  test('leaves out the lengths that the server refuses, measures all others to the end, and says so', async () => {
    const plan = planAt('model', { context: 300 }, { lengths: [60, 120, 400, 450, 500], runs: 4, warmups: 1 });
    const report = await sweep(plan).finished;
    expect(report.ending).toBe('completed');
    expect(report.length!.points.map(({ n, failed }) => [n, failed])).toEqual([
      [4, 0],
      [4, 0],
      [0, 1],
      [0, 0],
      [0, 0],
    ]);
    expect(report.endingSentence).toMatch(
      /^Prompts of 400 tokens and more failed .*The server said: "Scripted refusal\."\.$/,
    );
  });

  test('says that it was cut short when the server stops answering in the middle', async () => {
    const plan = planAt('busyAtFirst', { refusals: 0 }, { lengths: [50, 100], runs: 3, warmups: 0 });
    const { finished, each } = sweep(plan);
    each((update) => {
      if (update.type !== 'run-finished' || plan.target.protocol === 'gguf') return;
      Object.assign(plan.target, { url: 'http://127.0.0.1:9/v1' });
    });
    expect(await finished).toMatchObject({ ending: 'failing', length: { points: [{ n: 1 }, { n: 0 }] } });
  });

  test('ends at once when it is stopped, with all that came', async () => {
    const { finished, stop, each, updates } = sweep(planAt('model', {}));
    each((update) => {
      if (update.type === 'run-finished' && updates.filter(({ type }) => type === 'run-finished').length === 4) stop();
    });
    const report = await finished;
    expect(report.ending).toBe('stopped');
    expect(report.length!.runs).toHaveLength(4);
    expect(updates.filter(({ type }) => type === 'run-started')).toHaveLength(4);
  });

  test('keeps to a cap on requests, which it names', async () => {
    const before = (await server.log()).length;
    const report = await sweep(planAt('model', {}, { caps: { ...NO_CAPS, requests: 3 } })).finished;
    expect(report).toMatchObject({ ending: 'capped', reachedCap: 'requests', spent: { requests: 3 } });
    expect(await server.log(before)).toHaveLength(3);
  });

  test('with a cap on money and no price sends nothing', async () => {
    const before = (await server.log()).length;
    const report = await sweep(planAt('model', {}, { caps: { ...NO_CAPS, usd: 1 } })).finished;
    expect(report).toMatchObject({ ending: 'capped', reachedCap: 'usd', price: null });
    expect(await server.log(before)).toHaveLength(0);
  });

  test('waits as long as a refusal asks to, and then goes on', async () => {
    const { finished, updates } = sweep(
      planAt('busyAtFirst', { refusals: 1, retryAfter: 1 }, { lengths: [50], runs: 1, warmups: 0 }),
    );
    const report = await finished;
    expect(updates).toContainEqual({ type: 'waiting', forMs: 1000 });
    const [refused, answered] = report.length!.runs.map(({ run }) => run);
    expect(refused!.outcome.error).toMatchObject({ kind: 'rate-limited', retryAfterMs: 1000 });
    expect(answered!.outcome.status).toBe('completed');
    expect(Date.parse(answered!.startedAt) - Date.parse(refused!.startedAt)).toBeGreaterThanOrEqual(990);
  });

  test('gives up a server that is gone, and tells why', async () => {
    const plan = lengthPlan({ target: requestTo('http://127.0.0.1:9/v1').target, lengths: [50, 100, 200, 400] });
    const report = await sweep(plan).finished;
    expect(report.ending).toBe('failing');
    expect(report.length!.runs.length).toBeLessThanOrEqual(5);
    const { error } = report.length!.runs[0]!.run.outcome;
    expect(error?.kind).toBe('refused');
    expect(report.endingSentence).toContain(error!.message);
  });
});
