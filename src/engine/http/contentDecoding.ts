import { finished } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, type Gunzip } from 'node:zlib';
import { runError, RunFailure } from '../../core/runError';
import type { BodyReader } from './exchange';
import type { SocketRead } from './socketStamps';

/** A body reader whose end may come later than its last bytes, because unpacking takes place elsewhere. */
export interface UnpackingReader {
  take(piece: Uint8Array, read: SocketRead): void;
  end(atMs: number): Promise<void>;
  dispose(): void;
}

const unpackers = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/**
 * Puts an unpacker before `reader` when the answer is compressed although we asked for `identity`. `onError` gets what goes
 * wrong outside of a call.
 */
export function unpack(encoding: string, reader: BodyReader, onError: (error: unknown) => void): UnpackingReader {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '')
    return {
      take: (piece, read) => reader.take(piece, read),
      end: async (atMs) => reader.end(atMs),
      dispose: () => undefined,
    };
  if (!(name in unpackers))
    throw new RunFailure(
      runError(
        'unsupported',
        `The answer is compressed as "${name}", which cannot be unpacked. Switch compression off at the server or proxy.`,
      ),
    );
  return new Unpacker(unpackers[name as keyof typeof unpackers](), reader, onError);
}

/** Unpacks one piece at a time, so that each text keeps the stamp of the read that brought its last byte. */
class Unpacker implements UnpackingReader {
  readonly #stream: Gunzip;
  readonly #reader: BodyReader;
  readonly #waiting: { readonly piece: Uint8Array; readonly read: SocketRead }[] = [];
  /** The read whose bytes are being unpacked at this moment. */
  #current: SocketRead | null = null;
  #isLastPieceTaken = false;

  constructor(stream: Gunzip, reader: BodyReader, onError: (error: unknown) => void) {
    this.#stream = stream;
    this.#reader = reader;
    stream.on('error', onError);
    stream.on('data', (bytes: Buffer) => {
      try {
        if (this.#current) reader.take(bytes, this.#current);
      } catch (error) {
        stream.destroy();
        onError(error);
      }
    });
  }

  take(piece: Uint8Array, read: SocketRead): void {
    this.#waiting.push({ piece, read });
    if (!this.#current) this.#next();
  }

  async end(atMs: number): Promise<void> {
    this.#isLastPieceTaken = true;
    if (!this.#current) this.#next();
    await finished(this.#stream);
    this.#reader.end(atMs);
  }

  dispose(): void {
    this.#stream.destroy();
  }

  #next(): void {
    const next = this.#waiting.shift();
    this.#current = next?.read ?? null;
    if (next) this.#stream.write(next.piece, () => this.#next());
    else if (this.#isLastPieceTaken) this.#stream.end();
  }
}
