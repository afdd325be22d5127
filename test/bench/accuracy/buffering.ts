import type { Engine } from '../../../src/core/engine';
import type { RunReport } from '../../../src/core/runReport';
import type { ScriptedServer } from '../../support/startScriptedServer';
import { createTestEngine, requestTo } from '../../support/testEngine';
import { reportOf } from '../../unit/core/builders';
import { AS_MADE, generatedTrace, HELD_BACK, type MakeStream } from '../../unit/core/generatedStreams';

/** How many streams of one kind were judged to have been held back. */
export interface BufferingRow {
  readonly stream: string;
  readonly isHeldBack: boolean;
  /** Traces made by a rule, or runs of the engine against the truth server. Both become reports by the same code. */
  readonly origin: 'generated trace' | 'real socket';
  readonly streams: number;
  readonly flagged: number;
}

const HELD_BACK_STREAMS = 200;
const AS_MADE_STREAMS = 1000;
const SOCKET_STREAMS = 10;

const isFlagged = ({ quality }: RunReport): boolean => quality.findings.some(({ code }) => code === 'buffered-stream');

function generatedRow(isHeldBack: boolean, [stream, make]: readonly [string, MakeStream]): BufferingRow {
  const streams = isHeldBack ? HELD_BACK_STREAMS : AS_MADE_STREAMS;
  let flagged = 0;
  for (let seed = 1; seed <= streams; seed++) if (isFlagged(reportOf(generatedTrace(make, seed)))) flagged += 1;
  return { stream, isHeldBack, origin: 'generated trace', streams, flagged };
}

/** Streams of known kind, made by the hundred; the same in every run. */
export const generatedRows = (): BufferingRow[] => [
  ...HELD_BACK.map((each) => generatedRow(true, each)),
  ...AS_MADE.map((each) => generatedRow(false, each)),
];

type SocketCase = readonly [stream: string, scenario: string, params: Readonly<Record<string, number>>];

const HELD_ON_SOCKETS: readonly SocketCase[] = [
  ['until 4 KB came', 'buffered', { tokens: 300, gapMs: 6, bytes: 4096 }],
  ['until 16 KB came', 'buffered', { tokens: 600, gapMs: 4, bytes: 16_384 }],
  ['until a clock rang, once a second', 'buffered', { tokens: 200, gapMs: 20, flushMs: 1000 }],
  ['until the end', 'buffered', { tokens: 200, gapMs: 5 }],
];
const AS_MADE_ON_SOCKETS: readonly SocketCase[] = [
  ['single tokens', 'steady', { tokens: 200, gapMs: 10 }],
  ['several tokens in a chunk', 'steady', { tokens: 200, perChunk: 5, gapMs: 50 }],
  ['speculative bursts of up to 5', 'steady', { tokens: 300, gapMs: 7, burstUpTo: 5 }],
  ['single tokens with strong jitter', 'steady', { tokens: 150, gapMs: 15, jitterMs: 40 }],
];

/** The same kinds through real sockets, some at a time. */
export async function socketRows(server: ScriptedServer): Promise<BufferingRow[]> {
  const engine = createTestEngine();
  const rows: BufferingRow[] = [];
  for (const each of HELD_ON_SOCKETS) rows.push(await socketRow(server, engine, { isHeldBack: true, each }));
  for (const each of AS_MADE_ON_SOCKETS) rows.push(await socketRow(server, engine, { isHeldBack: false, each }));
  await engine.dispose();
  return rows;
}

async function socketRow(
  server: ScriptedServer,
  engine: Engine,
  { isHeldBack, each: [stream, scenario, params] }: { readonly isHeldBack: boolean; readonly each: SocketCase },
): Promise<BufferingRow> {
  const runs = Array.from({ length: SOCKET_STREAMS }, (_, index) => {
    // No two streams are alike: they differ in when they begin and how fast they are.
    const own = { ...params, firstMs: 30 + 7 * index, gapMs: (params['gapMs'] ?? 0) * (1 + index / 40) };
    return engine.run(`${stream} ${String(index)}`, requestTo(server.url(scenario, own)), () => undefined).finished;
  });
  const reports = await Promise.all(runs);
  const failed = reports.find(({ outcome }) => outcome.status !== 'completed');
  if (failed) throw new Error(JSON.stringify(failed.outcome));
  const flagged = reports.filter(isFlagged).length;
  return { stream, isHeldBack, origin: 'real socket', streams: reports.length, flagged };
}
