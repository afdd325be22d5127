import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chunk } from '../../../src/core/runTrace';
import { LiveMask } from '../../../src/engine/liveMask';
import { secretsOf, type Secrets } from '../../../src/engine/secrets';
import { engineForTests, serverForTests } from '../../support/forTests';
import { requestTo, runOnce } from '../../support/testEngine';

const chunk = (text: string): Chunk => ({ atMs: 1, read: 0, channel: 'answer', text, tokens: 1 });
const secretsIn = (apiKey: string, other = ''): Secrets =>
  secretsOf(requestTo('http://127.0.0.1:1', { apiKey, target: { headers: { 'x-token': other } } }), 'report');

/** What each batch shows, the last one apart. */
function shown(secrets: Secrets, batches: readonly (readonly string[])[]): string[] {
  const mask = new LiveMask(secrets);
  const texts = batches.map((texts) => mask.push(texts.map(chunk), false));
  return [...texts, mask.push([], true)].map((chunks) => chunks.map(({ text }) => text).join('|'));
}

const KEY = 'sk-0123456789';

describe('live text', () => {
  test.each<[string, string[][], string[]]>([
    ['without a secret goes through at once', [['Hi', ' you'], ['!']], ['Hi| you', '!', '']],
    ['with a whole one', [[`is ${KEY}.`]], ['is •••••••••••••.', '']],
    ['with one over two chunks', [['is sk-012', '3456789.']], ['is ••••••|•••••••.', '']],
    ['with one over two batches waits', [['is ', 'sk-012'], ['3456789.']], ['is ', '••••••|•••••••.', '']],
    ['that only begins like one waits, and is shown', [['ask', 's'], ['k'], ['y']], ['ask', '', 's|k|y', '']],
    ['that ends like one is shown at the end', [['my s'], ['k-01']], ['', '', 'my s|k-01']],
  ])('%s', (_, batches, expected) => expect(shown(secretsIn(KEY), batches)).toEqual(expected));

  test('with one that goes on in itself, or in a longer one', () => {
    expect(shown(secretsIn('abcdabcd'), [['xabcd', 'abcd'], ['zz']])).toEqual(['', 'x••••|••••|zz', '']);
    expect(shown(secretsIn('abcdefgh', 'abcdefghijkl'), [['abcdefgh'], ['ijkl!']])).toEqual(['', '••••••••|••••!', '']);
  });

  test('is that of the report, wherever it is cut', () => {
    const secrets = secretsIn(KEY, 'aabaabaab');
    const texts = fc.array(fc.constantFrom('a', 'b', 'sk-0', '123456789', 's', KEY, 'aabaab', ' '), { maxLength: 30 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat(4), { maxLength: 30 }), (all, sizes) => {
        const batches: string[][] = sizes.map((size) => all.splice(0, size));
        const whole = [...batches, all].flat().join('');
        expect(
          shown(secrets, [...batches, all])
            .join('')
            .replaceAll('|', ''),
        ).toBe(secrets.mask(whole));
      }),
    );
  });
});

describe('a run', async () => {
  const server = await serverForTests();
  const engine = engineForTests();

  test('that repeats the key shows it nowhere, and every chunk once', async () => {
    // A key of the words that the server says, one a chunk.
    const apiKey = 'of day and night is';
    const request = requestTo(server.url('steady', { tokens: 20, gapMs: 15 }), { apiKey });
    const { report, progress } = await runOnce(engine, request);
    const live = progress.flatMap(({ chunks }) => chunks);
    expect(live.map(({ text }) => text)).toEqual(report.chunks?.map(({ text }) => text));
    expect(live.map(({ text }) => text).join('')).toBe(report.output.text);
    expect(report.output.text).toContain(` the time ${'•'.repeat(apiKey.length)} long`);
    expect(JSON.stringify(progress)).not.toContain('night');
    expect(progress.length).toBeGreaterThan(2);
  });

  test('whose last word only begins like the key shows it all the same', async () => {
    const url = server.url('steady', { tokens: 10, tailMs: 250 });
    const { report, progress } = await runOnce(engine, requestTo(url, { apiKey: 'north-0123456789' }));
    const live = progress.flatMap(({ chunks }) => chunks.map(({ text }) => text));
    expect(live.at(-1)).toBe(' north');
    expect(live.join('')).toBe(report.output.text);
  });
});
