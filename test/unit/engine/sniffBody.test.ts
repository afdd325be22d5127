import { describe, expect, test } from 'vitest';
import { isLinesType, sniffBody } from '../../../src/engine/http/sniffBody';

describe('a body that begins with', () => {
  test.each([
    ['data: {"a":1}', 'text/plain', 'stream'],
    [': comment', '', 'stream'],
    ['event: x', '', 'stream'],
    ['retry: 1', '', 'stream'],
    ['\uFEFFdata:', '', 'stream'],
    ['\n\n data:', '', 'stream'],
    ['whatever', 'text/event-stream; charset=utf-8', 'stream'],
    ['{"error":1}', 'text/event-stream', 'json'],
    ['[{', 'text/html', 'json'],
    ['<!doctype html>', 'text/event-stream', 'page'],
    ['upstream error', 'text/plain', 'page'],
    ['da', 'text/plain', null],
    ['  \n', 'text/plain', null],
    ['', '', null],
  ] as const)('%j under %j is %s', (text, contentType, form) => {
    expect(sniffBody(text, contentType, 'sse')).toBe(form);
  });
});

describe('where lines of JSON are expected, a body that begins with', () => {
  test.each([
    ['{"done":false}\n', 'application/x-ndjson', 'stream'],
    ['{"done":false}', 'application/json', 'stream'],
    ['[{', 'application/json', 'json'],
    ['<!doctype html>', 'application/x-ndjson', 'page'],
    ['data: {}', 'text/event-stream', 'page'],
    ['\n', 'application/x-ndjson', null],
  ] as const)('%j under %j is %s', (text, contentType, form) => {
    expect(sniffBody(text, contentType, 'json-lines')).toBe(form);
  });
});

test.each([
  ['application/x-ndjson', true],
  ['application/jsonl; charset=utf-8', true],
  ['application/json-lines', true],
  ['application/json; charset=utf-8', false],
  ['text/event-stream', false],
])('%s promises lines: %s', (contentType, promises) => expect(isLinesType(contentType)).toBe(promises));
