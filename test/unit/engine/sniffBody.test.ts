import { describe, expect, test } from 'vitest';
import { sniffBody } from '../../../src/engine/http/sniffBody';

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
    expect(sniffBody(text, contentType)).toBe(form);
  });
});
