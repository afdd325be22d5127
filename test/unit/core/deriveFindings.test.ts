import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../src/core/connection';
import { deriveFindings } from '../../../src/core/deriveFindings';
import { deriveMetrics } from '../../../src/core/deriveMetrics';
import { deriveTokens, type LocalCount } from '../../../src/core/deriveTokens';
import { MetricsSchema, type Finding } from '../../../src/core/runReport';
import type { Attempt, Chunk, RunTrace } from '../../../src/core/runTrace';
import { FINDING_CODES, type FindingCode } from '../../../src/core/vocabulary';
import { chunk, steady, timings, traceOf, usage } from './builders';

interface Case {
  readonly chunks?: readonly Chunk[];
  readonly trace?: Partial<RunTrace>;
  readonly local?: LocalCount;
  readonly asked?: string;
}

const thirty = steady(100, 20, 30);
const reports = (parts: Parameters<typeof usage>[0]) => ({
  usage: usage({ inputTotal: 100, outputTotal: 30, ...parts }),
});
const own = (output: number, input = 100): LocalCount => ({ input, output, tokenizer: 'own', isModelsOwn: true });
const connection = (failedAtMs: readonly number[]): Connection => ({
  path: 'direct',
  address: '127.0.0.1',
  family: 'IPv4',
  failedAddresses: failedAtMs.map((atMs) => ({ address: '::1', reason: 'no answer', atMs })),
  certificate: null,
});
const attempt = (cause: Attempt['cause']): Attempt => ({ startMs: 0, endMs: 40, httpStatus: 400, cause, detail: '' });

function findingsOf({ chunks = thirty, trace: parts, local, asked = 'qwen' }: Case): Finding[] {
  const trace = traceOf(chunks, { ...reports({}), ...parts });
  const tokens = deriveTokens(trace, local ?? null, null);
  const metrics = deriveMetrics(trace, tokens);
  return deriveFindings({
    trace,
    tokens,
    metrics,
    askedModel: asked,
    isModelsOwnTokenizer: local?.isModelsOwn ?? false,
  });
}

test('an ordinary run has none', () => expect(findingsOf({})).toEqual([]));

const HITS: readonly [FindingCode, string, Case][] = [
  ['buffered-stream', 'all text at one moment', { chunks: steady(900, 0, 30) }],
  ['not-streamed', 'one body', { chunks: [chunk(50)], trace: { streamed: false } }],
  ['not-streamed', 'one chunk of many tokens', { chunks: [chunk(50)] }],
  ['chunked-tokens', '1.6 tokens per chunk', { trace: reports({ outputTotal: 48 }) }],
  ['no-usage', 'tokens of another tokenizer', { trace: { usage: null }, local: { ...own(30), isModelsOwn: false } }],
  ['no-usage', 'no tokens at all', { trace: { usage: null } }],
  ['usage-mismatch', 'output', { trace: reports({ outputTotal: 200 }), chunks: steady(1, 20, 200), local: own(240) }],
  ['usage-mismatch', 'input', { local: own(30, 160) }],
  ['hidden-reasoning', 'counted, not streamed', { trace: reports({ outputTotal: 430, outputReasoning: 400 }) }],
  ['unopened-reasoning', 'only the end was generated', { trace: { timingsRaw: { reasoningOpenedIn: 'prompt' } } }],
  ['cached-prompt', 'one cached token', { trace: reports({ inputCached: 1 }) }],
  ['cold-start', 'a load that the server reports', { trace: { timings: timings({ loadMs: 40 }) } }],
  [
    'cold-start',
    'a load in a process of our own',
    { trace: { phases: [{ name: 'load', startMs: 0, endMs: 9, source: 'measured' }] } },
  ],
  ['clock-late', 'by 5.1 ms at p99', { trace: { loopDelay: { p99Ms: 5.1, maxMs: 6 } } }],
  ['clock-late', 'once by 51 ms', { trace: { loopDelay: { p99Ms: 0.3, maxMs: 51 } } }],
  ['server-faster-than-client', 'a prefill longer than the wait', { trace: { timings: timings({ prefillMs: 150 }) } }],
  ['server-faster-than-client', 'a total longer than the run', { trace: { timings: timings({ totalMs: 900 }) } }],
  [
    'server-faster-than-client',
    'parts longer than the run',
    { trace: { timings: timings({ prefillMs: 80, decodeMs: 800 }) } },
  ],
  ['retried', 'a field was refused', { trace: { attempts: [attempt('retried')] } }],
  ['redirected', 'to another address', { trace: { attempts: [attempt('redirected')] } }],
  ['via-proxy', 'a proxy', { trace: { proxy: 'http://127.0.0.1:3128' } }],
  ['wire-logged', 'at level trace', { trace: { wireLogged: true } }],
  ['failed-address', 'one that did not answer', { trace: { connection: connection([250]) } }],
  [
    'unchecked-certificate',
    'as the user said',
    { trace: { connection: { ...connection([]), certificate: 'unchecked' } } },
  ],
  ['model-changed', 'another model', { trace: { models: ['llama'] } }],
  ['model-changed', 'in mid-stream', { trace: { models: ['qwen', 'llama'] } }],
  ['shared-server', 'one more that ended', { trace: { others: { finished: 1, running: 0, waiting: 0 } } }],
  ['shared-server', 'one that waits', { trace: { others: { finished: 0, running: 0, waiting: 1 } } }],
];

