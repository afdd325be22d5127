import { html, type TemplateResult } from 'lit-html';
import { ABSENT_SENTENCES } from '../../src/core/absentReasons';
import { AT_LEAST_SIGN, EM_DASH, ESTIMATED_SIGN, WITHHELD } from '../../src/core/format';
import { metricRow } from '../../src/core/metricCatalogue';
import { metricText } from '../../src/core/metricText';
import type { Cost, RunReport } from '../../src/core/runReport';
import { sourceParts } from './provenance';
import type { Card } from './cards';
import type { Words } from './words';

/** The five cards of a finished run. */
export const reportCards = (report: RunReport, words: Words): readonly Card[] => [
  timeCard('TTFT', 'ttftMs', report, words),
  timeCard('TPOT', 'tpotMs', report, words),
  timeCard('End to end', 'e2eMs', report, words),
  tokensCard(report, words),
  costCard(report, words),
];

type TimeKey = 'ttftMs' | 'tpotMs' | 'e2eMs';

function timeCard(title: string, key: TimeKey, report: RunReport, words: Words): Card {
  const { value, reason } = report.metrics[key];
  const row = metricRow(key);
  const card = {
    title,
    value: metricText(report, key, 'card', words.locale),
    hint: `${row.title}\n${row.explain(report, words.locale)}`,
  };
  if (value === null) return { ...card, note: reason === undefined ? '' : ABSENT_SENTENCES[reason], withheld: true };
  return { ...card, note: sourceParts(row.parts(report)), ...overBudget(value, report.budgets?.[key], words) };
}

const overBudget = (value: number, budget: number | undefined, words: Words): Pick<Card, 'overBudget'> =>
  budget === undefined || value <= budget ? {} : { overBudget: `over the budget of ${words.duration(budget)}` };

function tokensCard({ tokens: { input, output } }: RunReport, words: Words): Card {
  const side = (total: number | null, source: string | null): string => {
    if (total === null) return EM_DASH;
    return `${source === 'estimated' ? ESTIMATED_SIGN : ''}${words.count(total)}`;
  };
  const value = `${side(input.total, input.source)} → ${side(output.total, output.source)}`;
  const sources = [...new Set([input.source, output.source])].filter((source) => source !== null);
  if (sources.length === 0)
    return { title: 'Tokens in → out', value, note: 'Not reported and not counted.', withheld: true };
  const cached = input.cached === null || input.cached === 0 ? '' : ` · ${words.count(input.cached)} cached`;
  return { title: 'Tokens in → out', value, note: html`${sourceParts(sources)}${cached}` };
}

function costCard(report: RunReport, words: Words): Card {
  const { cost } = report;
  const title = 'Cost';
  if (cost === null) return { title, value: WITHHELD, note: report.costReason ?? '', withheld: true };
  if (cost.source === 'local') return { title, value: words.format.usd(0), note: 'runs on this machine' };
  const atLeast = cost.atLeast ? `${AT_LEAST_SIGN} ` : '';
  return {
    title,
    value: `${atLeast}${words.format.usd(cost.totalUsd)}`,
    note: priceNote(cost, words),
    hint: priceHint(cost, words),
  };
}

function priceNote({ totalUsd, priceDate }: Cost, words: Words): TemplateResult {
  const from = priceDate === null ? 'your own price' : `price of ${priceDate}`;
  return html`${words.format.usdPerThousand(totalUsd)}<br />${from}`;
}

function priceHint(cost: Cost, words: Words): string {
  const { usd } = words.format;
  const rate = (name: string, perMTok: number | null): string[] =>
    perMTok === null ? [] : [`${name}: ${usd(perMTok)} per million tokens`];
  return [
    `input ${usd(cost.inputUsd)} + output ${usd(cost.outputUsd)}`,
    ...(cost.model === null ? [] : [`priced as ${cost.model}`]),
    ...rate('input', cost.inputPerMTok),
    ...rate('cached input', cost.cachedInputPerMTok),
    ...rate('output', cost.outputPerMTok),
  ].join('\n');
}
