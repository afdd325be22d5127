import { createServer } from 'node:net';
import { once } from 'node:events';

/**
 * A loopback port that nobody uses now; rejects when the wanted one is taken.
 * @param {number} [wanted]
 */
export async function freePort(wanted = 0) {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening').catch((error) => {
    throw new Error(`Port ${wanted} cannot be used: ${error.message}`, { cause: error });
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
