import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { expect, test } from 'vitest';
import { bundleFile } from '../../../scripts/lib/words.mjs';
import { priceWithoutTable } from '../../../src/accounting/priceWithoutTable';
import { checkTargets } from '../../../src/config/checkTargets';
import { knowSentences, translated } from '../../../src/core/translated';
import { networkError } from '../../../src/engine/http/networkError';
import { decodeHttpError, malformed } from '../../../src/protocols/apiError';

const bundle = JSON.parse(readFileSync(bundleFile, 'utf8')) as Record<string, string>;
l10n.config({ contents: bundle });
knowSentences(bundle);

const AT = 'https://api.example.com/v1';
const context = { url: AT, model: 'gpt-x', protocol: 'openai-chat', secrets: [] } as const;
const thrown = (code: string) => Object.assign(new Error('as Node says it'), { code });

/** What reports say in English, and what a Chinese reader is left with of it: addresses, names and words of the field. */
const errors: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', 'ECONNRESET', 'EPROTO', 'CERT_HAS_EXPIRED', 'HPE_INVALID'].map(
      (code) => [code, networkError(thrown(code), AT).message],
    ),
  ),
  ...Object.fromEntries(
    [400, 401, 403, 404, 413, 429, 500, 503].map((status) => [
      `HTTP ${String(status)}`,
      decodeHttpError(status, { 'retry-after': '7' }, '{}', context).message,
    ]),
  ),
  'a web page': malformed('', '<!doctype html><title>Login</title>', context).message,
  'no price': String(
    priceWithoutTable({
      ...{ protocol: 'openai-chat', url: 'http://127.0.0.1:8000/v1', models: ['m'], startedAt: '2026-01-01T00:00:00Z' },
      ...{
        inputTokens: 1,
        outputTokens: 1,
        cachedTokens: null,
        cacheWriteTokens: null,
        price: null,
        isLowerBound: false,
      },
    } as unknown as Parameters<typeof priceWithoutTable>[0])?.costReason,
  ),
  'a wrong target': String(checkTargets([{ name: 'bad', protocol: 'openai-caht' }]).issues[0]?.message),
  'a wrong address': String(
    checkTargets([{ name: 'bad', protocol: 'openai-chat', url: 'x', model: 'm' }]).issues[0]?.message,
  ),
};

const PHRASE = /\b[a-z]{2,} [a-z]{2,}\b/iu;

test.each(Object.entries(errors))('%s is told in Chinese', (_, english) => {
  expect(english).toMatch(PHRASE);
  expect(translated(english)).not.toMatch(PHRASE);
  expect(translated(english)).toMatch(/\p{Script=Han}/u);
});
