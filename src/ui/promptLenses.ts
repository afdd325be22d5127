import * as l10n from '@vscode/l10n';
import {
  CodeLens,
  Disposable,
  EventEmitter,
  Range,
  commands,
  languages,
  workspace,
  type Command,
  type DocumentSelector,
} from 'vscode';
import { SECTION, settings } from './settings';

/** Files that are prompts, by their names or by the editor's own word for them. */
export const PROMPT_FILES: DocumentSelector = [
  { pattern: '**/*.prompt.md' },
  { pattern: '**/*.prompty' },
  { language: 'prompt' },
];

/** Buttons over a prompt file: they send the file as a whole, whatever is selected in it. */
export function provideLenses(): Disposable {
  const changes = new EventEmitter<void>();
  const provider = languages.registerCodeLensProvider(PROMPT_FILES, {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses: async ({ uri }) => {
      if (!settings.showsCodeLens()) return [];
      const known = await commands.getCommands(true);
      const top = new Range(0, 0, 0, 0);
      return lensesOf([uri, [uri]])
        .filter(({ command }) => known.includes(command))
        .map((command) => new CodeLens(top, command));
    },
  });
  const listener = workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(SECTION) && changes.fire());
  return Disposable.from(provider, listener, changes);
}

/** As the explorer calls a command: with a file, and the files that are marked with it. */
const lensesOf = (args: unknown[]): Command[] => [
  {
    title: `$(pulse)\u00A0${l10n.t('Profile')}`,
    tooltip: l10n.t('Send this prompt to the target in use and measure the answer'),
    command: 'promptProfiler.profilePrompt',
    arguments: args,
  },
  {
    title: `$(split-horizontal)\u00A0${l10n.t('Compare…')}`,
    tooltip: l10n.t('Send this prompt to several targets and compare them'),
    command: 'promptProfiler.compareModels',
    arguments: args,
  },
];
