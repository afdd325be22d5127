import type { TextDocument } from 'vscode';

/** The end of the line of waiting edits, by document. An entry goes away with its document. */
const tails = new WeakMap<TextDocument, Promise<unknown>>();

/** Runs `work` when everything that was queued for this document before is done, so that two edits never cross. */
export function inTurn<T>(document: TextDocument, work: () => Promise<T>): Promise<T> {
  const turn = (tails.get(document) ?? Promise.resolve()).then(work);
  tails.set(
    document,
    turn.catch(() => undefined),
  );
  return turn;
}
