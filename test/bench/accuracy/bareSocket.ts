import net from 'node:net';
import { jsonRequest } from './jsonRequest';
import { monotonicMs } from './monotonicMs';
import type { ObservedRun } from './observedRun';

/** One read of a socket, and how many bytes had come with it in all. */
interface BareRead {
  readonly atMs: number;
  readonly untilByte: number;
}

/**
 * The least that a program in Node can do: one buffer that the kernel copies into, and the clock as the first thing after it. No
 * stream, no HTTP, no decoding; what was read is looked at after the end. So this is what machine and event loop take by themselves.
 */
export function readBareSocket(url: string): Promise<ObservedRun> {
  const { hostname, port, pathname } = new URL(url);
  const body = jsonRequest();
  const reads: BareRead[] = [];
  const buffer = Buffer.alloc(64 * 1024);
  const received = Buffer.alloc(64 * 1024 * 1024);
  let untilByte = 0;
  return new Promise((resolve, reject) => {
    const callback = (length: number): boolean => {
      const atMs = monotonicMs();
      buffer.copy(received, untilByte, 0, length);
      untilByte += length;
      reads.push({ atMs, untilByte });
      if (buffer.subarray(0, length).includes('data: [DONE]')) socket.destroy();
      return true;
    };
    const t0Ms = monotonicMs();
    const socket = net.connect(
      { host: hostname, port: Number(port), noDelay: true, onread: { buffer, callback } },
      () =>
        socket.write(
          `POST ${pathname}/chat/completions HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
        ),
    );
    socket.once('error', reject);
    socket.once('close', () => resolve(observed(t0Ms, reads, received.toString('latin1', 0, untilByte))));
  });
}

/** An event has the time of the read that brought its last byte. */
function observed(t0Ms: number, reads: readonly BareRead[], text: string): ObservedRun {
  const ends = [...text.matchAll(/"content":"[^"].*\n\n/g)].map(({ index, 0: event }) => index + event.length);
  let read = 0;
  const chunksMs = ends.map((end) => {
    while ((reads[read]?.untilByte ?? Infinity) < end) read++;
    return reads[read]?.atMs ?? NaN;
  });
  const [first = NaN] = chunksMs;
  const tpotMs = ((chunksMs.at(-1) ?? NaN) - first) / (chunksMs.length - 1);
  return { t0Ms, chunksMs, ttftMs: first - t0Ms, tpotMs };
}
