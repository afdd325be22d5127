import { runError, type RunError } from '../../core/runError';
import type { ErrorContext } from '../../protocols/dialect';
import { expectedUrl } from '../../protocols/expectedUrl';

const MOST_DETAIL_CHARACTERS = 300;

/** An answer with a good status that is no answer of a model: a web page, plain words, or nothing. */
export function pageError(body: string, { url, protocol }: ErrorContext): RunError {
  const text = body.trim();
  if (text === '')
    return runError(
      'malformed',
      `${url} answered with an empty body. Look into the server's log; the model may have failed to start.`,
    );
  const isPage = text.startsWith('<');
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim();
  const what = isPage ? `a web page${title ? ` ("${title.slice(0, 80)}")` : ''}` : 'text that is no answer of a model';
  return runError(
    'malformed',
    `${url} answered with ${what}. Check the target's url: ${expectedUrl(protocol)}. A proxy or a login page may stand in between, too.`,
    { detail: text.slice(0, MOST_DETAIL_CHARACTERS) },
  );
}
