import { isLoopbackHost } from '../../core/loopback';
import type { ProbeAnswer, ProbeAnswers } from '../../protocols/vendors/recognize';
import { serverRoot } from '../../protocols/vendors/serverRoot';
import type { RouteWishes } from '../network/route';
import { getAnswer } from './getText';

/** A server that is asked what it is: harmless GETs beside the measured requests, on its own origin only. */
export interface ServerToAsk {
  readonly url: string;
  readonly signal: AbortSignal;
  /** How the server is reached. */
  readonly way: RouteWishes;
  /** How long to wait for each answer, where it is not the usual time. */
  readonly limitMs?: number | undefined;
  /** Hears why a question got no answer. */
  readonly onProblem?: (error: unknown) => void;
}

/** Headers that a path needs, secrets among them. */
type HeadersFor = (path: string) => Readonly<Record<string, string>>;

/** A server of one's own answers at once, or it has nothing to say. */
const LIMIT_MS = { loopback: 500, elsewhere: 3_000 } as const;
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Asks all paths at the same time, so that silence costs one limit. Never rejects; what gave no answer is left out. `null`: nobody
 * listens there.
 */
export async function askServer(
  server: ServerToAsk,
  paths: readonly string[],
  headersFor: HeadersFor,
): Promise<ProbeAnswers | null> {
  const problem = (error: unknown) => {
    server.onProblem?.(error);
    return problemOf(error);
  };
  const asked = await Promise.all(
    [...new Set(paths)].map(async (path) => [path, await ask(server, path, headersFor(path)).catch(problem)] as const),
  );
  if (asked.length > 0 && asked.every(([, answer]) => answer === 'nobody')) return null;
  return new Map(asked.filter((entry): entry is readonly [string, ProbeAnswer] => typeof entry[1] === 'object'));
}

const problemOf = (error: unknown): 'nobody' | 'silence' =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED' ? 'nobody' : 'silence';

async function ask(
  { url, signal, way, limitMs }: ServerToAsk,
  path: string,
  headers: ReturnType<HeadersFor>,
): Promise<ProbeAnswer | 'silence'> {
  const from = new URL(url);
  const to = new URL(path.startsWith('/') ? `${serverRoot(url)}${path}` : path);
  if (to.origin !== from.origin) return 'silence';
  to.username = '';
  to.password = '';
  const usualMs = isLoopbackHost(to.hostname) ? LIMIT_MS.loopback : LIMIT_MS.elsewhere;
  const common = { accept: 'application/json', 'user-agent': 'prompt-profiler' };
  return getAnswer({
    url: to,
    headers: { ...common, ...headers },
    limitMs: limitMs ?? usualMs,
    mostBytes: MOST_BYTES,
    signal,
    way,
  });
}
