import { expect, test } from 'vitest';
import { BUILT_IN_TARGET } from '../../../src/config/builtInTarget';
import { targetList } from '../../../src/config/targetList';
import { wishedTarget } from '../../../src/config/wishedTarget';
import type { Target } from '../../../src/core/target';

const target = (name: string, model: string): Target => ({ name, model, protocol: 'openai-chat', url: 'http://h/v1' });
const entries = targetList({
  workspace: [{ target: target('theirs', 'secret-model'), file: null }],
  user: [target('slow', 'gpt-x'), target('fast', 'gpt-x'), target('other', 'qwen')],
  picked: [],
  trusted: false,
});
const entry = (name: string) => entries.find((each) => each.target.name === name) ?? null;

type Name = string | null;

test.each<[string, [target: Name, models: string[], preferred: Name], Name | undefined]>([
  ['no wish', [null, [], 'slow'], 'slow'],
  ['no wish and no choice made', [null, [], null], null],
  ['a target', ['other', [], 'slow'], 'other'],
  ['a target before a model', ['other', ['gpt-x'], 'slow'], 'other'],
  ['a target that is not there', ['none', ['gpt-x'], 'slow'], undefined],
  ['a target of a workspace that is not trusted, which is then refused', ['theirs', [], 'slow'], 'theirs'],
  ['a model', [null, ['QWEN'], 'slow'], 'other'],
  ['a model that the target in use has', [null, ['gpt-x'], 'fast'], 'fast'],
  ['a model that another one has', [null, ['gpt-x'], 'other'], 'slow'],
  ['the best model that there is', [null, ['none', 'qwen'], 'slow'], 'other'],
  ['a model that nobody has', [null, ['GPT-5 (copilot)'], 'slow'], 'slow'],
  ['a model of a workspace that is not trusted', [null, ['secret-model'], 'slow'], 'slow'],
  ['the built-in target', [BUILT_IN_TARGET.name, [], 'slow'], BUILT_IN_TARGET.name],
])('%s', (_, [name, models, preferred], expected) => {
  const found = wishedTarget({ target: name, models }, entries, preferred === null ? null : entry(preferred));
  expect(found && found.target.name).toBe(expected);
});
