import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import * as l10n from '@vscode/l10n';
import { stated } from '../../../src/core/stated';
import { endingSentence } from '../../../src/core/sweep/sweepSentences';
import { knowSentences, translated } from '../../../src/core/translated';
import { bundleFile, wordsInCode } from '../../../scripts/lib/words.mjs';
import { closedLevels, loadPart } from '../../webview/support/sweeps';
import { NO_CAPS } from '../core/sweep/sweepBuilders';

const chinese = JSON.parse(readFileSync(bundleFile, 'utf8')) as Record<string, string>;
const { keys, faults } = wordsInCode();

const places = (text: string): string[] => [...new Set(text.match(/\{\d+\}/gu) ?? [])].sort();

describe('the Chinese words', () => {
  test('every sentence is written out where it is said, so that it can be found', () => {
    expect(faults).toEqual([]);
  });

  test('are there for all that the code says, and for nothing else', () => {
    expect(Object.keys(chinese).sort()).toEqual(keys);
    expect(Object.keys(chinese).filter((key) => chinese[key]?.trim() === '')).toEqual([]);
  });

  test('have the places of the English ones', () => {
    const torn = Object.entries(chinese).filter(([key, text]) => places(key).join() !== places(text).join());
    expect(torn).toEqual([]);
  });
});

describe('a sentence of a report', () => {
  afterEach(() => {
    l10n.config({ contents: {} });
    knowSentences({});
  });

  test('stays as it is in English', () => {
    expect(translated('The server sent no token counts.')).toBe('The server sent no token counts.');
  });

  test('is found again with its values, whichever it is', () => {
    l10n.config({ contents: chinese });
    knowSentences(chinese);
    const values = ['7.5', '312 ms', '1\u202F024', 'x.test:8080', '9 s', '42'];
    const said = keys.filter((key) => /^[A-Z{].*\{\d+\}.*\.$/su.test(key) && key.replace(/\{\d+\}/gu, '').length > 30);
    expect(said.length).toBeGreaterThan(50);
    for (const key of said) expect(translated(stated(key, ...values))).toBe(l10n.t(key, ...values));
  });

  test.each([
    ['users', closedLevels(() => ({}), [1, 4, 16])],
    [
      'requests per second',
      closedLevels(() => ({}), [1, 4, 16]).map((level, at) => ({ ...level, users: null, requestsPerSecond: 2 ** at })),
    ],
  ])('has no English left in it, with a load in %s', (_, levels) => {
    l10n.config({ contents: chinese });
    knowSentences(chinese);
    const { knee, withinBudgets, bottleneck } = loadPart(levels);
    const sentences = [knee, withinBudgets, bottleneck].map((each) => each?.sentence ?? '');
    for (const sentence of sentences) {
      expect(sentence).toMatch(/\d (?:users?|requests)/u);
      expect(translated(sentence).replaceAll('token', '')).not.toMatch(/[a-z]{4}|\p{Script=Han} \p{Script=Han}/u);
    }
  });

  test('is in one language with the error that it tells', () => {
    l10n.config({ contents: chinese });
    knowSentences(chinese);
    const error = 'The server sent no token counts. Numbers that need them are withheld.';
    const ending = endingSentence({ ending: 'failing', reachedCap: null, caps: NO_CAPS, price: null }, error);
    expect(translated(ending)).toContain(chinese[error]);
  });

  test('without values is found too, and an unknown one stays', () => {
    l10n.config({ contents: chinese });
    knowSentences(chinese);
    expect(
      translated(
        'The whole answer came in one chunk. Time to first token and the pace of tokens are withheld; the end-to-end latency is right.',
      ),
    ).toMatch(/^整个回答/u);
    expect(translated('http://[::1]:9 does not answer (.*).')).toBe('http://[::1]:9 does not answer (.*).');
  });
});
