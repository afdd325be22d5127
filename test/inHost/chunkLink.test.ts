import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Marked } from '../../src/messages/runTabMessages';
import { ChunkLink } from '../../src/ui/chunkLink';
import { OutputSession } from '../../src/ui/output/outputSession';
import { placeOutput } from '../../src/ui/output/placement';
import { WrittenText } from '../../src/ui/output/writtenText';
import { closeAll, openText, select, text, until } from './support/editor';

const PROMPT = 'Why is the sky blue?\n\nNext paragraph.\n';
const PIECES = ['', 'Because of', ' Rayleigh', ' scattering\n', 'of the', ' light.'];

const type = (typed: string) => vscode.commands.executeCommand('type', { text: typed });

describe('chunks in the editor', () => {
  const owned: vscode.Disposable[] = [];
  afterEach(async () => {
    vscode.Disposable.from(...owned.splice(0)).dispose();
    await closeAll();
  });
  after(closeAll);

  let editor: vscode.TextEditor;
  let session: OutputSession;

  /** Writes the first pieces, as a run under way does. */
  async function write(pieces: readonly string[], finish = true): Promise<void> {
    editor = await openText(PROMPT);
    session = new OutputSession(placeOutput('below', editor, [new vscode.Range(0, 0, 0, 20)]));
    owned.push(session);
    session.push(pieces);
    if (finish) await session.finish();
  }

  const written = (pieces: readonly string[] | null = PIECES): WrittenText => {
    const found = new WrittenText(session.place, pieces);
    owned.push(found);
    return found;
  };

  const pieceText = (found: WrittenText, index: number): string | null => {
    const { range } = found.rangeOf(index);
    return range && editor.document.getText(range);
  };

  it('each chunk is where its text is, also with line ends of Windows', async () => {
    for (const end of [vscode.EndOfLine.LF, vscode.EndOfLine.CRLF]) {
      editor = await openText(PROMPT);
      await editor.edit((builder) => builder.setEndOfLine(end));
      session = new OutputSession(placeOutput('below', editor, [new vscode.Range(0, 0, 0, 20)]));
      owned.push(session);
      for (const piece of PIECES) session.push([piece]);
      await session.finish();
      const found = written();
      const expected = PIECES.map((piece) =>
        piece === '' ? null : piece.replace('\n', end === vscode.EndOfLine.LF ? '\n' : '\r\n'),
      );
      assert.deepEqual(
        PIECES.map((_, index) => pieceText(found, index)),
        expected,
      );
      assert.deepEqual(found.rangeOf(1).fate, 'there');
      await closeAll();
    }
  });

  it('follows edits before, within and behind, and says what was changed or is gone', async () => {
    await write(PIECES);
    const found = written();
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), 'A title\n\n'));
    assert.equal(pieceText(found, 2), ' Rayleigh');
    const { range } = found.rangeOf(2);
    assert.ok(range);
    await editor.edit((builder) => builder.insert(range.start.translate(0, 4), 'XX'));
    assert.equal(pieceText(found, 2), ' RayXXleigh');
    assert.equal(found.rangeOf(2).fate, 'edited');
    assert.equal(pieceText(found, 4), 'of the');
    const gone = found.rangeOf(4).range;
    assert.ok(gone);
    await editor.edit((builder) => builder.delete(gone));
    assert.deepEqual(found.rangeOf(4), { fate: 'gone', range: null });
    assert.equal(pieceText(found, 5), ' light.');
  });

  it('finds the text again after undo and redo', async () => {
    await write(PIECES);
    const found = written();
    await vscode.commands.executeCommand('undo');
    await until('the output is taken back', () => text(editor.document) === PROMPT);
    assert.deepEqual(found.rangeOf(2), { fate: 'gone', range: null });
    assert.equal(found.document, null);
    await vscode.commands.executeCommand('redo');
    await until('the output is back', () => text(editor.document).includes('Rayleigh'));
    assert.equal(pieceText(found, 2), ' Rayleigh');
  });

  it('holds through the making of one undo step while somebody types into the output', async () => {
    await write(PIECES.slice(0, 3), false);
    await until('the first text stands there', () => text(editor.document).includes('Rayleigh'));
    const found = written(null);
    const { range } = found.rangeOf(1);
    assert.ok(range);
    select(editor, [range.start.line, 3, range.start.line, 3]);
    await type('!!');
    session.push(PIECES.slice(3));
    await session.finish();
    assert.ok(text(editor.document).includes('Bec!!ause of Rayleigh scattering\nof the light.'));
    assert.equal(pieceText(found, 1), 'Bec!!ause of');
    assert.equal(pieceText(found, 4), 'of the');
  });

  it('is found in an open document when nothing is known of its place', async () => {
    await write(PIECES);
    const stranger = new WrittenText(null, PIECES);
    owned.push(stranger);
    assert.equal(pieceText(stranger, 2), ' Rayleigh');
    assert.equal(stranger.document, editor.document);
  });

  describe('and the ticks of the panel', () => {
    const told: Marked[] = [];
    let link: ChunkLink;

    beforeEach(async () => {
      told.length = 0;
      await write(PIECES);
      const found = written();
      link = new ChunkLink({ texts: { of: () => found }, shown: () => 'run', tell: (message) => told.push(message) });
      owned.push(link);
    });

    it('a chosen tick shows its text without taking the focus, and hears what became of it', async () => {
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({ content: 'in front' }),
        vscode.ViewColumn.One,
      );
      const other = vscode.window.activeTextEditor;
      await link.select('run', 2);
      assert.ok(vscode.window.visibleTextEditors.some(({ document }) => document === editor.document));
      assert.notEqual(other, undefined);
      assert.deepEqual(told, [{ type: 'marked', runId: 'run', index: 2, by: 'panel', place: 'there' }]);
      await link.select('run', 0);
      assert.equal(told.at(-1)?.place, 'gone');
    });

    it('the cursor in the text chooses its tick, once for each chunk', async () => {
      const { document } = editor;
      const at = (sought: string) => document.positionAt(document.getText().indexOf(sought));
      await vscode.window.showTextDocument(document);
      const moved = async (position: vscode.Position) => {
        const there = vscode.window.activeTextEditor;
        assert.ok(there);
        there.selection = new vscode.Selection(position, position);
        // A real move of the cursor has a kind; what a program sets has none.
        await vscode.commands.executeCommand('cursorMove', { to: 'right', by: 'character', value: 1 });
      };
      await moved(at('Rayleigh'));
      await until('the tick is told', () => told.length === 1);
      await moved(at('scattering'));
      await until('the next tick is told', () => told.length === 2);
      assert.deepEqual(
        told.map(({ index, by }) => [index, by]),
        [
          [2, 'editor'],
          [3, 'editor'],
        ],
      );
      await moved(at('Next'));
      await moved(at('scattering'));
      assert.equal(told.length, 2);
    });
  });
});
