import { describe, expect, test } from 'vitest';
import { RunFailure } from '../../../src/core/runError';
import { createJsonLines } from '../../../src/protocols/jsonLines';

const frame = (data: string) => ({ event: null, data });

test('each push gives the lines that it completes', () => {
  const lines = createJsonLines();
  expect(lines.push('{"a"')).toEqual([]);
  expect(lines.push(':1}\n{"b":2}\n{')).toEqual([frame('{"a":1}'), frame('{"b":2}')]);
  expect(lines.push('}\n')).toEqual([frame('{}')]);
  expect(lines.end()).toEqual([]);
});

test('carriage returns and blank lines are no frames', () => {
  const lines = createJsonLines();
  expect(lines.push('\r\n\n{"a":1}\r')).toEqual([]);
  expect(lines.push('\n \r\n')).toEqual([frame('{"a":1}')]);
});

test('the last line may lack its end, and is given once', () => {
  const lines = createJsonLines();
  expect(lines.push('{"a":1}')).toEqual([]);
  expect(lines.end()).toEqual([frame('{"a":1}')]);
  expect(lines.end()).toEqual([]);
});

test('a byte order mark at the very start is no text', () => {
  const lines = createJsonLines();
  expect(lines.push('\uFEFF{}\n')).toEqual([frame('{}')]);
  expect(lines.push('"\uFEFF"\n')).toEqual([frame('"\uFEFF"')]);
});

describe('a line that outgrows the limit', () => {
  test.each([
    ['in one piece', ['a'.repeat(200)]],
    ['in one piece, with its end', [`${'a'.repeat(200)}\n`]],
    ['in many pieces', Array.from({ length: 50 }, () => 'aaaaa')],
    ['behind another', [`{}\n${'a'.repeat(200)}`]],
  ])('%s', (_, pieces) => {
    const lines = createJsonLines(100);
    expect(() => pieces.map((piece) => lines.push(piece))).toThrow(RunFailure);
  });

  test('is not the sum of small ones', () => {
    const lines = createJsonLines(100);
    for (let index = 0; index < 50; index++) expect(lines.push('aaaaaaaa\n')).toHaveLength(1);
  });
});
