import { describe, expect, it } from 'vitest';
import { formatFor } from '../../../src/core/format';
import { runError } from '../../../src/core/runError';
import type { RunProgress } from '../../../src/core/runProgress';
import { escapeMarkdown, statusHover } from '../../../src/ui/statusHover';
import type { SeriesStatus } from '../../../src/ui/compare/seriesStatus';
import type { SweepStatus } from '../../../src/ui/sweep/sweepStatus';
import { seriesStatusText, sweepStatusText, statusText, type LiveRun } from '../../../src/ui/statusText';
import { NO_MARKS, chunksAt, reportOf, requestOf, TARGET, traceOf } from '../core/builders';

const format = formatFor('en');
const live = (progress: Partial<RunProgress> | null, sinceMs = 0): LiveRun => ({
  progress: progress && {
    elapsedMs: 0,
    phase: 'wait',
    marks: NO_MARKS,
    work: null,
    chunks: [],
    tokens: null,
    decodeTokensPerSecond: null,
    silentMs: null,
    ...progress,
  },
  sinceMs,
});
const reading = { phase: 'prefill', processed: 439, total: 1000, cached: null, timeMs: null } as const;
const decode = {
  phase: 'decode',
  silentMs: 20,
  decodeTokensPerSecond: 47.31,
  tokens: { count: 128, source: 'reported' },
} as const;

describe('statusText of runs under way', () => {
  it.each<[string, LiveRun[], string]>([
    ['nothing heard yet', [live(null, 300)], 'starting · 0.3 s'],
    ['waiting', [live({ elapsedMs: 1200 }, 130)], 'waiting · 1.3 s'],
    ['waiting for long', [live({ elapsedMs: 75_400 })], 'waiting · 1 min 15 s'],
    ['loading a model', [live({ phase: 'load', elapsedMs: 50 })], 'loading the model'],
    [
      'reading the prompt, as the server tells',
      [live({ phase: 'prefill', work: reading, elapsedMs: 1200 })],
      'reading the prompt · 43% · 1.2 s',
    ],
    ['answering', [live(decode)], '47.3 tokens/s · 128 tokens'],
    [
      'estimated tokens',
      [live({ ...decode, tokens: { count: 1234, source: 'estimated' } })],
      '≈ 47.3 tokens/s · ≈ 1\u202F234 tokens',
    ],
    [
      'no speed known yet',
      [live({ ...decode, decodeTokensPerSecond: null, tokens: { count: 1, source: 'reported' } })],
      '1 token',
    ],
    ['no number known yet', [live({ ...decode, decodeTokensPerSecond: null, tokens: null })], 'answering'],
    ['reasoning', [live({ ...decode, phase: 'thinking' })], 'thinking · 47.3 tokens/s · 128 tokens'],
    ['silence', [live(decode, 3100)], 'stalled 3 s · 128 tokens'],
    [
      'silence that the engine saw',
      [live({ ...decode, silentMs: 2500, decodeTokensPerSecond: null })],
      'stalled 2 s · 128 tokens',
    ],
    ['two runs', [live(null), live(decode)], '2 runs · 47.3 tokens/s · 128 tokens'],
  ])('%s', (_, running, expected) => {
    expect(statusText({ targetName: 'vLLM', running, last: null }, format)).toBe(`$(loading~spin) ${expected}`);
  });

  it('never shows a zero that nobody measured', () => {
    const text = statusText({ targetName: 'x', running: [live({ phase: 'decode', silentMs: 0 })], last: null }, format);
    expect(text).not.toMatch(/\b0\b/);
  });
});

describe('statusText at rest', () => {
  const steady = reportOf(traceOf(chunksAt([300, 320, 340, 360], 1)));
  it.each([
    ['before any run', null, '$(pulse) local server'],
    ['after a run', steady, '$(pulse) local server · 300 ms · 50 tokens/s'],
    [
      'after a run without a decode speed',
      reportOf(traceOf(chunksAt([300, 320]))),
      /^\$\(pulse\) local server · 300 ms/,
    ],
    [
      'after a failure',
      reportOf(traceOf([], { status: 'failed', error: runError('refused', 'No.') })),
      '$(error) local server · failed',
    ],
    ['after a run that was stopped early', reportOf(traceOf([], { status: 'cancelled' })), '$(pulse) local server'],
  ])('%s', (_, last, expected) => {
    const text = statusText({ targetName: TARGET.name, running: [], last }, format);
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });

  it('marks a speed that rests on estimated tokens', () => {
    const estimated = reportOf(traceOf(chunksAt([300, 320, 340])), {
      localCount: { input: 3, output: 3, tokenizer: 'o200k_base', isModelsOwn: false },
    });
    expect(statusText({ targetName: TARGET.name, running: [], last: estimated }, format)).toContain(' · ≈ 50 tokens/s');
  });

  it('never shows what became of one target beside the name of another', () => {
    expect(statusText({ targetName: 'other', running: [], last: steady }, format)).toBe('$(pulse) other');
    const failed = reportOf(traceOf([], { status: 'failed', error: runError('refused', 'No.') }));
    expect(statusText({ targetName: TARGET.name, running: [], last: failed }, format)).toMatch(
      /^\$\(error\) .* · failed$/,
    );
    expect(statusText({ targetName: 'other', running: [], last: failed }, format)).toBe('$(pulse) other');
  });

  it('shows a long name short, and no icon that a name asks for', () => {
    const text = statusText({ targetName: `$(flame) ${'x'.repeat(80)}`, running: [], last: null }, format);
    expect(text).toMatch(/^\$\(pulse\) \$ \(flame\) x+…$/);
    expect(text.length).toBeLessThan(50);
  });
});

