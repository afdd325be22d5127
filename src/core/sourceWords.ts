import * as l10n from '@vscode/l10n';
import type { Source } from './vocabulary';

/** Where a number came from, in a word. */
export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  measured: l10n.t('measured'),
  reported: l10n.t('reported'),
  counted: l10n.t('counted'),
  estimated: l10n.t('estimated'),
  derived: l10n.t('derived'),
};
