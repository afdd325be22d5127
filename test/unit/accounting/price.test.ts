import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PRICE_TABLE, priceByTable } from '../../../src/accounting/priceByTable';
import { isOwnMachine } from '../../../src/accounting/priceWithoutTable';
import type { PriceQuestion } from '../../../src/messages/accountingMessages';

const question = (changes: Partial<PriceQuestion> = {}): PriceQuestion => ({
  protocol: 'openai-chat',
  url: 'https://api.openai.com/v1',
  models: ['gpt-5'],
  price: null,
  inputTokens: 1000,
  cachedTokens: 200,
  cacheWriteTokens: null,
  outputTokens: 100,
  isPartial: false,
  startedAt: '2026-11-20T09:00:00.000Z',
  ...changes,
});
const costOf = async (changes?: Partial<PriceQuestion>) => (await priceByTable(question(changes))).cost;
const reasonOf = async (changes?: Partial<PriceQuestion>) => (await priceByTable(question(changes))).costReason;

test('the day of the price table belongs to the installed version', () => {
  const file = new URL('../../../node_modules/@pydantic/genai-prices/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  expect(PRICE_TABLE.version).toBe(version);
});

describe('the table', () => {
  test('knows a model of a vendor: 800 × 1.25 + 200 × 0.125 + 100 × 10 per million', async () => {
    expect(await costOf()).toMatchObject({
      totalUsd: 0.002025,
      source: 'price-table',
      priceDate: PRICE_TABLE.date,
      model: 'gpt-5',
      inputPerMTok: 1.25,
      outputPerMTok: 10,
      cachedInputPerMTok: 0.125,
      atLeast: false,
    });
  });

  test('shows the price of the step that a long prompt reached', async () => {
    const changes = {
      url: 'https://generativelanguage.googleapis.com/v1beta',
      models: ['gemini-2.5-pro'],
      cachedTokens: 0,
    };
    expect(await costOf({ ...changes, inputTokens: 300_000 })).toMatchObject({ inputPerMTok: 2.5, outputPerMTok: 15 });
    expect(await costOf({ ...changes, inputTokens: 1000 })).toMatchObject({ inputPerMTok: 1.25, outputPerMTok: 10 });
  });

  test('takes the model that was asked for when it does not know the one that answered', async () => {
    expect(await costOf({ models: ['some-internal-name', 'gpt-5'] })).toMatchObject({ model: 'gpt-5' });
  });

  test('is not asked by model name alone: a gateway that calls its model gpt-5 sets its own price', async () => {
    expect(await reasonOf({ url: 'https://gateway.example.com/v1' })).toContain('gateway.example.com');
  });

  test('does not know every model', async () => {
    expect(await reasonOf({ models: ['no-such-model'] })).toContain('no-such-model');
  });

  test('does not fall over a server that claims more cached tokens than input', async () => {
    expect((await costOf({ cachedTokens: 5000, cacheWriteTokens: 5000 }))?.totalUsd).toBeGreaterThan(0);
  });
});

describe("the user's own price", () => {
  const price = { inputPerMTok: 2, outputPerMTok: 8, cachedInputPerMTok: 1 };

  test('goes before the table', async () => {
    expect(await costOf({ price })).toMatchObject({
      source: 'user-price',
      totalUsd: (800 * 2 + 200 * 1 + 100 * 8) / 1e6,
      priceDate: null,
    });
  });

  test('counts cached tokens like others when it says nothing of them', async () => {
    expect((await costOf({ price: { inputPerMTok: 2, outputPerMTok: 8 } }))?.inputUsd).toBe((1000 * 2) / 1e6);
  });

  test("works for a server of the user's own", async () => {
    expect(await costOf({ price, url: 'http://127.0.0.1:8000/v1' })).toMatchObject({ source: 'user-price' });
  });
});

test('a run that was cut short, or known on one side only, costs at least that', async () => {
  expect(await costOf({ isPartial: true })).toMatchObject({ atLeast: true });
  expect(await costOf({ outputTokens: null })).toMatchObject({ atLeast: true });
});

test('without any token count there is no cost', async () => {
  expect(await reasonOf({ inputTokens: null, outputTokens: null })).toContain('unknown');
});

test('a model file costs nothing per call', async () => {
  expect(await costOf({ protocol: 'gguf', url: null })).toMatchObject({ totalUsd: 0, source: 'local' });
});

describe("the user's own machines", () => {
  test.each([
    'http://localhost:8000',
    'http://127.0.0.1:1',
    'http://[::1]:8000',
    'http://192.168.1.5',
    'http://10.1.2.3',
    'http://172.16.0.9',
    'http://gpu-box:8000',
    'http://gpu.local',
    'http://[fd00::1]',
  ])('%s is one, and has no price without the user', async (url) => {
    expect(isOwnMachine(url)).toBe(true);
    expect(await reasonOf({ url })).toContain('set a price');
  });

  test.each(['https://api.openai.com', 'http://172.32.0.1', 'http://8.8.8.8', 'https://localhost.example.com'])(
    '%s is none',
    (url) => {
      expect(isOwnMachine(url)).toBe(false);
    },
  );
});
