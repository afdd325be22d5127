import { describe, expect, test } from 'vitest';
import { createHttpSource } from '../../../src/engine/httpSource';
import type { RunReport } from '../../../src/core/runReport';
import { createTraceRecorder } from '../../../src/core/traceRecorder';
import { engineForTests, serverForTests } from '../../support/forTests';
import type { LoggedRequest } from '../../support/startScriptedServer';
import { requestTo, runOnce } from '../../support/testEngine';

const server = await serverForTests();
const engine = engineForTests();

/** Runs a scenario; gives the report beside what the server wrote and when, in ms since it had the whole request. */
async function runAndLog(scenario: string, params: Record<string, string | number>) {
  const before = (await server.log()).length;
  const { report } = await runOnce(engine, requestTo(server.url(scenario, params)));
  const logged = (await server.log())[before];
  if (!logged) throw new Error('the server saw no request');
  return { report, writesMs: (label: string) => writesMs(logged, label) };
}

const writesMs = ({ writes, receivedNs }: LoggedRequest, label: string): number[] =>
  writes.filter((write) => write.label === label).map(({ atNs }) => Number(BigInt(atNs) - BigInt(receivedNs)) / 1e6);

const codes = ({ quality }: RunReport): string[] => quality.findings.map(({ code }) => code);

/*
 * Our t0 lies before the server has the request, and each write is stamped by the server before it is made. So whatever the
 * machine does meanwhile, our times may only be longer than the server's, never shorter.
 */
describe('no time is shorter than the server really took', () => {
  const rows: readonly { title: string; params: Record<string, number> }[] = [
    { title: 'single tokens', params: { tokens: 30, gapMs: 3 } },
    { title: 'three tokens a chunk', params: { tokens: 30, gapMs: 4, perChunk: 3 } },
    { title: 'five tokens a chunk', params: { tokens: 40, gapMs: 6, perChunk: 5 } },
    { title: 'forty tokens a chunk', params: { tokens: 120, gapMs: 30, perChunk: 40 } },
    { title: 'a long wait', params: { tokens: 5, firstMs: 150 } },
    { title: 'reasoning first', params: { tokens: 20, reasoning: 10 } },
    { title: 'a tail after the last token', params: { tokens: 5, tailMs: 60 } },
    { title: 'tool calls only', params: { tokens: 10, tool: 1 } },
    { title: 'pings before the first token', params: { tokens: 10, firstMs: 80, pings: 5 } },
  ];

  test.each(rows)('$title', async ({ params }) => {
    const { report, writesMs } = await runAndLog('steady', params);
    const written = writesMs('token');
    expect(report.chunks).toHaveLength(written.length);
    for (const [index, chunk] of (report.chunks ?? []).entries())
      expect(chunk.atMs).toBeGreaterThanOrEqual(written[index] ?? Infinity);
    expect(report.metrics.ttftMs.value).toBeGreaterThanOrEqual(written[0] ?? Infinity);
    expect(report.metrics.e2eMs.value).toBeGreaterThanOrEqual(written.at(-1) ?? Infinity);
    expect(report.phases.at(-1)?.endMs).toBeGreaterThanOrEqual(writesMs('done')[0] ?? Infinity);
  });
});

test('a role-only frame is no token: TTFT is that of the first text', async () => {
  const { report, writesMs } = await runAndLog('steady', { tokens: 5, firstMs: 120 });
  const [role = Infinity] = writesMs('role');
  const [token = Infinity] = writesMs('token');
  expect(role).toBeLessThan(token);
  expect(report.metrics.ttftMs.value).toBeGreaterThanOrEqual(token);
});

test('keep-alive comments are no token', async () => {
  const { report, writesMs } = await runAndLog('steady', { tokens: 5, firstMs: 120, pings: 6, role: 0 });
  expect(writesMs('ping')).toHaveLength(6);
  expect(report.metrics.ttftMs.value).toBeGreaterThanOrEqual(writesMs('token')[0] ?? Infinity);
  expect(report.output.text).toBe(' the time of day and');
});

test('reasoning first: TTFT at the reasoning, TTFO at the answer, thinking between them', async () => {
  const { report } = await runAndLog('steady', { tokens: 20, reasoning: 10 });
  const [reasoning, answer] = [report.chunks?.[0]?.atMs ?? NaN, report.chunks?.[10]?.atMs ?? NaN];
  expect(report.metrics.ttftMs.value).toBe(reasoning);
  expect(report.metrics.ttfoMs.value).toBe(answer);
  expect(report.metrics.thinkingMs.value).toBe(answer - reasoning);
  expect(report.phases.map(({ name }) => name)).toContain('thinking');
});

