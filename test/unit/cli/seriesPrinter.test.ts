import { expect, test } from 'vitest';
import { SeriesPrinter } from '../../../src/cli/seriesPrinter';
import type { RunProgress } from '../../../src/core/runProgress';
import { seriesSteps, type SeriesPlan } from '../../../src/core/seriesPlan';
import { NO_MARKS } from '../core/builders';
import { failedRun, planOf, promptFrom, runAt } from '../core/seriesBuilders';
import { fakeTerminal } from './fakeTerminal';

const progress: RunProgress = {
  elapsedMs: 1200,
  phase: 'wait',
  marks: NO_MARKS,
  work: null,
  chunks: [],
  tokens: null,
  decodeTokensPerSecond: null,
  silentMs: null,
};

function printing(plan: SeriesPlan, options: Parameters<typeof fakeTerminal>[0] = {}) {
  const fake = fakeTerminal(options);
  const printer = new SeriesPrinter(fake.terminal, plan);
  const steps = seriesSteps(plan);
  const step = (index: number) => steps[index] ?? { target: 0, prompt: 0, isWarmup: false, round: 0 };
  return {
    ...fake,
    printer,
    start: (index: number) => printer.show({ type: 'run-started', step: step(index), index, total: steps.length }),
    go: (index: number) => printer.show({ type: 'progress', step: step(index), progress }),
    finish: (index: number, report = runAt(50)) => printer.show({ type: 'run-finished', step: step(index), report }),
  };
}

test('on a screen the run under way is shown in one line that goes away', () => {
  const { start, go, finish, screen } = printing(planOf(['A', 'B']));
  start(1);
  go(1);
  expect(screen()).toEqual(['2/4 B: waiting for the first token · 1.2 s']);
  finish(1);
  expect(screen()).toEqual(['']);
});

test('what went wrong stays on the screen', () => {
  const { start, go, finish, screen } = printing(planOf(['A', 'B']));
  start(0);
  go(0);
  finish(0, failedRun());
  expect(screen()).toEqual(['1/4 A: Nobody listens there.', '']);
});

test('a warm-up is called one, and of several prompts each is named', () => {
  const prompts = ['a.txt', 'b.txt'].map((source) => ({ prompt: promptFrom(source), parameters: {} }));
  const { start, go, finish, lastLine } = printing(planOf(['A'], { prompts, warmups: 1 }));
  start(1);
  go(1);
  expect(lastLine()).toMatch(/^2\/6 A, b\.txt, warm-up: /);
  finish(1);
  start(2);
  go(2);
  expect(lastLine()).toMatch(/^3\/6 A, a\.txt: /);
});

test('elsewhere there is a line for each run', () => {
  const { start, go, finish, screen } = printing(planOf(['A']), { isErrScreen: false });
  for (const index of [0, 1]) {
    start(index);
    go(index);
    finish(index);
  }
  expect(screen()).toEqual([
    expect.stringMatching(/^1\/2 A: first token after 50/),
    expect.stringMatching(/^2\/2 A: first token after 50/),
    '',
  ]);
});

test('the key that pauses is told while it is heard, and a pause says how it ends', () => {
  const { printer, start, go, finish, lastLine } = printing(planOf(['A'], { runs: 3 }));
  printer.listensToKeys();
  start(0);
  go(0);
  expect(lastLine()).toMatch(/^1\/3 A \(p pauses\): waiting/);
  printer.paused(true);
  go(0);
  expect(lastLine()).toMatch(/^1\/3 A \(then a pause; p goes on\): waiting/);
  finish(0);
  expect(lastLine()).toBe('Paused after run 1/3. p goes on, Ctrl+C ends.');
  printer.paused(false);
  expect(lastLine()).toBe('');
  start(1);
  go(1);
  expect(lastLine()).toMatch(/^2\/3 A \(p pauses\): /);
  printer.end();
  expect(lastLine()).toBe('');
});

test('rest between runs is told, but not after the last one', () => {
  const { printer, start, finish, lastLine } = printing(planOf(['A'], { pauseMs: 30_000 }));
  start(0);
  finish(0);
  expect(lastLine()).toBe('1/2: 30 s of rest before the next run');
  printer.paused(true);
  expect(lastLine()).toBe('Paused after run 1/2. p goes on, Ctrl+C ends.');
  printer.paused(false);
  start(1);
  finish(1);
  expect(lastLine()).toBe('');
});
