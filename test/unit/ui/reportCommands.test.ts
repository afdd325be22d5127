import { beforeEach, expect, test, vi } from 'vitest';
import type { RunReport } from '../../../src/core/runReport';
import { SAMPLE_REPORTS } from '../report/sampleReports';
import { copyCurl, exportCsv, exportHtml, exportJson } from '../../../src/ui/reportCommands';

const editor = vi.hoisted(() => ({
  chosen: { fsPath: '/somewhere/run.json' } as { fsPath: string } | undefined,
  written: [] as string[],
  isWritable: true,
  errors: [] as string[],
  copied: [] as string[],
}));

vi.mock('vscode', () => ({
  Uri: { joinPath: () => undefined },
  env: { clipboard: { writeText: (text: string) => void editor.copied.push(text) } },
  window: {
    showSaveDialog: () => Promise.resolve(editor.chosen),
    showErrorMessage: (sentence: string) => editor.errors.push(sentence),
    showInformationMessage: () => undefined,
    setStatusBarMessage: () => undefined,
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

test('exportCsv writes the chunks as a table, and exportHtml a page, both without texts', async () => {
  const [whole] = Object.values(SAMPLE_REPORTS);
  if (!whole) throw new Error('there is no sample');
  await exportCsv(() => whole, null);
  await exportHtml(() => whole, null);
  const [table, page] = editor.written;
  expect(table?.trim().split('\n')).toHaveLength((whole.chunks?.length ?? 0) + 1);
  expect(page).toMatch(/^<!doctype html>/i);
  expect(page).toContain(whole.target.name);
  if (whole.output.text) expect(`${table ?? ''}${page ?? ''}`).not.toContain(whole.output.text);
});

test('copyCurl copies a command with a variable in place of the key, and nothing for a run that is not known', async () => {
  await copyCurl((mark) =>
    Promise.resolve({
      url: 'http://127.0.0.1/v1',
      headers: { authorization: `Bearer ${mark('KEY')}` },
      body: '{}',
      awsRegion: null,
    }),
  );
  await copyCurl(null);
  expect(editor.copied).toHaveLength(1);
  expect(editor.copied[0]).toMatch(/^curl .*\$\{?KEY/s);
});