describe('statusHover', () => {
  it('shows headline numbers with their sources, and why one is missing', () => {
    const report = reportOf(traceOf(chunksAt([300])));
    const hover = statusHover({ targetName: 'vLLM', isRunning: false, last: report }, format);
    expect(hover).toMatch(/\| End-to-end latency \| .* \|\s+measured \|/);
    expect(hover).toMatch(/\| Time per output token \| — \|\s+\S.* \|/);
    expect(hover).toContain('command:promptProfiler.runAgain');
  });

  it('tells the error of a failed run before its numbers, and names only the numbers that there are', () => {
    const error = runError('refused', 'Nothing accepts connections at http://127.0.0.1:9/v1.');
    const nothing = reportOf(traceOf([], { status: 'failed', error }), { localCount: null });
    const hover = statusHover({ targetName: 'vLLM', isRunning: false, last: nothing }, format);
    expect(hover).toContain('Nothing accepts connections at http\\://127.0.0.1:9/v1.');
    expect(hover).not.toContain('Nothing was generated');
    expect(hover).not.toContain('|---');
    const broken = reportOf(traceOf(chunksAt([300, 320]), { status: 'failed', error }));
    const parts = statusHover({ targetName: 'vLLM', isRunning: false, last: broken }, format);
    expect(parts.indexOf('Time to first token')).toBeGreaterThan(parts.indexOf('Nothing accepts'));
  });

  it('offers to stop what runs', () => {
    const hover = statusHover({ targetName: 'vLLM', isRunning: true, last: null }, format);
    expect(hover).toContain('command:promptProfiler.stop');
  });

  it('shows names and messages as they are, never as links or HTML', () => {
    const name = '[x](command:evil) <img src=x> | `';
    const trace = traceOf([], { status: 'failed', error: runError('refused', '[y](command:evil)') });
    const report = reportOf(trace, { request: requestOf({ target: { ...TARGET, name } }) });
    const hover = statusHover({ targetName: name, isRunning: false, last: report }, format);
    expect(hover).not.toMatch(/(?<!\\)\[[xy]\\?\]\(command:evil/);
    expect(hover).not.toContain('<img');
  });
});

describe('escapeMarkdown', () => {
  it('makes no link of an address', () => {
    expect(escapeMarkdown('see https://a.b, www.a.b or me@a.b')).toBe('see https\\://a.b, www\\.a.b or me\\@a.b');
  });

  it('escapes everything that means something', () => {
    expect(escapeMarkdown('a_b*c\n[d](e)|<f>&`$(g)')).toBe('a\\_b\\*c \\[d\\]\\(e\\)\\|&lt;f>&amp;\\`\\$\\(g\\)');
  });
});

describe('a comparison in the status bar', () => {
  const status = { made: 3, total: 14, targetName: 'slow', phase: 'running' } as const;

  it.each<[string, Partial<SeriesStatus>, string]>([
    ['under way', {}, '$(loading~spin) Comparing: 3 of 14 runs · slow'],
    ['between two runs', { targetName: null }, '$(loading~spin) Comparing: 3 of 14 runs'],
    ['paused', { phase: 'paused' }, '$(debug-pause) Comparison paused after 3 of 14 runs'],
    ['stopping', { phase: 'stopping' }, '$(loading~spin) Stopping the comparison'],
    [
      'on a target that looks like an icon',
      { targetName: '$(flame)' },
      '$(loading~spin) Comparing: 3 of 14 runs · $ (flame)',
    ],
  ])('%s', (_, change, text) => {
    expect(seriesStatusText({ ...status, ...change })).toBe(text);
  });
});

describe('a sweep in the status bar', () => {
  const status: SweepStatus = {
    kind: 'length',
    place: { index: 3, total: 32 },
    isStopping: false,
    targetName: 'slow',
    step: 'run',
  };

  it.each<[string, Partial<SweepStatus>, string]>([
    ['over lengths', {}, '$(loading~spin) Sweep: run 4 of 32 · slow'],
    ['under load', { kind: 'load', place: { index: 0, total: 5 } }, '$(loading~spin) Sweep: level 1 of 5 · slow'],
    ['before the first', { place: null, step: 'calibrating' }, '$(loading~spin) Sweep: preparing · slow'],
    ['that waits', { place: null, step: 'waiting' }, '$(watch) Sweep: waiting, as the server asked to · slow'],
    ['stopping', { isStopping: true }, '$(loading~spin) Stopping the sweep'],
  ])('%s', (_, change, text) => {
    expect(sweepStatusText({ ...status, ...change })).toBe(text);
  });
});