const MISSES: readonly [FindingCode, string, Case][] = [
  [
    'buffered-stream',
    'one body, which has its own finding',
    { chunks: [chunk(50), chunk(50)], trace: { streamed: false } },
  ],
  ['not-streamed', 'one token', { chunks: [chunk(50)], trace: reports({ outputTotal: 1 }) }],
  ['not-streamed', 'stopped after its first chunk', { chunks: [chunk(50)], trace: { status: 'cancelled' } }],
  ['not-streamed', 'no text at all', { chunks: [] }],
  ['chunked-tokens', '1.5 tokens per chunk', { trace: reports({ outputTotal: 45 }) }],
  ['chunked-tokens', 'hidden reasoning is in no chunk', { trace: reports({ outputTotal: 430, outputReasoning: 400 }) }],
  ['no-usage', 'exact numbers per chunk', { chunks: steady(100, 20, 30, 1), trace: { usage: null } }],
  ['no-usage', 'the own tokenizer of the model', { trace: { usage: null }, local: own(30) }],
  ['no-usage', 'nothing to count', { chunks: [], trace: { usage: null } }],
  [
    'usage-mismatch',
    'by ten per cent',
    { trace: reports({ outputTotal: 200 }), chunks: steady(1, 20, 200), local: own(220) },
  ],
  ['usage-mismatch', 'by what a chat template adds', { local: own(30, 88) }],
  ['usage-mismatch', 'a tokenizer of another model', { local: { ...own(300), isModelsOwn: false } }],
  [
    'hidden-reasoning',
    'streamed reasoning',
    { chunks: [chunk(9, 'hm', { channel: 'reasoning' }), ...thirty], trace: reports({ outputReasoning: 1 }) },
  ],
  ['hidden-reasoning', 'no reasoning', { trace: reports({ outputReasoning: 0 }) }],
  ['unopened-reasoning', 'nothing of the kind', { trace: { timingsRaw: { server: 'x' } } }],
  ['cached-prompt', 'none cached', { trace: reports({ inputCached: 0 }) }],
  ['cached-prompt', 'not said', {}],
  ['cold-start', 'a warm model', { trace: { phases: [{ name: 'load', startMs: 3, endMs: 3, source: 'measured' }] } }],
  ['clock-late', 'at the limits', { trace: { loopDelay: { p99Ms: 5, maxMs: 50 } } }],
  ['clock-late', 'not watched', { trace: { loopDelay: null } }],
  [
    'server-faster-than-client',
    'within the wait',
    { trace: { timings: timings({ prefillMs: 90, decodeMs: 580, totalMs: 670 }) } },
  ],
  ['server-faster-than-client', 'by rounding', { trace: { timings: timings({ prefillMs: 100.9 }) } }],
  ['retried', 'only redirected', { trace: { attempts: [attempt('redirected')] } }],
  ['redirected', 'only retried', { trace: { attempts: [attempt('retried')] } }],
  ['via-proxy', 'no proxy', {}],
  ['wire-logged', 'not logged', {}],
  ['failed-address', 'the only one answered', { trace: { connection: connection([]) } }],
  ['failed-address', 'refused within a fraction of a millisecond', { trace: { connection: connection([0.3]) } }],
  ['failed-address', 'none answered', { trace: { connection: { ...connection([250]), address: null } } }],
  ['unchecked-certificate', 'no TLS', { trace: { connection: connection([]) } }],
  ['unchecked-certificate', 'a checked one', { trace: { connection: { ...connection([]), certificate: 'checked' } } }],
  ['shared-server', 'nobody else', { trace: { others: null } }],
  ['model-changed', 'the same', { trace: { models: ['qwen'] } }],
  [
    'model-changed',
    'what a local file calls itself',
    { trace: { models: ['Llama 3'], phases: [{ name: 'prefill', startMs: 0, endMs: 50, source: 'measured' }] } },
  ],
  ['model-changed', 'a dated release of the asked one', { asked: 'gpt-x', trace: { models: ['gpt-x-2026-08-06'] } }],
];

const codesOf = (given: Case): FindingCode[] => findingsOf(given).map(({ code }) => code);

test.each(HITS)('%s: %s', (code, _, given) => expect(codesOf(given)).toContain(code));
test.each(MISSES)('no %s: %s', (code, _, given) => expect(codesOf(given)).not.toContain(code));

describe('the tables above', () => {
  test.each(FINDING_CODES.map((code) => [code]))('hit and miss %s', (code) => {
    expect(HITS.some(([hit]) => hit === code)).toBe(true);
    expect(MISSES.some(([miss]) => miss === code)).toBe(true);
  });
});

test('what a finding affects are metrics, and its message is a sentence with its numbers', () => {
  const keys = Object.keys(MetricsSchema.entries);
  for (const { affects, message } of HITS.flatMap(([, , given]) => findingsOf(given))) {
    for (const key of affects) expect(keys).toContain(key);
    expect(message).toMatch(/^[A-Z0-9].*\.$/);
    expect(message).not.toMatch(/NaN|undefined|null|Infinity/);
  }
});
