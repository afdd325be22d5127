import { expect, test } from 'vitest';
import { tokenParts } from '../../../webview/layout/tokenParts';
import type { RunReport } from '../../../src/core/runReport';

type Counts = readonly [total: number | null, cached: number | null, out: number | null, reasoning: number | null];

const tokens = ([total, cached, out, reasoning]: Counts): RunReport['tokens'] => ({
  input: { total, cached, cacheWrite: null, source: 'reported' },
  output: { total: out, reasoning, answer: null, source: 'reported' },
  localCount: null,
  contextWindow: null,
});

test.each<[string, Counts, readonly string[]]>([
  ['all parts', [1812, 1024, 88, 24], ['cached 1024', 'input 788', 'thinking 24', 'answer 64']],
  ['nothing cached, no thinking', [100, 0, 50, null], ['input 100', 'answer 50']],
  ['input unknown', [null, null, 50, 0], ['answer 50']],
  ['nothing known', [null, null, null, null], []],
  ['more cached than there was, as some servers say', [10, 12, 5, 0], ['cached 12', 'answer 5']],
])('%s', (_, counts, expected) => {
  const parts = tokenParts(tokens(counts));
  expect(parts.map((part) => `${part.name} ${part.tokens}`)).toEqual(expected);
  if (parts.length > 0) expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
});
