import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { OutputSession } from '../../src/ui/output/outputSession';
import { placeOutput } from '../../src/ui/output/placement';
import { WrittenText } from '../../src/ui/output/writtenText';
import { TokenHeat } from '../../src/ui/tokenHeat';
import { closeAll, configure, openText } from './support/editor';

/** As much of an editor as the heat paints on: what was painted is read here, as no editor tells it. */
describe('token heat', () => {
  const updates = new vscode.EventEmitter<never>();
  const owned: vscode.Disposable[] = [updates];
  before(() => configure({ tokenHeat: true }));
  after(async () => {
    await configure({ tokenHeat: undefined });
    vscode.Disposable.from(...owned).dispose();
    await closeAll();
  });

  async function written(pieces: readonly string[]): Promise<{ editor: vscode.TextEditor; text: WrittenText }> {
    const editor = await openText('Why?\n');
    const session = new OutputSession(placeOutput('below', editor, [new vscode.Range(0, 0, 0, 4)]));
    session.push(pieces);
    await session.finish();
    const text = new WrittenText(session.place, pieces);
    owned.push(session, text);
    return { editor, text };
  }

  const heat = (text: WrittenText, moments: readonly number[]): TokenHeat => {
    const chunks = moments.map((atMs) => ({ atMs, tokens: 1 }));
    const made = new TokenHeat({
      texts: { of: () => text },
      shown: () => 'run',
      chunksOf: () => chunks,
      onUpdate: updates.event,
    });
    owned.push(made);
    return made;
  };

  const hoverAt = async (editor: vscode.TextEditor, sought: string): Promise<string> => {
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf(sought));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    return hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n');
  };

  it('tells the gap of each piece on hover while it is on, and nothing when it is off', async () => {
    const { editor, text } = await written(['one', ' two', ' three', ' four']);
    heat(text, [100, 120, 140, 640]);
    assert.match(await hoverAt(editor, 'one'), /First piece, 100\.0 ms after the start/);
    assert.match(await hoverAt(editor, 'four'), /Gap of 500\.0 ms, 640\.0 ms after the start/);
    assert.equal(await hoverAt(editor, 'Why?'), '');
    await configure({ tokenHeat: false });
    assert.equal(await hoverAt(editor, 'four'), '');
    await configure({ tokenHeat: true });
  });

  it('is quick on an answer of 2 MB in 100 000 pieces', async () => {
    const pieces = Array.from(
      { length: 100_000 },
      (_, index) => `${String(index).padStart(18, ' ')}${index % 8 ? ' ' : '\n'}`,
    );
    const { editor, text } = await written(pieces);
    const made = heat(
      text,
      pieces.map((_, index) => index * 10 + (index % 3)),
    );
    made.dispose();
    assert.ok(editor.document.getText().length > 1_900_000);
  });
});
