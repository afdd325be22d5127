import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '../../../scripts/lib/project.mjs';

const read = (file: string) => JSON.parse(readFileSync(inProject(file), 'utf8')) as Record<string, unknown>;
const manifest = readFileSync(inProject('package.json'), 'utf8');
const english = read('package.nls.json');
const chinese = read('package.nls.zh-cn.json');

/** What stands for a word in the manifest. */
const named = [...new Set([...manifest.matchAll(/"%([\w.]+)%"/gu)].map((match) => match[1] ?? ''))].sort();

test('each word of the manifest is there in both languages, and no other', () => {
  expect(named.length).toBeGreaterThan(50);
  expect(Object.keys(english).sort()).toEqual(named);
  expect(Object.keys(chinese).sort()).toEqual(named);
  expect(Object.values({ ...english, ...chinese }).filter((text) => String(text).trim() === '')).toEqual([]);
});

test('nothing that a person reads is left in the manifest itself', () => {
  const texts: unknown[] = [];
  JSON.parse(manifest, function (this: Record<string, unknown>, key, value: unknown) {
    if (['title', 'label', 'contents', 'altText', 'contextualTitle', 'markdownDescription'].includes(key))
      texts.push(value);
    return value;
  });
  const written = texts.filter(
    (text) => typeof text === 'string' && !/^%[\w.]+%$/u.test(text) && text !== 'Prompt Profiler',
  );
  expect(written).toEqual([]);
});

test('links lead to the same commands in both languages', () => {
  const links = (text: unknown) => String(text).match(/\]\([^)]+\)/gu) ?? [];
  for (const name of named) expect(links(chinese[name]), name).toEqual(links(english[name]));
});
