/**
 * A server with a known clock, in a process of its own: it writes exactly what a scenario says, exactly when, and keeps the
 * monotonic time of each write. Raw sockets, so that every byte and every cut is its own.
 *
 *   node test/support/scriptedServer.mjs [--port N] [--tls]      prints its address; base URLs are ADDRESS/SCENARIO[;name=value…]/v1
 *
 * Control, on the same port: GET /-/log?from=N (requests from the Nth on, with their stamps), /-/received?count=N (answers once N requests came),
 * /-/closed?request=N (once the connection of request N is gone), /-/idle (once no connection but this one is open).
 */
import { readFileSync, writeSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';
import { parseArgs } from 'node:util';
import { scenarios } from './scenarios.mjs';
import { due, now } from './schedule.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, tls: { type: 'boolean', default: false } },
});

/** Longer bodies are counted, not kept. */
const MOST_KEPT_BODY_BYTES = 1024 * 1024;

/**
 * @typedef {{ path: string, headers: Record<string, string>, body: string, bodyBytes: number, acceptedNs: string, receivedNs: string,
 *   closedNs: string | null, writes: { atNs: string, doneNs: string, bytes: number, label: string }[] }} LoggedRequest
 */
/** @type {LoggedRequest[]} */
const log = [];
/** @type {Set<net.Socket>} */
const open = new Set();
/** @type {Set<() => void>} */
const waiting = new Set();
const changed = () => [...waiting].forEach((check) => check());

/** @type {import('./scenarios.mjs').Scenario} */
const unknownScenario = () => [{ atMs: 0, bytes: Buffer.from('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n') }];

const serve = (/** @type {net.Socket} */ socket) => new Connection(socket);
const server = values.tls
  ? tls.createServer(
      {
        key: readFileSync(new URL('tls/key.pem', import.meta.url)),
        cert: readFileSync(new URL('tls/cert.pem', import.meta.url)),
      },
      serve,
    )
  : net.createServer({ noDelay: true }, serve);

class Connection {
  #socket;
  #acceptedNs = now();
  /** @type {Buffer[]} */
  #received = [];
  #receivedBytes = 0;
  /** @type {{ path: string, headers: Record<string, string>, bodyStart: number, total: number } | null} */
  #head = null;
  #requests = 0;
  /** @type {LoggedRequest[]} */
  #logged = [];

  constructor(/** @type {net.Socket} */ socket) {
    this.#socket = socket;
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(socket);
      for (const request of this.#logged) request.closedNs ??= String(now());
      changed();
    });
  }

  #take(/** @type {Buffer} */ bytes) {
    this.#received.push(bytes);
    this.#receivedBytes += bytes.length;
    this.#head ??= this.#readHead();
    if (!this.#head || this.#receivedBytes < this.#head.total) return;
    const receivedNs = now();
    const { path, headers, bodyStart, total } = this.#head;
    const all = Buffer.concat(this.#received);
    const body = total - bodyStart <= MOST_KEPT_BODY_BYTES ? all.toString('utf8', bodyStart, total) : '';
    this.#received = [all.subarray(total)];
    this.#receivedBytes = all.length - total;
    this.#head = null;
    if (path.startsWith('/-/')) void this.#control(new URL(path, 'http://control'));
    else void this.#play({ path, headers, body, bodyBytes: total - bodyStart }, receivedNs);
  }

  #readHead() {
    const bytes = Buffer.concat(this.#received);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return null;
    const [start = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    return {
      path: start.split(' ')[1] ?? '/',
      headers,
      bodyStart: end + 4,
      total: end + 4 + Number(headers['content-length'] ?? 0),
    };
  }

  async #play(
    /** @type {Omit<LoggedRequest, 'acceptedNs' | 'receivedNs' | 'closedNs' | 'writes'>} */ request,
    /** @type {bigint} */ receivedNs,
  ) {
    /** @type {LoggedRequest} */
    const logged = {
      ...request,
      acceptedNs: String(this.#acceptedNs),
      receivedNs: String(receivedNs),
      closedNs: null,
      writes: [],
    };
    log.push(logged);
    this.#logged.push(logged);
    changed();
    const [name = '', ...pairs] = (request.path.split('/')[1] ?? '').split(';');
    const scenario = scenarios[name] ?? unknownScenario;
    const params = Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    const steps = await scenario(params, { ...request, indexOnConnection: this.#requests++ });
    for (const step of steps) {
      await due(receivedNs + BigInt(Math.round(step.atMs * 1e6)));
      if (this.#socket.destroyed) return;
      if ('end' in step) return step.end === 'reset' ? this.#socket.resetAndDestroy() : this.#socket.end();
      // The stamp is taken before the write, so no client can have seen these bytes any earlier; the second one, after it.
      const atNs = now();
      const isTaken = this.#write(step.bytes);
      const doneNs = now();
      const { bytes, label = '' } = step;
      logged.writes.push({ atNs: String(atNs), doneNs: String(doneNs), bytes: bytes.length, label });
      if (!isTaken) await this.#drained();
    }
  }

  /**
   * The system call itself, where that is possible: what Node's streams do before it takes some 30 µs on a processor that has
   * slept, and would be taken for an error of the client.
   */
  #write(/** @type {Buffer} */ bytes) {
    const fd = fdOf(this.#socket);
    const written = fd >= 0 && this.#socket.writableLength === 0 ? writtenNow(fd, bytes) : 0;
    return written === bytes.length || this.#socket.write(bytes.subarray(written));
  }

  #drained() {
    return new Promise((resolve) => {
      const settle = () => {
        this.#socket.off('drain', settle).off('close', settle);
        resolve(null);
      };
      this.#socket.on('drain', settle).on('close', settle);
    });
  }

  async #control(/** @type {URL} */ url) {
    const count = Number(url.searchParams.get('count') ?? 0);
    const request = Number(url.searchParams.get('request') ?? 0);
    open.delete(this.#socket);
    if (url.pathname === '/-/received') await until(() => log.length >= count);
    if (url.pathname === '/-/closed') await until(() => Boolean(log[request]?.closedNs));
    if (url.pathname === '/-/idle') await until(() => open.size === 0);
    const body = JSON.stringify(log.slice(Number(url.searchParams.get('from') ?? 0)));
    this.#socket.end(
      `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
}

/** -1 where there is none: under TLS, on Windows, after the end. @param {net.Socket} socket @returns {number} */
const fdOf = (socket) =>
  socket instanceof tls.TLSSocket ? -1 : (/** @type {{ _handle?: { fd?: number } }} */ (socket)._handle?.fd ?? -1);

/** How many bytes a socket took at once; the stream deals with the rest, and with what is wrong. @param {number} fd @param {Buffer} bytes */
function writtenNow(fd, bytes) {
  try {
    return writeSync(fd, bytes);
  } catch {
    return 0;
  }
}

/** @param {() => boolean} condition */
function until(condition) {
  return new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
    const check = () => {
      if (!condition()) return;
      waiting.delete(check);
      resolve();
    };
    waiting.add(check);
    check();
  });
}

// Ends with whoever started it as a child, also when that one was killed.
process.on('disconnect', () => process.exit());
server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  const address = `${values.tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  process.send?.({ address });
  console.log(address);
});
