import { describe, expect, it } from 'vitest';
import { lintTargetsFile } from '../../../src/config/lintTargetsFile';

const environment = { SET: 'x', EMPTY: ' ' };
const target = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  protocol: 'openai-chat',
  url: 'http://h/v1',
  model: 'm',
  ...more,
});
const fileOf = (targets: unknown[], more: Record<string, unknown> = {}) =>
  `// ours\n${JSON.stringify({ targets, ...more }, null, 2)}`;

const notes = (text: string) =>
  lintTargetsFile(text, { environment }).map(({ message, severity, offset, length, fixes }) => ({
    message,
    severity,
    at: text.slice(offset, offset + length),
    fixed: fixes.map((fix) => text.slice(0, fix.offset) + fix.text + text.slice(fix.offset + fix.length)),
  }));

describe('lintTargetsFile', () => {
  it('has nothing to say about a file in which all is well', () => {
    const headers = { 'X-Key': '${env:SET}', Authorization: 'Bearer ${secret}', 'X-Plain': 'text' };
    const text = fileOf([target('a', { keyFrom: 'env:SET' }), target('b', { headers })], { defaultTarget: 'b' });
    expect(notes(text)).toEqual([]);
  });

  it.each(['', '[]', '{', '{"targets": 1}', '{"targets": [1, null, "x"]}', '{"targets": [{"name": 7}]}'])(
    'is silent about %j, which the schema marks',
    (text) => {
      expect(notes(text)).toEqual([]);
    },
  );

  it('marks a name that is used twice, where it is used again, and offers a free one', () => {
    const text = fileOf([target('a'), target('a 2'), target('a')]);
    const [note, ...more] = notes(text);
    expect(more).toEqual([]);
    expect(note).toMatchObject({ severity: 'error', at: '"a"' });
    expect(notes(note?.fixed[0] ?? '')).toEqual([]);
    expect(note?.fixed[0]).toContain('"a 3"');
  });

  it('marks a default that is not there, and offers those that are', () => {
    const [note] = notes(fileOf([target('a'), target('b')], { defaultTarget: 'c' }));
    expect(note).toMatchObject({ severity: 'error', at: '"c"' });
    expect(note?.fixed.map((text) => notes(text))).toEqual([[], []]);
  });

  it.each([
    [{ keyFrom: 'env:NOT_SET' }, 'NOT_SET'],
    [{ keyFrom: 'env:EMPTY' }, 'EMPTY'],
    [{ headers: { 'X-Team': 'a ${env:NOT_SET}' } }, 'NOT_SET'],
  ])('warns of a variable that is not set: %j', (more, name) => {
    const [note] = notes(fileOf([target('a', more)]));
    expect(note?.severity).toBe('warning');
    expect(note?.message).toContain(name);
  });

  it('marks a key in the place of its source, and never repeats it', () => {
    const [note] = notes(fileOf([target('a', { keyFrom: 'sk-123456' })]));
    expect(note?.severity).toBe('error');
    expect(note?.message).not.toContain('sk-123456');
    expect(note?.fixed[0]).toContain('"keyFrom": "secret"');
  });

  it('warns of a key in a header, and takes it out', () => {
    const [note] = notes(fileOf([target('a', { headers: { Authorization: 'Bearer sk-123456', 'X-Trace': 'on' } })]));
    expect(note?.severity).toBe('warning');
    expect(note?.fixed[0]).toContain('"Authorization": "Bearer ${secret}"');
    expect(note?.fixed[1]).toContain('"Authorization": "Bearer ${env:AUTHORIZATION}"');
    for (const text of note?.fixed ?? []) expect(text).not.toContain('sk-123456');
  });
});
