import { describe, expect, test } from 'vitest';
import { RunFailure } from '../../../src/core/runError';
import { createEventStream } from '../../../src/protocols/eventStream';

test('each push gives the events that it completes', () => {
  const stream = createEventStream();
  expect(stream.push('data: a')).toEqual([]);
  expect(stream.push('\n\ndata: b\n\nda')).toEqual([
    { event: null, data: 'a' },
    { event: null, data: 'b' },
  ]);
  expect(stream.push('ta: c\ndata: d\n\n')).toEqual([{ event: null, data: 'c\nd' }]);
  expect(stream.end()).toEqual([]);
});

test('names of events are kept', () => {
  expect(createEventStream().push('event: ping\ndata: {}\n\n')).toEqual([{ event: 'ping', data: '{}' }]);
});

test('the last event may lack its blank line', () => {
  const stream = createEventStream();
  stream.push('data: a');
  expect(stream.end()).toEqual([{ event: null, data: 'a' }]);
});

test('a byte order mark at the very start is no text', () => {
  const stream = createEventStream();
  expect(stream.push('\uFEFFdata: a\n\n')).toEqual([{ event: null, data: 'a' }]);
  expect(stream.push('\uFEFFdata: a\n\n')).toEqual([]);
});

test('comments are no events', () => {
  expect(createEventStream().push(': keep-alive\n\n:\n\n')).toEqual([]);
});

describe('an event that outgrows the limit', () => {
  const tooLarge = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (failure) {
      return failure instanceof RunFailure ? failure.error.kind : failure;
    }
  };
  test.each([
    ['in one piece', ['data: ' + 'a'.repeat(200)]],
    ['in many pieces', Array.from({ length: 50 }, () => 'aaaaa')],
    ['over many lines', Array.from({ length: 50 }, () => 'data: aaaaa\n')],
  ])('%s', (_, pieces) => {
    const stream = createEventStream(100);
    expect(tooLarge(() => pieces.map((piece) => stream.push(piece)))).toBe('too-large');
  });

  test('is not the sum of small ones', () => {
    const stream = createEventStream(100);
    for (let index = 0; index < 50; index++) expect(stream.push('data: aaaaaaaa\n\n')).toHaveLength(1);
  });
});

describe('bare JSON between events', () => {
  const framesOf = (text: string): unknown[] =>
    createEventStream()
      .push(text)
      .map(({ data }) => data);
  test.each([
    ['on one line', '{"error":{"code":500}}\n', ['{"error":{"code":500}}']],
    ['on many lines', '{\n  "error": {\n    "code": 500\n  }\n}\n', ['{"error":{"code":500}}']],
    ['in an array', '[{\n  "error": 1\n}\n]\n', ['{"error":1}']],
    ['of no object', '[7]\n', []],
    ['that never ends', `{\n${'"a": 1,\n'.repeat(5000)}}\n`, []],
    ['after something that never ended', `{\n${'"a": 1,\n'.repeat(5000)}{"error":1}\n`, ['{"error":1}']],
  ])('%s', (_, text, expected) => expect(framesOf(text)).toEqual(expected));
});
