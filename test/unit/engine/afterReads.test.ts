import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { afterReads, finishReads } from '../../../src/engine/http/afterReads';
import { createHttpSource } from '../../../src/engine/httpSource';
import { LoadSink } from '../../../src/engine/load/loadSink';
import { requestTo } from '../../support/testEngine';

/** Parsing or decoding a chunk is made to take this long. */
const SLOW_MS = 5;
const STREAMS = 8;

const chunkOf = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
const chunk = chunkOf('word');

function spin(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

async function urlOf(server: net.Server): Promise<string> {
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`;
}

/** Holds answers until there are as many as wanted, and then writes to all of them in one turn, so that all are read in one. */
const serverOfOneMoment = (): Promise<string> => {
  const answers: http.ServerResponse[] = [];
  const server = http.createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream', server: 'one-moment' }).flushHeaders();
    if (answers.push(response) < STREAMS) return;
    // The heads have gone out in earlier turns.
    setTimeout(() => answers.forEach((answer, index) => answer.write(chunkOf('x'.repeat(index + 1)))), 50);
    setTimeout(() => answers.forEach((answer) => answer.end('data: [DONE]\n\n')), 100);
  });
  return urlOf(server);
};

/** What Node's parser hands out of answers of this server is met by `heard` first; undone when the test is over. */
function listenIn(name: string, heard: (piece: Buffer) => void): void {
  const original = http.IncomingMessage.prototype.emit;
  onTestFinished(() => void (http.IncomingMessage.prototype.emit = original));
  http.IncomingMessage.prototype.emit = function (this: http.IncomingMessage, ...args: Parameters<typeof original>) {
    if (args[0] === 'data' && this.headers.server === name) heard(args[1] as Buffer);
    return original.apply(this, args);
  } as typeof original;
}

test.each(['parsed', 'decoded'])(
  'streams that speak at the same moment are all stamped before the first is %s',
  async (step) => {
    const url = await serverOfOneMoment();
    const source = createHttpSource();
    const stampsMs: number[] = [];
    const lengths: number[] = [];
    let workedMs = Infinity;
    const work = (): void => {
      workedMs = Math.min(workedMs, performance.now());
      spin(SLOW_MS);
    };
    if (step === 'parsed') listenIn('one-moment', work);
    const one = (): Promise<void> => {
      let t0Ms = 0;
      const onText = (characters: number, atMs: number): void => {
        lengths.push(characters);
        stampsMs.push(t0Ms + atMs);
        if (step === 'decoded') work();
      };
      const sink = new LoadSink(() => (t0Ms = performance.now()), onText);
      return source.run(requestTo(url), sink, new AbortController().signal);
    };
    await Promise.all(Array.from({ length: STREAMS }, one));
    await source.dispose();
    // Each has its own text, although all are read into the same memory.
    expect(lengths.toSorted((a, b) => a - b)).toEqual(Array.from({ length: STREAMS }, (_, index) => index + 1));
    // One by one as they are read, the last would be late by the time of all others.
    expect(Math.max(...stampsMs) - workedMs).toBeLessThan(SLOW_MS / 2);
  },
);

test('what had come of an answer is decoded before a stop ends it', async () => {
  const stop = new AbortController();
  const server = http.createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream', server: 'stopped' }).write(chunk);
  });
  const heard: number[] = [];
  const sink = new LoadSink(
    () => undefined,
    (characters) => heard.push(characters),
  );
  const source = createHttpSource();
  const run = source.run(requestTo(await urlOf(server)), sink, stop.signal);
  // Stopped within the turn that brings the chunk, before anybody has decoded it.
  listenIn('stopped', () => queueMicrotask(() => stop.abort()));
  await expect(run).rejects.toThrow('Stopped by you');
  expect(heard).toEqual([4]);
  await source.dispose();
});

/** A server over a bare socket, which answers each request on a connection with the next of these parts. */
const serverOfParts = (
  answers: readonly (readonly string[])[],
  ends: 'keeps' | 'closes' | 'resets',
): Promise<string> => {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    let requests = 0;
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString();
      if (!text.endsWith('}')) return;
      text = '';
      const parts = answers[requests++] ?? [];
      parts.forEach((part, index) => setTimeout(() => socket.write(part), 20 * index));
      if (ends !== 'keeps')
        setTimeout(() => (ends === 'closes' ? socket.end() : socket.resetAndDestroy()), 20 * parts.length);
    });
  });
  return urlOf(server);
};

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n';
const chunked = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

async function textsOf(url: string, requests: number): Promise<{ texts: number[]; errors: unknown[] }> {
  const source = createHttpSource();
  const texts: number[] = [];
  const errors: unknown[] = [];
  for (let done = 0; done < requests; done++) {
    const sink = new LoadSink(
      () => undefined,
      (characters) => texts.push(characters),
    );
    await source.run(requestTo(url), sink, new AbortController().signal).catch((error: unknown) => errors.push(error));
  }
  await source.dispose();
  return { texts, errors };
}

test('a body whose end is the end of the connection is read to its last byte', async () => {
  const url = await serverOfParts(
    [[`${head}\r\n`, chunkOf('a'), `${chunkOf('bb')}${chunkOf('ccc')}data: [DONE]\n\n`]],
    'closes',
  );
  expect(await textsOf(url, 1)).toEqual({ texts: [1, 2, 3], errors: [] });
});

test('what came before a reset is kept', async () => {
  const url = await serverOfParts([[`${head}\r\n`, chunkOf('a'), chunkOf('bb')]], 'resets');
  const { texts, errors } = await textsOf(url, 1);
  expect(texts).toEqual([1, 2]);
  expect(errors).toHaveLength(1);
});

test('a connection is used again, also when a server wrote more than its answer', async () => {
  const answer = (text: string, more: string): string[] => [
    `${head}transfer-encoding: chunked\r\n\r\n`,
    chunked(chunkOf(text)),
    `${chunked('data: [DONE]\n\n')}0\r\n\r\n${more}`,
  ];
  const url = await serverOfParts([answer('a', ''), answer('bb', ''), answer('ccc', '\r\n')], 'keeps');
  expect(await textsOf(url, 3)).toEqual({ texts: [1, 2, 3], errors: [] });
});

test('work is done in its order, at once from within, and goes on after a throw', async () => {
  const done: string[] = [];
  const thrown: unknown[] = [];
  afterReads(() => {
    done.push('first');
    afterReads(() => done.push('within'), 0);
    finishReads();
  }, 0);
  afterReads(() => {
    throw new Error('broken');
  }, 0);
  afterReads(() => done.push('last'), 0);
  expect(done).toEqual([]);
  try {
    finishReads();
  } catch (error) {
    thrown.push(error);
  }
  expect(done).toEqual(['first', 'within']);
  expect(thrown).toEqual([new Error('broken')]);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(done).toEqual(['first', 'within', 'last']);
});

const PIECES = 64;

/** Pieces of slow work that hold so many bytes each; `done` is how many are over. */
function waitingPieces(bytes: number): { done: number } {
  const pieces = { done: 0 };
  for (let piece = 0; piece < PIECES; piece++)
    afterReads(() => {
      spin(0.2);
      pieces.done += 1;
    }, bytes);
  return pieces;
}

test('more than a slice of work leaves room for the sockets, and none of it is lost', async () => {
  const pieces = waitingPieces(0);
  const seen: number[] = [];
  while (pieces.done < PIECES) {
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(pieces.done);
  }
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.at(-1)).toBe(PIECES);
});

test('what would fill the memory is done without a break', async () => {
  const pieces = waitingPieces(2 ** 20);
  await new Promise((resolve) => setImmediate(resolve));
  expect(pieces.done).toBeGreaterThanOrEqual(32);
  finishReads();
  expect(pieces.done).toBe(PIECES);
});
