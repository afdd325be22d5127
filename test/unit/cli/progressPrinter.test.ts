import { expect, test } from 'vitest';
import { ProgressPrinter } from '../../../src/cli/progressPrinter';
import type { RunProgress } from '../../../src/core/runProgress';
import { NO_MARKS } from '../core/builders';

const answering: RunProgress = {
  elapsedMs: 403,
  phase: 'decode',
  marks: NO_MARKS,
  work: null,
  chunks: [],
  tokens: { count: 1, source: 'counted' },
  decodeTokensPerSecond: null,
  silentMs: 4,
};

test.each<[string, Partial<RunProgress>, string]>([
  ['one token is one', {}, 'model: answering · 403 ms · 1 token\n'],
  ['several are several', { tokens: { count: 2, source: 'counted' } }, 'model: answering · 403 ms · 2 tokens\n'],
  ['an estimate is marked', { tokens: { count: 1, source: 'estimated' } }, 'model: answering · 403 ms · ≈ 1 token\n'],
  [
    'silence goes before speed',
    { silentMs: 3000, decodeTokensPerSecond: 9 },
    'model: answering · 403 ms · 1 token · nothing for 3 s\n',
  ],
])('%s', (_, change, line) => {
  const said: string[] = [];
  const err = (text: string): void => void said.push(text);
  const terminal = { out: err, err, columns: 100, isOutScreen: false, isErrScreen: false, color: false };
  new ProgressPrinter(terminal, 'model').show({ ...answering, ...change });
  expect(said).toEqual([line]);
});
