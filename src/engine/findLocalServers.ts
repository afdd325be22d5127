import type { ServerFacts } from '../core/serverFacts';
import { askServer, type ServerToAsk } from './http/askServer';
import { probeServer } from './probeServer';

/** Where servers for models listen unless they are told otherwise. */
export const USUAL_PORTS: readonly number[] = [11434, 1234, 8080, 9931, 8000, 30000, 3000, 4000, 1337, 5001, 12434];

/** Loopback in both families; the first that answers at a port is the one that is named. */
const HOSTS = ['127.0.0.1', '[::1]'] as const;

/** Answered by every kind of server, be it with a refusal. */
const ANY_PATH = '/v1/models';

/**
 * Asks on this machine, and nowhere else, what answers at these ports. Only called when somebody wishes it: looks at ports surprise
 * people. `limitMs`: how long to wait for each answer, where it is not the usual time.
 */
export async function findLocalServers(
  ports: readonly number[],
  signal: AbortSignal,
  limitMs?: number,
): Promise<readonly ServerFacts[]> {
  const found = await Promise.all([...new Set(ports)].map((port) => serverAt(port, signal, limitMs)));
  return found.filter((facts) => facts !== null);
}

async function serverAt(port: number, signal: AbortSignal, limitMs?: number): Promise<ServerFacts | null> {
  const urls = HOSTS.map((host) => `http://${host}:${String(port)}`);
  const isThere = await Promise.all(urls.map((url) => answers({ url, signal, limitMs, way: {} })));
  const url = urls.find((_, index) => isThere[index]);
  if (url === undefined) return null;
  const facts = await probeServer({ url, apiKey: null }, signal, limitMs);
  return isModelServer(facts) ? facts : null;
}

/** One question first, so that a port where nobody listens hears of one and not of ten. */
const answers = async (server: ServerToAsk): Promise<boolean> =>
  ((await askServer(server, [ANY_PATH], () => ({})))?.size ?? 0) > 0;

/** Known by its answers, or at least with a list of models, locked or not: any other web server is none of ours. */
const isModelServer = ({ knownBy, models, wantsKey }: ServerFacts): boolean =>
  knownBy === 'answers' || models.length > 0 || wantsKey;
