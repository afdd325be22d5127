import { describe, expect, test, vi } from 'vitest';
import type { Memento } from 'vscode';
import { OwnPrices } from '../../../src/ui/ownPrices';
import { reportOf } from '../../webview/support/reports';
import { steadyTrace, stoppedTrace } from '../../webview/support/traces';

vi.mock('vscode', () => ({
  EventEmitter: class {
    #listeners: (() => void)[] = [];
    event = (listener: () => void) => this.#listeners.push(listener);
    fire = () => this.#listeners.forEach((listener) => listener());
    dispose = () => undefined;
  },
}));

function memory(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  } as Memento;
}

const PRICE = { inputPerMTok: 2, outputPerMTok: 10, cachedInputPerMTok: 0.5 };
const report = reportOf(steadyTrace());

describe('prices given in the panel', () => {
  test('go before the price of the report, and taking them back shows the old cost again', async () => {
    const prices = new OwnPrices(memory());
    await prices.set(report, PRICE);
    // 812 input tokens and 180 output tokens.
    expect(prices.applied(report).cost).toMatchObject({
      totalUsd: (812 * 2 + 180 * 10) / 1e6,
      source: 'user-price',
      priceDate: null,
      atLeast: false,
    });
    await prices.set(report, null);
    expect(prices.applied(report)).toBe(report);
    expect(prices.priced(report)).toMatchObject({ cost: report.cost, ownPrice: null });
  });

  test('hold for a model at an address and for no other, in every window', async () => {
    const shared = memory();
    await new OwnPrices(shared).set(report, PRICE);
    const elsewhere = new OwnPrices(shared);
    expect(elsewhere.of(report)).toEqual(PRICE);
    expect(elsewhere.of(reportOf(steadyTrace(), { model: 'other' }))).toBeNull();
  });

  test('give a cost where no price was known', async () => {
    const prices = new OwnPrices(memory());
    const unpriced = reportOf(steadyTrace(), { cost: null });
    await prices.set(unpriced, PRICE);
    expect(prices.applied(unpriced)).toMatchObject({ cost: { source: 'user-price' }, costReason: null });
  });

  test('say of a stopped run that it cost at least that', async () => {
    const prices = new OwnPrices(memory());
    const stopped = reportOf(stoppedTrace(), { cost: null });
    await prices.set(stopped, PRICE);
    expect(prices.applied(stopped).cost).toMatchObject({ atLeast: true });
  });

  test('cost nothing where the model runs on this machine', async () => {
    const prices = new OwnPrices(memory());
    const local = reportOf(steadyTrace(), { local: true });
    await prices.set(local, PRICE);
    expect(prices.applied(local).cost?.totalUsd).toBe(0);
  });

  test('are told to who listens', async () => {
    const prices = new OwnPrices(memory());
    const heard = vi.fn();
    prices.onDidChange(heard);
    await prices.set(report, PRICE);
    expect(heard).toHaveBeenCalledOnce();
  });
});
