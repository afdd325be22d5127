import { LanguageModelError } from 'vscode';
import { runError, RunFailure } from '../../core/runError';

/** What went wrong at a language model of the editor, as a failure of the closed list. */
export function failureOf(error: unknown, name: string): RunFailure {
  if (error instanceof RunFailure) return error;
  const detail = wordsOf(error);
  const code = error instanceof LanguageModelError ? error.code : '';
  return new RunFailure(errorOf(code, name, detail), { cause: error });
}

function errorOf(code: string, name: string, detail: string | null) {
  const rest = { detail };
  if (code === LanguageModelError.NoPermissions.name)
    return runError(
      'forbidden',
      `${name} may not be used by Prompt Profiler: you or your organisation did not consent. Run again to be asked, or see the access that extensions have in the Accounts menu.`,
      rest,
    );
  if (code === LanguageModelError.NotFound.name)
    return runError('not-found', `${name} is no longer there. Select Target lists the models that there are.`, rest);
  // One code for both in this interface; only the words tell them apart.
  if (code === LanguageModelError.Blocked.name || isQuota(detail))
    return isQuota(detail)
      ? runError(
          'rate-limited',
          `${name} takes no more requests now: its quota is used up. Wait, or use another model.`,
          rest,
        )
      : runError('forbidden', `${name} refused the request: a filter blocked the prompt or the answer.`, rest);
  return runError(
    'server-error',
    `${name} failed. See the detail, and the log of the extension that offers the model.`,
    rest,
  );
}

const isQuota = (words: string | null): boolean => /quota|rate.?limit|too many requests|\b429\b/i.test(words ?? '');

const MOST_DETAIL_CHARACTERS = 500;

function wordsOf(error: unknown): string | null {
  const own = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  return [own, cause].filter(Boolean).join(': ').slice(0, MOST_DETAIL_CHARACTERS) || null;
}
