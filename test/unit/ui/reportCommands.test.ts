import { beforeEach, expect, test, vi } from 'vitest';
import type { RunReport } from '../../../src/core/runReport';
import { exportJson } from '../../../src/ui/reportCommands';

const editor = vi.hoisted(() => ({
  chosen: { fsPath: '/somewhere/run.json' } as { fsPath: string } | undefined,
  written: [] as string[],
  isWritable: true,
  errors: [] as string[],
}));

vi.mock('vscode', () => ({
  Uri: { joinPath: () => undefined },
  env: {},
  window: {
    showSaveDialog: () => Promise.resolve(editor.chosen),
    showErrorMessage: (sentence: string) => editor.errors.push(sentence),
    showInformationMessage: () => undefined,
  },
  workspace: {
    fs: {
      writeFile: (_: unknown, bytes: Uint8Array) => {
        if (!editor.isWritable) return Promise.reject(new Error('NoPermissions (FileSystemError)'));
        editor.written.push(new TextDecoder().decode(bytes));
        return Promise.resolve();
      },
    },
  },
}));

const report = {
  id: 'r1',
  prompt: { text: 'a private prompt' },
  output: { characters: 6, text: 'secret' },
  chunks: [{ atMs: 1, read: 0, channel: 'answer', characters: 6, tokens: 1, text: 'secret' }],
} as unknown as RunReport;

beforeEach(() => {
  Object.assign(editor, { chosen: { fsPath: '/somewhere/run.json' }, written: [], isWritable: true, errors: [] });
});

test('an exported run has its stamps, and neither prompt nor answer', async () => {
  await exportJson(() => report, null);
  expect(editor.written).toHaveLength(1);
  expect(editor.written[0]).not.toMatch(/private|secret/);
  expect(JSON.parse(editor.written[0] ?? '')).toMatchObject({ id: 'r1', chunks: [{ atMs: 1, tokens: 1 }] });
});

test('a folder that may not be written to is named, with what to do', async () => {
  editor.isWritable = false;
  await exportJson(() => report, null);
  expect(editor.errors).toEqual(['/somewhere/run.json could not be written. Choose a folder that you may write to.']);
});

test('a closed dialog writes nothing', async () => {
  editor.chosen = undefined;
  await exportJson(() => report, null);
  expect([editor.written, editor.errors]).toEqual([[], []]);
});
