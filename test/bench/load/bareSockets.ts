import net from 'node:net';
import { jsonRequest } from '../accuracy/jsonRequest';
import { monotonicMs } from '../accuracy/monotonicMs';

const CONTENT = '"content":"';

/**
 * The least that a program in Node can do with a stream: the kernel copies into one buffer, the clock is read, and the text is cut out of the
 * bytes. No HTTP, no decoding, no report. What this is late by, machine and event loop take by themselves.
 */
export function readBareSocket(url: string, note: (text: string, atMs: number) => void): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  const body = jsonRequest();
  const buffer = Buffer.alloc(64 * 1024);
  return new Promise((resolve, reject) => {
    const callback = (length: number): boolean => {
      const atMs = monotonicMs();
      const read = buffer.toString('latin1', 0, length);
      for (let at = read.indexOf(CONTENT); at >= 0; at = read.indexOf(CONTENT, at + 1))
        note(read.slice(at + CONTENT.length, read.indexOf('"', at + CONTENT.length)), atMs);
      if (read.includes('data: [DONE]')) socket.destroy();
      return true;
    };
    const request = `POST ${pathname}/chat/completions HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`;
    const where = { host: hostname, port: Number(port), noDelay: true, onread: { buffer, callback } };
    const socket = net.connect(where, () => socket.write(request));
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
}
