import * as l10n from '@vscode/l10n';
import { knowSentences } from '../src/core/translated';

/** Words in the language of the editor, which stand in the page. Loaded before all modules that say something. */
const text = document.getElementById('language')?.textContent ?? '{}';
const bundle = JSON.parse(text) as Record<string, string>;

l10n.config({ contents: bundle });
knowSentences(bundle);
