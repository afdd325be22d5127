import type { Disposable } from 'vscode';
import { lintTargetsFile } from '../config/lintTargetsFile';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import { isTargetsFile } from './isTargetsFile';
import { markDocuments } from './markDocuments';

/** Marks in targets files what their schema cannot tell, and offers to mend it. Completion and the rest come from the schema. */
export const helpWithTargetsFiles = (): Disposable =>
  markDocuments({
    isFor: isTargetsFile,
    selector: { pattern: `**/${TARGETS_FILE_NAME}` },
    notesOf: (document) => lintTargetsFile(document.getText(), { environment: process.env }),
  });
