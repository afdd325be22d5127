import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { literalAt } from '../../../src/config/literals/literalAt';
import { promptFormOf } from '../../../src/config/promptForm';
import { readPrompt } from '../../../src/config/readPrompt';

const textOf = (name: string): string => readFileSync(path.join('samples', name), 'utf8');

test.each(readdirSync('samples'))('the sample %s is a prompt', (name) =>
  expect(readPrompt(textOf(name), { form: promptFormOf(name) })).toMatchObject({
    messages: expect.anything() as unknown,
  }),
);

test.each([
  ['release-note.prompt.md', ['system', 'user'], { maxTokens: 200, temperature: 0 }],
  ['support-answer.prompty', ['system', 'user'], { maxTokens: 150 }],
  ['conversation.json', ['system', 'user', 'assistant', 'user'], { maxTokens: 120, temperature: 0 }],
])('%s shows what its form can do', (name, roles, parameters) => {
  const read = readPrompt(textOf(name), { form: promptFormOf(name) });
  expect(read).toMatchObject({ messages: roles.map((role) => ({ role })), parameters });
});

test('the sample in a program has a prompt where the cursor is put', () => {
  const source = textOf('prompt-in-code.py');
  expect(literalAt(source, source.indexOf('Review this'), 'python')?.content).toBe(
    'Review this {{language}} code. Name the worst problem first, with the line it is in.\n\n{{code}}',
  );
});
