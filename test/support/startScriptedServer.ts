import { fork } from 'node:child_process';
import http from 'node:http';
import https from 'node:https';
import { fileURLToPath } from 'node:url';

/** One request as the server saw it; times are ns of the system's monotonic clock, as decimal text. */
export interface LoggedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bodyBytes: number;
  readonly acceptedNs: string;
  readonly receivedNs: string;
  readonly closedNs: string | null;
  readonly writes: readonly LoggedWrite[];
}

export interface LoggedWrite {
  /** Just before the write. */
  readonly atNs: string;
  /** Just after it: the bytes are with the kernel. */
  readonly doneNs: string;
  readonly bytes: number;
  readonly label: string;
}

export interface ScriptedServer {
  readonly address: string;
  /** Base URL of a scenario, for instance `url('steady', { tokens: 200 })`. */
  url(scenario: string, params?: Readonly<Record<string, string | number>>): string;
  /** All requests, or those after the first `from`. */
  log(from?: number): Promise<LoggedRequest[]>;
  /** Waits until this many requests have come; gives all of them, or those after the first `from`. */
  received(count: number, from?: number): Promise<LoggedRequest[]>;
  /** Waits until the connection of a request is gone. */
  closed(request: number): Promise<LoggedRequest[]>;
  /** Waits until no connection is open. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** File with the certificate of the scripted server under TLS; valid for `localhost`, and for nothing else. */
export const scriptedServerCertificate = fileURLToPath(new URL('tls/cert.pem', import.meta.url));

/** Starts the scripted server in a process of its own and waits until it listens. */
export async function startScriptedServer({ tls = false } = {}): Promise<ScriptedServer> {
  const file = fileURLToPath(new URL('scriptedServer.mjs', import.meta.url));
  const child = fork(file, tls ? ['--tls'] : [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { address } = await new Promise<{ address: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { address: string }));
    child.once('exit', (code) => reject(new Error(`the scripted server ended with ${String(code)}`)));
  });
  const ask = (path: string): Promise<LoggedRequest[]> => getJson(`${address}${path}`);
  return {
    address,
    url: (scenario, params = {}) =>
      `${address}/${[scenario, ...Object.entries(params).map(([name, value]) => `${name}=${String(value)}`)].join(';')}/v1`,
    log: (from = 0) => ask(`/-/log?from=${String(from)}`),
    received: (count, from = 0) => ask(`/-/received?count=${String(count)}&from=${String(from)}`),
    closed: (request) => ask(`/-/closed?request=${String(request)}`),
    idle: async () => void (await ask('/-/idle')),
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function getJson(url: string): Promise<LoggedRequest[]> {
  const secure = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const options = { agent: false, rejectUnauthorized: false };
    (secure ? https : http)
      .get(url, options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => (text += piece));
        response.on('end', () => resolve(JSON.parse(text) as LoggedRequest[]));
      })
      .on('error', reject);
  });
}
