import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { finishReads } from '../../../src/engine/http/afterReads';
import { ParserDetour } from '../../../src/engine/http/parserDetour';

/** A socket with a parser that notes what it is given, and the detour that stamps before it. */
function arrangement() {
  const socket = new EventEmitter() as Socket;
  const response = { complete: false } as IncomingMessage;
  const happened: string[] = [];
  const parser = (bytes: Buffer): void => {
    happened.push(`parsed ${bytes.toString()}`);
    if (bytes.toString() === 'last') response.complete = true;
  };
  socket.on('data', parser);
  socket.on('end', () => happened.push('ended'));
  const onRead = (bytes: Buffer): void => {
    happened.push(`read ${bytes.toString()}`);
    detour.lead(bytes, () => happened.push(`handed out ${bytes.toString()}`));
  };
  const detour = new ParserDetour(socket, onRead);
  const write = (...texts: string[]): void => texts.forEach((text) => socket.emit('data', Buffer.from(text)));
  return { socket, response, happened, parser, detour, write };
}

describe('the way of a read to the parser', () => {
  test('is straight until the head of the answer is known', () => {
    const { happened, write } = arrangement();
    write('head');
    expect(happened).toEqual(['read head', 'handed out head', 'parsed head']);
  });

  test('then goes past all that was read meanwhile, in order', () => {
    const { happened, detour, response, write } = arrangement();
    detour.open(response);
    write('a', 'b');
    expect(happened).toEqual(['read a', 'read b']);
    finishReads();
    expect(happened.slice(2)).toEqual(['handed out a', 'parsed a', 'handed out b', 'parsed b']);
  });

  test('ends with the answer: what comes after it is for nobody', () => {
    const { happened, detour, response, write } = arrangement();
    detour.open(response);
    write('last', 'more');
    finishReads();
    expect(happened).toEqual(['read last', 'read more', 'handed out last', 'parsed last']);
  });

  test.each(['end', 'error', 'close'])('is gone to its end before the parser hears of "%s"', (event) => {
    const { socket, happened, detour, response, write } = arrangement();
    socket.on('error', () => undefined);
    detour.open(response);
    write('a');
    socket.emit(event, new Error('broken'));
    expect(happened.slice(0, 3)).toEqual(['read a', 'handed out a', 'parsed a']);
  });

  test('stays straight where it is not clear who parses', () => {
    const { socket, happened, detour, response, write } = arrangement();
    socket.on('data', () => happened.push('somebody else'));
    detour.open(response);
    write('a');
    expect(happened).toEqual(['read a', 'handed out a', 'parsed a', 'somebody else']);
  });

  test('is found beside the stamps of the request before, which has not yet left', () => {
    const { socket, happened, detour, response, write } = arrangement();
    const earlier = new ParserDetour(socket, () => undefined);
    detour.open(response);
    write('a');
    expect(happened).toEqual(['read a']);
    finishReads();
    expect(happened).toContain('parsed a');
    earlier.close();
  });

  test('is left without a trace', () => {
    const { socket, happened, detour, response, write } = arrangement();
    detour.open(response);
    write('a');
    detour.close();
    finishReads();
    expect(happened).toEqual(['read a']);
    expect(socket.eventNames().filter((name) => name !== 'end')).toEqual([]);
    expect(socket.listenerCount('end')).toBe(1);
  });
});
