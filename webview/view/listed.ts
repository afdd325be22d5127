import * as l10n from '@vscode/l10n';

/** Things one after another, as the language sets them apart. */
export const listed = (things: readonly string[]): string =>
  things.join(l10n.t({ message: ', ', comment: ['Between two things of a list'] }));
