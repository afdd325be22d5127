import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** How a SOCKS proxy of a test behaves. */
export interface SocksManners {
  /** Where every connection ends up, whatever host it asks for; as an address or a base URL. */
  readonly upstream: string;
  /** Wants to see these. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Code that it answers instead of connecting; 5 is a refused connection. */
  readonly refusal?: number;
  /** Answers only after this time. */
  readonly afterMs?: number;
  /** Says this as soon as it is greeted. */
  readonly says?: string;
  /** Never answers. */
  readonly silent?: boolean;
}

export interface SocksProxy {
  /** `host:port`. */
  readonly address: string;
  /** What it was asked for, for instance `5 name model.test:443`. */
  readonly asked: readonly string[];
  readonly open: ReadonlySet<Socket>;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** A SOCKS proxy on loopback that speaks versions 4, 4a and 5, written from RFC 1928, RFC 1929 and the notes on version 4. */
export async function startSocksProxy(manners: SocksManners): Promise<SocksProxy> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const server = net.createServer((client) => {
    open.add(client);
    client.on('error', () => undefined).on('close', () => open.delete(client));
    if (manners.silent) return void client.resume().on('end', () => client.end());
    serve(client, manners, asked).catch(() => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    open,
    async idle() {
      await Promise.all([...open].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(client: Socket, manners: SocksManners, asked: string[]): Promise<void> {
  const bytes = new ByteReader(client);
  const version = await bytes.one();
  if (manners.says !== undefined) return void client.end(manners.says);
  const ask = version === 5 ? await greet5(client, bytes, manners) : await read4(bytes);
  if (ask === null) return;
  asked.push(`${String(version)} ${ask}`);
  await setTimeout(manners.afterMs ?? 0);
  const code = manners.refusal ?? 0;
  const five = Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
  const four = Buffer.from([0, code === 0 ? 90 : 91, 0, 0, 0, 0, 0, 0]);
  const reply = version === 5 ? five : four;
  if (code !== 0) return void client.end(reply);
  const { hostname, port } = new URL(manners.upstream);
  const upstream = net.connect(Number(port), hostname, () => {
    bytes.stop();
    client.write(reply);
    client.pipe(upstream).pipe(client);
  });
  upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

/** What version 5 is asked for; `null`: it was sent away. */
async function greet5(client: Socket, bytes: ByteReader, { user }: SocksManners): Promise<string | null> {
  const methods = await bytes.take(await bytes.one());
  const method = user ? 2 : 0;
  if (!methods.includes(method)) {
    client.end(Buffer.from([5, 0xff]));
    return null;
  }
  client.write(Buffer.from([5, method]));
  if (user) {
    await bytes.one();
    const name = (await bytes.take(await bytes.one())).toString();
    const password = (await bytes.take(await bytes.one())).toString();
    const isWelcome = name === user.name && password === user.password;
    client.write(Buffer.from([1, isWelcome ? 0 : 1]));
    if (!isWelcome) {
      client.end();
      return null;
    }
  }
  const [, , , kind] = await bytes.take(4);
  const host = kind === 3 ? await bytes.take(await bytes.one()) : await bytes.take(kind === 4 ? 16 : 4);
  const port = (await bytes.take(2)).readUInt16BE();
  return kind === 3 ? `name ${host.toString()}:${String(port)}` : `address ${[...host].join('.')}:${String(port)}`;
}

async function read4(bytes: ByteReader): Promise<string> {
  await bytes.one();
  const port = (await bytes.take(2)).readUInt16BE();
  const address = await bytes.take(4);
  await bytes.text();
  const hasName = address[0] === 0 && address[1] === 0 && address[2] === 0;
  return hasName ? `name ${await bytes.text()}:${String(port)}` : `address ${[...address].join('.')}:${String(port)}`;
}

/** Bytes of a socket as they are wanted. */
class ByteReader {
  readonly #socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  #came = (): void => undefined;
  readonly #take = (piece: Buffer): void => {
    this.#bytes = Buffer.concat([this.#bytes, piece]);
    this.#came();
  };

  constructor(socket: Socket) {
    this.#socket = socket.on('data', this.#take);
  }

  async take(length: number): Promise<Buffer> {
    while (this.#bytes.length < length) await new Promise<void>((resolve) => (this.#came = resolve));
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  async one(): Promise<number> {
    return (await this.take(1))[0] ?? 0;
  }

  /** Up to a zero. */
  async text(): Promise<string> {
    let text = '';
    for (let byte = await this.one(); byte !== 0; byte = await this.one()) text += String.fromCharCode(byte);
    return text;
  }

  stop(): void {
    this.#socket.removeListener('data', this.#take);
  }
}
