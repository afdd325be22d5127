import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownValues } from '../../../src/config/promptVariables';
import { readPrompt, type WrittenPrompt } from '../../../src/config/readPrompt';
import { readSamples } from '../../../src/config/readSamples';

let root: string;
let folder: string;
beforeAll(async () => {
  const outside = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-samples-'));
  root = path.join(outside, 'workspace');
  folder = path.join(root, 'prompts');
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(path.join(folder, 'values.json'), '\uFEFF{"x": "from the file", "y": [1, 2], "z": null}'),
    writeFile(path.join(root, 'up.json'), '{"x": 7}'),
    writeFile(path.join(folder, 'list.json'), '[1]'),
    writeFile(path.join(folder, 'broken.json'), '{'),
    writeFile(path.join(folder, 'huge.json'), '{}'),
    writeFile(path.join(outside, 'secret.json'), '{"x": "secret"}'),
    symlink(path.join(outside, 'secret.json'), path.join(folder, 'link.json')),
  ]);
  await truncate(path.join(folder, 'huge.json'), 1_000_001);
});
afterAll(() => rm(path.dirname(root), { recursive: true, force: true }));

const prompt = (sample: string, more = ''): WrittenPrompt =>
  readPrompt(`---\nsample: ${sample}\n${more}---\n{{x}} {{y}} {{z}}`, { form: 'prompty' }) as WrittenPrompt;

async function values(sample: string, more = ''): Promise<Record<string, string>> {
  const read = await readSamples(prompt(sample, more), { folder, root });
  return 'problem' in read ? { problem: read.problem.message } : Object.fromEntries(knownValues(read.variables));
}

test.each([
  ['values.json', { x: 'from the file', y: '[1,2]' }],
  ['"${file:values.json}"', { x: 'from the file', y: '[1,2]' }],
  ['../up.json', { x: '7' }],
])('%s gives values to variables', async (sample, expected) => expect(await values(sample)).toEqual(expected));

test('a value of the prompt goes before that of the file', async () =>
  expect(await values('values.json', 'inputs: { x: { default: own } }\n')).toEqual({ x: 'own', y: '[1,2]' }));

test('the file is not even looked for when no value is missing', async () =>
  expect(await values('nowhere.json', 'inputs: { x: a, y: b, z: c }\n')).toEqual({ x: 'a', y: 'b', z: 'c' }));

test.each([
  ['nowhere.json', /nowhere\.json was not found beside the prompt/],
  ['list.json', /must be a JSON object/],
  ['broken.json', /must be a JSON object/],
  ['huge.json', /larger than 1 MB/],
  ['../../secret.json', /lies outside of workspace/],
  ['link.json', /lies outside of workspace/],
  ['../prompts', /is no file/],
])('%s is refused with the next step', async (sample, sentence) =>
  expect((await values(sample))['problem']).toMatch(sentence),
);

test('a document that was never saved has no file beside it', async () =>
  expect(await readSamples(prompt('values.json'), null)).toMatchObject({ problem: { kind: 'bad-request' } }));
