import { fillHeaders, keyIsInHeader } from '../core/headerTemplate';
import { runError, type RunError } from '../core/runError';
import { isHttpTarget } from '../core/target';
import type { RunRequest } from '../core/runRequest';

/** A request with the secrets in its headers, as late as can be: what is kept and reported holds the template. */
export function withHeaders(
  request: RunRequest,
  environment: NodeJS.ProcessEnv = process.env,
): RunRequest | { readonly problem: RunError } {
  const { target, apiKey } = request;
  if (!isHttpTarget(target) || target.headers === undefined) return request;
  const filled = fillHeaders(target, { apiKey, environment });
  if ('missing' in filled) return { problem: notSet(filled.missing, target.name) };
  return { ...request, target: { ...target, ...filled }, apiKey: keyIsInHeader(target) ? null : apiKey };
}

const notSet = (variable: string, target: string): RunError =>
  runError(
    'unauthorized',
    `A header of "${target}" takes its value from the environment variable ${variable}, which is not set. Set it, and start the program again.`,
  );
