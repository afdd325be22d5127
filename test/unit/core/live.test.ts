import { describe, expect, test } from 'vitest';
import { livePhase, type LiveView } from '../../../src/core/livePhase';
import { liveTokensPerSecond } from '../../../src/core/liveSpeed';
import type { PhaseName } from '../../../src/core/vocabulary';
import { NO_MARKS, chunk, steady } from './builders';

describe('live speed', () => {
  const fifty = steady(100, 20, 500, 1);
  test.each<[string, number | null, number | null]>([
    ['nothing has come', liveTokensPerSecond([], 500), null],
    ['only the first chunk', liveTokensPerSecond(fifty.slice(0, 1), 500), null],
    ['too early to say', liveTokensPerSecond(fifty.slice(0, 9), 280), null],
    ['after half a second', liveTokensPerSecond(fifty.slice(0, 26), 600), 50],
    ['in the midst', liveTokensPerSecond(fifty.slice(0, 201), 4100), 50],
    ['half a second of silence', liveTokensPerSecond(fifty.slice(0, 201), 4600), 25],
    ['a stall', liveTokensPerSecond(fifty.slice(0, 201), 5200), null],
    ['several tokens in a chunk', liveTokensPerSecond(steady(0, 100, 50, 5), 4900), 50],
    ['unknown tokens', liveTokensPerSecond(steady(0, 100, 50), 4900), null],
    ['unknown tokens with a ratio', liveTokensPerSecond(steady(0, 100, 50), 4900, 0.25), 2.5],
  ])('%s', (_, speed, expected) => expect(speed).toBe(expected));

  test('looks at the last second only', () => {
    const chunks = steady(0, 1, 1_000_000, 1);
    let looks = 0;
    const watched = new Proxy(chunks, {
      get(target, name) {
        if (typeof name === 'string' && /^\d+$/.test(name)) looks++;
        return Reflect.get(target, name) as unknown;
      },
    });
    expect(liveTokensPerSecond(watched, 999_999)).toBe(1000);
    expect(looks).toBeLessThan(1100);
  });
});

describe('live phase', () => {
  const view = (parts: Partial<LiveView> = {}): LiveView => ({
    marks: NO_MARKS,
    isReused: false,
    phases: [],
    knowsModel: false,
    chunks: [],
    work: null,
    ...parts,
  });
  const sent = { ...NO_MARKS, connectEnd: 2, requestSent: 3 };
  const reading = { phase: 'prefill', processed: 5, total: 9, cached: null, timeMs: null } as const;
  const load = [{ name: 'load', startMs: 0, endMs: 5, source: 'measured' }] as const;
  test.each<[PhaseName, LiveView, boolean]>([
    ['dns', view(), false],
    ['connect', view({ marks: { ...NO_MARKS, dnsEnd: 1 } }), false],
    ['tls', view({ marks: { ...NO_MARKS, dnsEnd: 1, connectEnd: 2 } }), false],
    ['send', view({ marks: { ...NO_MARKS, connectEnd: 2, tlsEnd: 3 } }), false],
    ['send', view({ isReused: true }), false],
    ['wait', view({ marks: sent }), false],
    ['load', view({ marks: sent, work: { ...reading, phase: 'load' } }), false],
    ['prefill', view({ marks: sent, work: reading }), false],
    ['decode', view({ marks: sent, work: reading, chunks: [chunk(9)] }), false],
    ['thinking', view({ marks: sent, chunks: [chunk(9, 'hm', { channel: 'reasoning' })] }), false],
    ['decode', view({ marks: sent, chunks: [chunk(9)] }), false],
    ['tail', view({ marks: { ...sent, streamEnd: 10 }, chunks: [chunk(9)] }), false],
    ['load', view(), true],
    ['prefill', view({ phases: load }), true],
    ['prefill', view({ knowsModel: true }), true],
    ['decode', view({ phases: load, chunks: [chunk(9)] }), true],
  ])('%s', (expected, given, isLocal) => expect(livePhase(given, isLocal)).toBe(expected));
});
