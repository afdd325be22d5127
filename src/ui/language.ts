import * as l10n from '@vscode/l10n';
import { l10n as editor } from 'vscode';
import { knowSentences } from '../core/translated';

/** Words in the language of the editor, for all modules that are loaded after this one; English when there are none. */
export const bundle: Readonly<Record<string, string>> = (editor.bundle ?? {}) as Record<string, string>;

l10n.config({ contents: bundle });
knowSentences(bundle);
