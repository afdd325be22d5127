import { describe, expect, it } from 'vitest';
import { readTargetsFile } from '../../../src/config/readTargetsFile';

const good = '{ "name": "good", "protocol": "openai-chat", "url": "http://127.0.0.1:8000/v1", "model": "m" }';
const other = '{ "name": "other", "protocol": "gguf", "path": "models/a.gguf" }';

const read = (text: string) => {
  const { file, problems } = readTargetsFile(text);
  return {
    names: file?.targets.map(({ name }) => name) ?? null,
    file,
    problems,
    at: problems.map(({ offset, length }) => text.slice(offset, offset + length)),
  };
};

describe('readTargetsFile', () => {
  it('takes comments and trailing commas', () => {
    const { names, problems, file } = read(
      `{ // ours\n "targets": [${good}, /* and */ ${other},], "defaultTarget": "other", }`,
    );
    expect(names).toEqual(['good', 'other']);
    expect(file?.defaultTarget).toBe('other');
    expect(problems).toEqual([]);
  });

  it.each<[string, string, RegExp, string]>([
    [
      'a wrong address',
      good.replace('http:', 'ftp:').replace('good', 'bad'),
      /"bad".*"url" cannot be used. It must begin with http/,
      '"ftp://127.0.0.1:8000/v1"',
    ],
    [
      'an unknown property',
      good.replace('good', 'bad').replace('"model"', '"colour": 1, "model"'),
      /"bad".*no property "colour"/,
      '1',
    ],
    [
      'a missing property',
      '{ "name": "bad", "protocol": "gguf" }',
      /"bad".*"path" is missing/,
      '{ "name": "bad", "protocol": "gguf" }',
    ],
    [
      'an unknown protocol',
      '{ "name": "bad", "protocol": "telepathy" }',
      /"bad".*"protocol" must be .*openai-chat/,
      '"telepathy"',
    ],
    [
      'a protocol with a typing error',
      '{ "name": "bad", "protocol": "openai-caht" }',
      /"bad".*"protocol" must be .* Did you mean openai-chat\?/,
      '"openai-caht"',
    ],
    ['a name used twice', good, /two targets named "good"/, '"good"'],
    ['something else than an object', '42', /Target 2.*object/, '42'],
    [
      'a key where a source belongs',
      good.replace('good', 'bad').replace('"model"', '"keyFrom": "sk-123", "model"'),
      /"keyFrom" cannot be used. It must be "secret" or "env:NAME"\./,
      '"sk-123"',
    ],
  ])('keeps the good ones beside %s and says where it is', (_, bad, message, place) => {
    const { names, problems, at } = read(`{ "targets": [${good}, ${bad}, ${other}] }`);
    expect(names).toEqual(['good', 'other']);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(at).toEqual([place]);
  });

  it('never repeats a value that may be a key', () => {
    const { problems } = read(`{ "targets": [${good.replace('"model"', '"keyFrom": "sk-123", "model"')}] }`);
    expect(JSON.stringify(problems)).not.toContain('sk-123');
  });

  it('keeps what stands before a syntax error', () => {
    const { names, problems } = read(`{ "targets": [${good}, {] }`);
    expect(names).toContain('good');
    expect(problems[0]?.message).toMatch(/prompt-profiler\.json, line 1: not valid JSON/);
  });

  it.each([
    ['', /JSON/],
    ['[]', /needs a list "targets"/],
    ['{}', /needs a list "targets"/],
    ['<html>', /JSON/],
  ])('says what is missing in %j', (text, message) => {
    const { file, problems } = read(text);
    expect(file).toBeNull();
    expect(problems[0]?.message).toMatch(message);
  });

  it('reports a default that is not there', () => {
    const { file, problems, at } = read(`{ "targets": [${good}], "defaultTarget": "nobody" }`);
    expect(file?.defaultTarget).toBeUndefined();
    expect(problems[0]?.message).toMatch(/"nobody"/);
    expect(at).toEqual(['"nobody"']);
  });
});
