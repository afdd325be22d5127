import { costOfTokens } from '../core/costOfTokens';
import type { Price } from '../core/target';
import type { PriceAnswer, PriceQuestion } from '../messages/accountingMessages';

const refuse = (costReason: string): PriceAnswer => ({ cost: null, costReason });

/**
 * The prices that need no table: a model on this machine, the user's own price, a server of the user's own. `null`: the table
 * has to be asked. Apart from the table so that the engine can answer these without starting a thread.
 */
export function priceWithoutTable(question: PriceQuestion): PriceAnswer | null {
  if (question.protocol === 'gguf') return localPrice(question);
  if (question.inputTokens === null && question.outputTokens === null)
    return refuse('The number of tokens is unknown, so the cost is too.');
  if (question.price) return userPrice(question, question.price);
  if (question.protocol === 'vscode-lm')
    return refuse(
      "The editor's language models are part of a subscription: set a price for this target to see a cost.",
    );
  if (question.url !== null && isOwnMachine(question.url))
    return refuse('It runs on your own server: set a price for this target to see a cost.');
  return null;
}

const localPrice = ({ models }: PriceQuestion): PriceAnswer => ({
  costReason: null,
  cost: {
    totalUsd: 0,
    inputUsd: 0,
    outputUsd: 0,
    source: 'local',
    priceDate: null,
    model: models[0] ?? null,
    inputPerMTok: null,
    outputPerMTok: null,
    cachedInputPerMTok: null,
    atLeast: false,
  },
});

const userPrice = (question: PriceQuestion, price: Price): PriceAnswer => ({
  costReason: null,
  cost: costOfTokens(price, {
    input: question.inputTokens,
    cached: question.cachedTokens,
    output: question.outputTokens,
    model: question.models[0] ?? null,
    isPartial: question.isPartial,
  }),
});

/** A run that was cut short, or whose tokens are known on one side only, may cost more than what was seen. */
export const isLowerBound = ({ isPartial, inputTokens, outputTokens }: PriceQuestion): boolean =>
  isPartial || inputTokens === null || outputTokens === null;

/** This machine or a private network: whatever answers there sends no bill that a public table could know. */
export function isOwnMachine(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    /(?:^|\.)(?:localhost|local|internal|lan)$/.test(host) ||
    /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host) ||
    /^(?:0\.0\.0\.0|::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)$/.test(host) ||
    !/[.:]/.test(host)
  );
}
