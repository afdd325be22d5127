import type { RunReport } from '../../src/core/runReport';

/** A span that the server tells and that was seen here as well. */
export interface ServerSpan {
  readonly name: 'beforeFirst' | 'decode' | 'whole';
  readonly saidMs: number;
  /** `null`: it could not be seen from here. */
  readonly seenMs: number | null;
}

/** What the server says of its own time, beside the same stretch on our clock. Only what it said. */
export function serverSpans({ server, metrics, phases }: RunReport): readonly ServerSpan[] {
  const { queueMs, prefillMs, decodeMs, loadMs, totalMs } = server.reported;
  const before = [loadMs, queueMs, prefillMs].filter((ms) => ms !== null);
  const connectMs = metrics.connectMs.value ?? 0;
  const endMs = phases.at(-1)?.endMs ?? null;
  const spans: readonly (ServerSpan | null)[] = [
    before.length === 0
      ? null
      : { name: 'beforeFirst', saidMs: before.reduce((sum, ms) => sum + ms, 0), seenMs: metrics.ttftWarmMs.value },
    decodeMs === null ? null : { name: 'decode', saidMs: decodeMs, seenMs: metrics.decodeMs.value },
    totalMs === null ? null : { name: 'whole', saidMs: totalMs, seenMs: endMs === null ? null : endMs - connectMs },
  ];
  return spans.filter((span) => span !== null);
}
