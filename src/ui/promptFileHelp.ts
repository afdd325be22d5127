import type { Disposable, TextDocument } from 'vscode';
import { isPromptFile, promptFormOf } from '../config/promptForm';
import { lintPromptFile } from '../config/lintPromptFile';
import type { TextNote } from '../config/textNote';
import { markDocuments } from './markDocuments';
import { PROMPT_FILES } from './promptLenses';
import type { TargetStore } from './targetStore';

/** Longer files are read when they are sent, not while they are written. */
const MOST_LINES = 5_000;
const MOST_CHARACTERS = 200_000;

/** Marks in prompt files what would keep them from being sent, or would be sent otherwise than meant, and offers to mend it. */
export const helpWithPromptFiles = (targets: Pick<TargetStore, 'find' | 'onDidChange'>): Disposable =>
  markDocuments({
    isFor: ({ uri, languageId }) => isPromptFile(uri.path, languageId),
    selector: PROMPT_FILES,
    notesOf: async (document) => notesOf(document, targets),
    onDidChange: targets.onDidChange,
  });

async function notesOf(document: TextDocument, targets: Pick<TargetStore, 'find'>): Promise<readonly TextNote[]> {
  if (document.lineCount > MOST_LINES) return [];
  const { entries } = await targets.find();
  const text = document.getText();
  if (text.length > MOST_CHARACTERS) return [];
  const form = promptFormOf(document.uri.path, document.languageId);
  return lintPromptFile(text, { form, targets: entries.map(({ target }) => target.name) });
}