test('tool calls only: tokens are generated all the same', async () => {
  const { report } = await runAndLog('steady', { tokens: 10, tool: 1 });
  expect(report.chunks?.every(({ channel }) => channel === 'tool')).toBe(true);
  expect(report.metrics.ttftMs.value).toBe(report.chunks?.[0]?.atMs);
  // On a machine that stood still meanwhile all of it came at once, and then TPOT is rightly withheld.
  if (!codes(report).includes('buffered-stream')) expect(report.metrics.tpotMs.value).toBeGreaterThan(0);
  expect(report.outcome.finishReason).toBe('tool');
});

test('one token only: there is no time per output token', async () => {
  const { report } = await runAndLog('steady', { tokens: 1 });
  expect(report.metrics.tpotMs.value).toBeNull();
});

test('cached input tokens make TTFT a warm number', async () => {
  const { report } = await runAndLog('steady', { tokens: 10, cached: 20 });
  expect(report.tokens.input).toMatchObject({ total: 26, cached: 20 });
  expect(codes(report)).toContain('cached-prompt');
});

test.each([
  ['everything at the end', { tokens: 200, gapMs: 2 }],
  ['4 KB at a time', { tokens: 600, gapMs: 2, bytes: 4_096 }],
  ['16 KB at a time', { tokens: 600, gapMs: 1, bytes: 16_384 }],
] as const)('a proxy that holds back %s: buffered-stream, and no TPOT', async (_, params) => {
  const { report } = await runAndLog('buffered', params);
  expect(codes(report)).toContain('buffered-stream');
  expect(report.metrics.tpotMs).toMatchObject({ value: null, reason: 'buffered-stream' });
});

test.each([5, 40])(
  'several tokens a chunk (%i): the totals are of tokens, gaps between tokens are withheld',
  async (perChunk) => {
    const { report } = await runAndLog('steady', { tokens: 4 * perChunk, perChunk, gapMs: 20 });
    expect(report.chunks).toHaveLength(4);
    expect(report.tokens.output).toMatchObject({ total: 4 * perChunk, source: 'reported' });
    expect(report.metrics.interTokenMs.value).toBeNull();
  },
);

test('events of one write that came in one read share its stamp and its index', async () => {
  const { report } = await runAndLog('burst', { tokens: 8 });
  expect(new Set(report.chunks?.map(({ read }) => read)).size).toBe(1);
  expect(new Set(report.chunks?.map(({ atMs }) => atMs)).size).toBe(1);
});

test('what came in one read of the socket is one read, however many chunks HTTP made of it', async () => {
  const { report } = await runAndLog('packed', { tokens: 8 });
  expect(report.chunks).toHaveLength(8);
  expect(new Set(report.chunks?.map(({ read }) => read)).size).toBe(1);
});

test('a pause of the measuring thread is seen and told', async () => {
  let isPaused = false;
  const run = engine.run('pause', requestTo(server.url('steady', { tokens: 60, gapMs: 5 })), ({ chunks }) => {
    if (isPaused || chunks.length === 0) return;
    isPaused = true;
    const until = performance.now() + 90;
    while (performance.now() < until);
  });
  const report = await run.finished;
  expect(report.environment.loopDelayMaxMs).toBeGreaterThan(60);
  expect(codes(report)).toContain('clock-late');
});

test('a wall clock that jumps changes nothing but the label', async () => {
  const realNow = Date.now;
  const run = engine.run('jump', requestTo(server.url('steady', { tokens: 40, gapMs: 5 })), () => {
    Date.now = () => realNow() - 86_400_000;
  });
  const report = await run.finished;
  Date.now = realNow;
  const stamps = report.chunks?.map(({ atMs }) => atMs) ?? [];
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  expect(report.metrics.e2eMs.value).toBeGreaterThan(200);
  expect(report.metrics.e2eMs.value).toBeLessThan(20_000);
});

test('every event carries the stamp of its read, however long decoding took', async () => {
  const source = createHttpSource();
  const recorder = createTraceRecorder(() => '');
  await source.run(requestTo(server.url('steady', { tokens: 30 })), recorder, new AbortController().signal);
  expect(recorder.chunks).toHaveLength(30);
  for (const { atMs, read } of recorder.chunks) expect(recorder.reads[read]?.atMs).toBe(atMs);
  for (const { bytes } of recorder.reads) expect(bytes).toBeGreaterThan(0);
  await source.dispose();
});
