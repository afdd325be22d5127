import { describe, expect, test } from 'vitest';
import { PROFILES } from '../../../../src/protocols/vendors/profiles';
import { modelNames, recognize, versionIn, type ProbeAnswer } from '../../../../src/protocols/vendors/recognize';
import { serverRoot } from '../../../../src/protocols/vendors/serverRoot';
import { serverShapes } from '../../../support/serverShapes.mjs';

const answerOf = (kind: string, path: string): ProbeAnswer => ({
  status: 200,
  headers: {},
  ...serverShapes({ kind }, path, {}),
});
const json = (value: unknown, status = 200): ProbeAnswer => ({ status, headers: {}, body: JSON.stringify(value) });

const rows = PROFILES.flatMap(({ id, signs }) =>
  signs.map((row) => [id, row.map(({ path }) => path).join(' + '), row] as const),
);

describe('a server is known by one row of its signs alone', () => {
  test.each(rows)('%s by %s', (id, _, row) => {
    expect(recognize(new Map(row.map(({ path }) => [path, answerOf(id, path)])))).toBe(id);
  });
});

describe('a server is not known', () => {
  test.each<[string, [string, ProbeAnswer][]]>([
    ['by nothing', []],
    ['by a part of a row', [['/api/version', json({ version: '1' })]]],
    ['by a refusal', [['/load', json({ server_load: 0 }, 401)]]],
    ['by a page', [['/v1/models', { status: 200, headers: {}, body: '<html>vllm</html>' }]]],
    ['by an owner of another name', [['/v1/models', json({ data: [{ owned_by: 'vllm-fan' }] })]]],
    ['by a list without models', [['/v1/models', json({ data: [] })]]],
    ['by something of another type', [['/v1/models', json({ data: [{ owned_by: ['vllm'] }] })]]],
    ['by an error under a good status', [['/api/v1/models', json({ error: 'Unexpected endpoint or method.' })]]],
    ['by null', [['/props', json({ build_info: null })]]],
  ])('%s', (_, answers) => expect(recognize(new Map(answers))).toBeNull());
});

describe('names of models', () => {
  const list = { path: '/v1/models', list: 'data', name: 'id' };
  test('are those that are names', () =>
    expect(modelNames(json({ data: [{ id: 'a' }, {}, { id: 7 }, null, 'b', { id: '' }] }), list)).toEqual(['a']));
  test('may stand without a list around them', () => {
    expect(modelNames(json([{ id: 'a' }]), { ...list, list: '' })).toEqual(['a']);
    expect(modelNames(json({ model_id: 'a' }), { path: '/info', list: 'model_id', name: '' })).toEqual(['a']);
  });
  test('are none in anything else', () => {
    for (const answer of [
      undefined,
      json({ data: 'x' }, 500),
      json(null),
      { status: 200, headers: {}, body: '<html>' },
    ])
      expect(modelNames(answer, list)).toEqual([]);
  });
  test('are no more than anybody reads', () =>
    expect(modelNames(json({ data: Array.from({ length: 5000 }, () => ({ id: 'a' })) }), list)).toHaveLength(1000));
});

test('a version is a text or a number', () => {
  const version = { path: '/version', place: 'version' };
  expect(versionIn(json({ version: '1.2' }), version)).toBe('1.2');
  expect(versionIn(json({ version: 3 }), version)).toBe('3');
  expect(versionIn(json({ version: {} }), version)).toBeNull();
  expect(versionIn(json({ version: '1' }, 404), version)).toBeNull();
  expect(versionIn(undefined, version)).toBeNull();
});

test.each([
  ['http://h:8000/v1', 'http://h:8000'],
  ['http://h:8000', 'http://h:8000'],
  ['http://h:8000/', 'http://h:8000'],
  ['http://h:8000/v1/chat/completions', 'http://h:8000'],
  ['http://h/proxy/vllm/v1/?a=/v1', 'http://h/proxy/vllm'],
  ['http://h/v1/responses#x', 'http://h'],
  ['http://h:11434/api/chat', 'http://h:11434'],
  ['http://h:11434/api', 'http://h:11434'],
  ['http://h:1234/api/v1/chat', 'http://h:1234'],
  ['http://h:8000/v2/models/m/generate_stream', 'http://h:8000'],
  ['http://h/generate', 'http://h'],
  ['https://api.groq.com/openai/v1', 'https://api.groq.com/openai'],
  ['https://generativelanguage.googleapis.com/v1beta', 'https://generativelanguage.googleapis.com'],
])('the root of %s is %s', (base, root) => expect(serverRoot(base)).toBe(root));
