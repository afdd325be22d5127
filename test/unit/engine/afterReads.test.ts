import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createHttpSource } from '../../../src/engine/httpSource';
import { LoadSink } from '../../../src/engine/load/loadSink';
import { requestTo } from '../../support/testEngine';

/** Decoding a chunk is made to take this long. */
const DECODE_MS = 5;
const STREAMS = 8;

const chunk = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'word' } }] })}\n\n`;

function spin(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

/** Holds answers until there are as many as wanted, and then writes to all of them in one turn, so that all are read in one. */
async function serverOfOneMoment(): Promise<{ url: string; close: () => void }> {
  const answers: http.ServerResponse[] = [];
  const server = http.createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    if (answers.push(response) < STREAMS) return;
    // The heads have gone out in earlier turns.
    setTimeout(() => answers.forEach((answer) => answer.write(chunk)), 50);
    setTimeout(() => answers.forEach((answer) => answer.end('data: [DONE]\n\n')), 100);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}/v1`, close: () => server.close() };
}

test('streams that speak at the same moment are all stamped before the first of them is decoded', async () => {
  const server = await serverOfOneMoment();
  const source = createHttpSource();
  const stampsMs: number[] = [];
  let decodedMs = Infinity;
  const one = (): Promise<void> => {
    let t0Ms = 0;
    const sink = new LoadSink(
      () => (t0Ms = performance.now()),
      (_characters, atMs) => {
        decodedMs = Math.min(decodedMs, performance.now());
        stampsMs.push(t0Ms + atMs);
        spin(DECODE_MS);
      },
    );
    return source.run(requestTo(server.url), sink, new AbortController().signal);
  };
  await Promise.all(Array.from({ length: STREAMS }, one));
  await source.dispose();
  server.close();
  expect(stampsMs).toHaveLength(STREAMS);
  // Decoded one by one as they are read, the last would be late by the time of all others.
  expect(Math.max(...stampsMs) - decodedMs).toBeLessThan(DECODE_MS / 2);
});

test('what had come of an answer is decoded before a stop ends it', async () => {
  const stop = new AbortController();
  const server = http.createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream', server: 'stopped' }).write(chunk);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const heard: number[] = [];
  const sink = new LoadSink(
    () => undefined,
    (characters) => heard.push(characters),
  );
  // Stopped from within the very read that brings the chunk.
  const source = createHttpSource();
  const run = source.run(requestTo(`http://127.0.0.1:${String(port)}/v1`), sink, stop.signal);
  const original = http.IncomingMessage.prototype.emit;
  http.IncomingMessage.prototype.emit = function (this: http.IncomingMessage, ...args: Parameters<typeof original>) {
    const isTaken = original.apply(this, args);
    if (args[0] === 'data' && this.headers.server === 'stopped') stop.abort();
    return isTaken;
  } as typeof original;
  await expect(run).rejects.toThrow('Stopped by you');
  http.IncomingMessage.prototype.emit = original;
  expect(heard).toEqual([4]);
  await source.dispose();
  server.close();
});
