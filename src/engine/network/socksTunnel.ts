import dns from 'node:dns/promises';
import net, { type Socket } from 'node:net';
import { SocksClient } from 'socks';
import { runError, RunFailure } from '../../core/runError';
import { watchConnecting, type ConnectionObserver } from '../http/socketStamps';
import type { Destination } from './noProxy';
import type { Proxy, Socks } from './proxyFor';
import { socksRefusal } from './socksError';
import type { OpenTunnel } from './tunnelAgents';

/** The target's own limit comes first, unless it is very patient: the library keeps its timer even when all went well. */
const TIMEOUT_MS = 300_000;

/** Asks a SOCKS proxy for connections. */
export function socksTunnels(proxy: Proxy, socks: Socks): OpenTunnel {
  return async (to, observer) => {
    const host = socks.findsNames ? to.host : await addressOf(to.host, socks, observer);
    // The connection is made here and not by the library, so that its steps are stamped.
    const socket = net.connect({ host: proxy.host, port: proxy.port, autoSelectFamily: true });
    const giveUp = (): void => void socket.destroy();
    observer?.signal.addEventListener('abort', giveUp);
    try {
      await connected(socket, observer);
      await greeted(socket, { host, port: to.port }, proxy, socks).catch((error: unknown) => {
        throw socksRefusal(error instanceof Error ? error.message : '', to, proxy);
      });
      observer?.onMark('connectEnd', observer.now());
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      observer?.signal.removeEventListener('abort', giveUp);
    }
  };
}

function connected(socket: Socket, observer: ConnectionObserver | undefined): Promise<void> {
  const unwatch = observer ? watchConnecting(socket, observer, ['lookup']) : () => undefined;
  return new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The connection was given up.')));
  }).finally(unwatch);
}

async function greeted(socket: Socket, destination: Destination, { host, port }: Proxy, socks: Socks): Promise<void> {
  const { version, user, password } = socks;
  await SocksClient.createConnection({
    command: 'connect',
    proxy: { host, port, type: version, ...(user !== '' && { userId: user, password }) },
    destination,
    existing_socket: socket,
    timeout: TIMEOUT_MS,
  });
}

/** Some proxies want an address; version 4 knows only the older family. */
async function addressOf(host: string, { version }: Socks, observer: ConnectionObserver | undefined): Promise<string> {
  try {
    const { address } = await dns.lookup(host, version === 4 ? { family: 4 } : {});
    observer?.onMark('dnsEnd', observer.now());
    return address;
  } catch (error) {
    const scheme = version === 4 ? 'socks4a' : 'socks5h';
    throw new RunFailure(
      runError(
        'dns',
        `The host name ${host} was not found on this machine. If the proxy knows it, let the proxy look it up: name it as ${scheme}://host:port.`,
        { detail: error instanceof Error ? error.message : null },
      ),
      { cause: error },
    );
  }
}
