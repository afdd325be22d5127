import type { Memento, Uri } from 'vscode';
import { beforeEach, expect, test } from 'vitest';
import { PromptAnswers } from '../../../src/ui/promptAnswers';

const file = (name: string) => ({ toString: () => `file:///${name}` }) as Uri;

let kept: unknown;
let answers: PromptAnswers;
beforeEach(() => {
  kept = undefined;
  const memory = {
    get: (_: string, otherwise: unknown) => kept ?? otherwise,
    update: (_: string, value: unknown) => Promise.resolve(void (kept = value)),
  };
  answers = new PromptAnswers(memory as unknown as Memento);
});

test('each file has its own answers, the last ones', async () => {
  await answers.remember(file('a'), { x: '1', y: '2' });
  await answers.remember(file('b'), { x: '3' });
  await answers.remember(file('a'), { x: '4' });
  expect(answers.of(file('a'))).toEqual({ x: '4' });
  expect(answers.of(file('b'))).toEqual({ x: '3' });
  expect(answers.of(file('c'))).toEqual({});
});

test('the oldest are forgotten, and answers of the size of a document are not kept', async () => {
  for (let index = 0; index < 40; index++) await answers.remember(file(String(index)), { x: String(index) });
  expect(answers.of(file('9'))).toEqual({});
  expect(answers.of(file('10'))).toEqual({ x: '10' });
  await answers.remember(file('long'), { x: 'x'.repeat(10_001), y: '1' });
  expect(answers.of(file('long'))).toEqual({ y: '1' });
  for (let index = 0; index < 30; index++) await answers.remember(file(String(index)), { x: 'x'.repeat(9_000) });
  expect(JSON.stringify(kept).length).toBeLessThan(100_001);
  expect(answers.of(file('29'))).toHaveProperty('x');
});
