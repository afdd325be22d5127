import { expect, test } from 'vitest';
import { deriveMetrics } from '../../../src/core/deriveMetrics';
import { deriveTokens } from '../../../src/core/deriveTokens';
import { grade, type Grade } from '../../../src/core/grade';
import type { Finding } from '../../../src/core/runReport';
import type { Chunk, RunTrace } from '../../../src/core/runTrace';
import { chunk, steady, traceOf, usage } from './builders';

const counted = (outputTotal: number): Partial<RunTrace> => ({ usage: usage({ inputTotal: 9, outputTotal }) });
const finding: Finding = { code: 'via-proxy', message: 'A proxy was used.', affects: [] };

interface Run {
  readonly chunks: readonly Chunk[];
  readonly parts: Partial<RunTrace>;
  readonly findings?: readonly Finding[];
}

test.each<[string, Grade, Run]>([
  ['nothing to say', 'A', { chunks: steady(9, 9, 9), parts: counted(9) }],
  ['a finding', 'B', { chunks: steady(9, 9, 9), parts: counted(9), findings: [finding] }],
  ['no tokens, so no TPOT', 'C', { chunks: steady(9, 9, 9), parts: {} }],
  ['no text', 'C', { chunks: [], parts: counted(9) }],
  ['held back', 'C', { chunks: steady(900, 0, 9), parts: counted(9), findings: [finding] }],
  ['one token has no TPOT by nature', 'A', { chunks: [chunk(9)], parts: counted(1) }],
  ['a stopped run has no end by nature', 'A', { chunks: steady(9, 9, 9, 1), parts: { status: 'cancelled' } }],
])('%s: %s', (_, expected, { chunks, parts, findings = [] }) => {
  const trace = traceOf(chunks, parts);
  expect(grade(deriveMetrics(trace, deriveTokens(trace, null, null)), findings)).toBe(expected);
});
