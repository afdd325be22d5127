import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandTools } from '../../../src/cli/commandTools';
import { runCommandLine } from '../../../src/cli/runCommandLine';
import type { RunReport } from '../../../src/core/runReport';
import { createTestEngine } from '../../support/testEngine';
import { startScriptedServer, type ScriptedServer } from '../../support/startScriptedServer';

let server: ScriptedServer;
let folder: string;
beforeAll(async () => {
  server = await startScriptedServer();
  folder = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-replay-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function command(args: readonly string[], stdin = ''): Promise<Ended> {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    columns: 100,
    color: false,
    isErrScreen: false,
    isOutScreen: false,
  };
  const tools = {
    terminal,
    stdin: Readable.from([stdin]),
    env: {},
    cwd: folder,
    version: '0.0.0',
    startEngine: () => createTestEngine(),
    keyVariables: () => [],
    onInterrupt: () => () => undefined,
    onKey: () => null,
  } as Partial<CommandTools> as CommandTools;
  return { status: await runCommandLine(args, tools), out, err };
}

/** What `run --json --trace` prints of a scenario. */
async function traceOf(scenario: string, params: Record<string, string | number> = {}): Promise<string> {
  const target = ['--url', server.url(scenario, params), '--model', 'gpt-4o', '--vendor', 'generic'];
  return (await command(['run', '-', ...target, '--json', '--trace'], 'How long is a day?')).out;
}

const changed = (file: string, change: (report: RunReport) => object): string =>
  JSON.stringify(change(JSON.parse(file) as RunReport));

test.each([
  ['an ordinary stream', 'steady', {}],
  ['reasoning, several tokens a chunk', 'steady', { reasoning: 8, perChunk: 4 }],
  ['held back to the end', 'buffered', { tokens: 50 }],
  ['one body', 'json', {}],
  ['broken off', 'reset', {}],
  ['an error in mid-stream', 'errorEvent', {}],
  ['a refused field', 'refusesUsage', {}],
  ['refused', 'refuse', { status: 401 }],
  ['a page', 'page', {}],
  ['the cached part of a prompt', 'steady', { cached: 20 }],
])('a run is computed again from what it printed: %s', async (_, scenario, params) => {
  const file = await traceOf(scenario, params);
  const ended = await command(['replay', '-', '--json'], file);
  expect(ended.err).toMatch(/every number is the one in the file/);
  expect(ended).toMatchObject({ status: 0, out: file });
});

test('reads a file and prints it for people', async () => {
  await writeFile(path.join(folder, 'trace.json'), `\uFEFF${await traceOf('steady')}`);
  const ended = await command(['replay', path.join(folder, 'trace.json')]);
  expect(ended.status).toBe(0);
  expect(ended.out).toContain('Time to first token');
});

test('a number that was changed is named: status 1', async () => {
  const file = changed(await traceOf('steady'), (report) => ({
    ...report,
    environment: { ...report.environment, extension: '9.9.9' },
    metrics: { ...report.metrics, ttftMs: { value: 1, source: 'measured' } },
  }));
  const ended = await command(['replay', '-', '--json'], file);
  expect(ended.status).toBe(1);
  expect(ended.err).toContain('  metrics.ttftMs.value\n');
  expect(ended.err).toContain('version 9.9.9, this is 0.0.0');
  expect((JSON.parse(ended.out) as RunReport).metrics.ttftMs.value).toBeGreaterThan(20);
});

test('fields that are not known here stay', async () => {
  const file = changed(await traceOf('steady'), (report) => ({ ...report, later: { version: 2 } }));
  const ended = await command(['replay', '-', '--json'], file);
  expect(ended.status).toBe(0);
  expect(JSON.parse(ended.out)).toMatchObject({ later: { version: 2 } });
});

test.each<[string, (file: string) => string, RegExp]>([
  ['no JSON', () => '{"schema":', /is no JSON/],
  ['nothing', () => '', /is no JSON/],
  ['another JSON', () => '[1]', /is no run report/],
  ['a time that is text', (file) => file.replace(/"endMs": [\d.]+,\n {4}"reused"/, '"endMs": "9", "reused"'), /endMs/],
  ['no trace', (file) => changed(file, ({ trace: _, ...rest }) => rest), /holds no trace/],
  ['no chunks', (file) => changed(file, ({ chunks: _, ...rest }) => rest), /holds no trace/],
  [
    'a read that is not there',
    (file) => changed(file, (r) => ({ ...r, chunks: r.chunks?.map((chunk) => ({ ...chunk, read: 2 ** 52 })) })),
    /read 4503599627370496, which is not in it/,
  ],
])('bad input is told, with status 2: %s', async (_, change, says) => {
  const ended = await command(['replay', '-'], change(await traceOf('steady')));
  expect(ended.err).toMatch(says);
  expect(ended).toMatchObject({ status: 2, out: '' });
});

test('a file that is not there, a folder, no name, two names', async () => {
  expect(await command(['replay', path.join(folder, 'none.json')])).toMatchObject({ status: 2, out: '' });
  expect((await command(['replay', folder])).err).toMatch(/cannot be read \(EISDIR\)/);
  expect((await command(['replay'])).err).toMatch(/Name one file/);
  expect((await command(['replay', 'a', 'b'])).err).toMatch(/Name one file/);
});
