import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PastOrder } from '../../../src/ui/pastOrder';
import { runAgain, type RunAgainParts } from '../../../src/ui/runAgain';

const editor = vi.hoisted(() => ({
  warnings: [] as (readonly string[])[],
  /** The button that is pressed. */
  press: null as string | null,
  commands: [] as string[],
  opened: [] as unknown[],
}));

vi.mock('vscode', () => ({
  window: {
    showWarningMessage: (...words: readonly string[]) => {
      editor.warnings.push(words);
      return Promise.resolve(editor.press ?? undefined);
    },
    showTextDocument: (document: unknown) => {
      editor.opened.push(document);
      return Promise.resolve({ selections: [], revealRange: () => undefined });
    },
  },
  workspace: { openTextDocument: (uri: unknown) => Promise.resolve(uri) },
  commands: { executeCommand: (name: string) => void editor.commands.push(name) },
}));

beforeEach(() => Object.assign(editor, { warnings: [], press: null, commands: [], opened: [] }));

/** Whoever gets as far as a run has gone too far. */
const partsOf = (order: PastOrder | null, uri: string | null): RunAgainParts =>
  ({
    orders: { orderOf: () => Promise.resolve(order) },
    originOf: () => uri && { uri, ranges: [] },
    targets: { find: () => Promise.resolve({ entries: [], faults: [], preferred: null }) },
  }) as unknown as RunAgainParts;

const order: PastOrder = {
  ...{ runId: 'r', targetName: 'gone', cache: 'as-is', origin: null, mode: 'beside', hasAnswer: true },
  prompt: { messages: [{ role: 'user', content: 'Why?' }], source: 'ask.md' },
  parameters: {},
};

describe('a run that cannot be made again', () => {
  test('as its prompt was not kept leads to its document, and sends nothing by itself', async () => {
    editor.press = 'Open the Prompt';
    expect(await runAgain(partsOf(null, 'file:///ask.md'), 'r')).toBeNull();
    expect(editor.warnings[0]).toEqual([
      expect.stringMatching(/^The prompt of this run was not kept/),
      'Open the Prompt',
    ]);
    expect(editor.opened).toEqual(['file:///ask.md']);
    expect(editor.commands).toEqual([]);
  });

  test('as nothing is known of it, not even a document, leads to profiling one', async () => {
    editor.press = 'Profile Prompt';
    expect(await runAgain(partsOf(null, null), null)).toBeNull();
    expect(editor.warnings[0]).toEqual([expect.stringMatching(/^No prompt of an earlier run/), 'Profile Prompt']);
    expect(editor.commands).toEqual(['promptProfiler.profilePrompt']);
  });

  test('as its target has gone says so, and takes no other one unasked', async () => {
    expect(await runAgain(partsOf(order, null), 'r')).toBeNull();
    expect(editor.warnings).toEqual([
      ['The target "gone" is no longer there, so nothing was sent.', 'Choose Another Target'],
    ]);
  });

  test('does nothing when the sentence is closed', async () => {
    await runAgain(partsOf(null, 'file:///ask.md'), 'r');
    expect(editor.opened).toEqual([]);
    expect(editor.commands).toEqual([]);
  });
});
