import { expect, test } from 'vitest';
import { deriveMetrics } from '../../../src/core/deriveMetrics';
import { deriveTokens } from '../../../src/core/deriveTokens';
import { grade, type Grade } from '../../../src/core/grade';
import type { Finding } from '../../../src/core/runReport';
import type { Chunk, RunTrace } from '../../../src/core/runTrace';
import { chunk, steady, traceOf, usage } from './builders';

const counted = (outputTotal: number): Partial<RunTrace> => ({ usage: usage({ inputTotal: 9, outputTotal }) });
const finding: Finding = { code: 'via-proxy', message: 'A proxy was used.', affects: [] };

test.each<[string, Grade, readonly Chunk[], Partial<RunTrace>, readonly Finding[]]>([
  ['nothing to say', 'A', steady(9, 9, 9), counted(9), []],
  ['a finding', 'B', steady(9, 9, 9), counted(9), [finding]],
  ['no tokens, so no TPOT', 'C', steady(9, 9, 9), {}, []],
  ['no text', 'C', [], counted(9), []],
  ['held back', 'C', steady(900, 0, 9), counted(9), [finding]],
  ['one token has no TPOT by nature', 'A', [chunk(9)], counted(1), []],
  ['a stopped run has no end by nature', 'A', steady(9, 9, 9, 1), { status: 'cancelled' }, []],
])('%s: %s', (_, expected, chunks, parts, findings) => {
  const trace = traceOf(chunks, parts);
  expect(grade(deriveMetrics(trace, deriveTokens(trace, null, null)), findings)).toBe(expected);
});
