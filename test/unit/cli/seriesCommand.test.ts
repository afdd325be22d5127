import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { compareCommand } from '../../../src/cli/compareCommand';
import type { CommandTools } from '../../../src/cli/commandTools';
import { parseCommandLine, type CompareOptions } from '../../../src/cli/commandLine';
import { EXIT } from '../../../src/cli/exitStatus';
import { BUILT_IN_TARGET } from '../../../src/config/builtInTarget';
import type { Engine } from '../../../src/core/engine';
import { runSeries } from '../../../src/engine/runSeries';
import { runAt } from '../core/seriesBuilders';
import { fakeTerminal } from './fakeTerminal';

function optionsOf(...args: string[]): CompareOptions {
  const command = parseCommandLine([
    'compare',
    '-',
    '--target',
    BUILT_IN_TARGET.name,
    '--target',
    BUILT_IN_TARGET.name,
    ...args,
  ]);
  if (command.type !== 'compare') throw new Error(command.type);
  return command.options;
}

/** The command with a hand on its keyboard; runs end when the test lets them. */
function underHand() {
  const { terminal, lastLine } = fakeTerminal();
  const open: (() => void)[] = [];
  let press: ((key: string) => void) | null = null;
  let disposed = 0;
  const engine: Engine = {
    run: (runId, { target }) => {
      const finished = new Promise<ReturnType<typeof runAt>>((resolve) =>
        open.push(() => resolve(runAt(50, target.name, runId))),
      );
      return { runId, finished, stop: () => undefined };
    },
    dispose: () => Promise.resolve(void (disposed += 1)),
  };
  const tools: CommandTools = {
    terminal,
    stdin: Readable.from(['Why?']),
    env: {},
    cwd: import.meta.dirname,
    version: '0',
    startEngine: () => engine,
    keyVariables: () => [],
    probe: () => Promise.reject(new Error('nobody is asked')),
    startSweep: () => {
      throw new Error('no sweep here');
    },
    startSeries: (started, plan, onUpdate) => runSeries({ engine: started }, plan, onUpdate),
    refusedReport: () => expect.unreachable(),
    onInterrupt: () => () => undefined,
    onKey: (listener) => {
      press = listener;
      return () => (press = null);
    },
  };
  return {
    tools,
    lastLine,
    open,
    press: (key: string) => press?.(key),
    isListening: () => press !== null,
    disposed: () => disposed,
  };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('p pauses a series after the run under way, and p again goes on', async () => {
  const { tools, lastLine, open, press, isListening, disposed } = underHand();
  const ended = compareCommand(optionsOf('--runs', '2', '--warmup', '0'), tools);
  await vi.waitUntil(() => open.length === 1);
  press('x');
  press('p');
  open[0]?.();
  await settled();
  await settled();
  expect(open).toHaveLength(1);
  expect(lastLine()).toBe('Paused after run 1/4. p goes on, Ctrl+C ends.');
  press('P');
  for (let run = 1; run < 4; run++) {
    await vi.waitUntil(() => open.length === run + 1);
    open[run]?.();
  }
  expect(await ended).toBe(EXIT.completed);
  expect(isListening()).toBe(false);
  expect(disposed()).toBe(1);
  expect(lastLine()).toBe('');
});

test('no key is listened to while nothing is shown', async () => {
  const { tools, open, isListening } = underHand();
  const ended = compareCommand(optionsOf('--runs', '1', '--warmup', '0', '--quiet'), tools);
  for (let run = 0; run < 2; run++) {
    await vi.waitUntil(() => open.length === run + 1);
    open[run]?.();
  }
  expect(isListening()).toBe(false);
  expect(await ended).toBe(EXIT.completed);
});
