import * as l10n from '@vscode/l10n';
import { runError, type RunError } from '../core/runError';

/** Longer texts are refused: no model takes them, and an editor should not try. */
export const MAX_PROMPT_CHARACTERS = 16_000_000;

/** Front matter is read within a click, so it must be short; a longer one holds something that belongs into the text. */
export const MAX_FRONT_MATTER_CHARACTERS = 64_000;

/** A prompt that is too long, also when only the size of a file is known. */
export const tooLong = (characters: number): RunError =>
  runError(
    'too-large',
    l10n.t(
      'The prompt is {0} MB long; at most {1} MB are sent. Select a part of it.',
      Math.round(characters / 1e6),
      MAX_PROMPT_CHARACTERS / 1e6,
    ),
  );

/** A prompt that is not as it must be, in a sentence that says where and what to do. */
export const badPrompt = (sentence: string): RunError => runError('bad-request', sentence);

/** A prompt with something in it that cannot be sent. */
export const unsupportedPrompt = (sentence: string): RunError => runError('unsupported', sentence);

export const tooLargeFrontMatter = (characters: number): RunError =>
  runError(
    'too-large',
    l10n.t(
      'The front matter is {0} KB long; at most {1} KB are read. Move what is not a setting into the text.',
      Math.round(characters / 1000),
      MAX_FRONT_MATTER_CHARACTERS / 1000,
    ),
  );
