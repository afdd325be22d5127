import { Selection, type TextEditor } from 'vscode';
import type { HoleEdit } from './place';
import { keptPosition, type Change } from './region';

/**
 * Makes an edit and puts cursors back that it touched: the editor moves a cursor along with text that is inserted right
 * at it, and lets a selection grow over it.
 */
export async function keepSelections<T>(
  editor: TextEditor,
  edits: readonly HoleEdit[],
  edit: () => Promise<T>,
): Promise<T> {
  const { document } = editor;
  const before = editor.selections.map(
    ({ anchor, active }) => [document.offsetAt(anchor), document.offsetAt(active)] as const,
  );
  const version = document.version;
  const result = await edit();
  const isTouched = before.flat().some((position) => edits.some((one) => isAt(one, position)));
  // Another change came in between: where the cursor is now is newer than what we remember.
  if (!isTouched || document.version !== version + 1) return result;
  editor.selections = before.map(([anchor, active]) => {
    const moved = (position: number, other: number) => document.positionAt(moveAll(position, position < other, edits));
    return new Selection(moved(anchor, active), moved(active, anchor));
  });
  return result;
}

const isAt = ({ offset, removed }: HoleEdit, position: number): boolean =>
  position >= offset && position <= offset + removed;

/** From the last edit to the first, so that each offset is still true when its turn comes. */
function moveAll(position: number, opensSelection: boolean, edits: readonly HoleEdit[]): number {
  return [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce((moved, edit) => keptPosition(moved, opensSelection, changeOf(edit)), position);
}

const changeOf = ({ offset, removed, text }: HoleEdit): Change => ({ offset, removed, inserted: text.length });
