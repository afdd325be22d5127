import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { ABSENT_SENTENCES } from '../../src/core/absentReasons';
import { AT_LEAST_SIGN, EM_DASH, ESTIMATED_SIGN, WITHHELD } from '../../src/core/format';
import { metricRow } from '../../src/core/metricCatalogue';
import { metricText } from '../../src/core/metricText';
import type { Cost, RunReport } from '../../src/core/runReport';
import { translated } from '../../src/core/translated';
import { sourceParts } from './provenance';
import type { Card } from './cards';
import type { Words } from './words';

/** The five cards of a finished run. */
export const reportCards = (report: RunReport, words: Words): readonly Card[] => [
  timeCard('TTFT', 'ttftMs', report, words),
  timeCard('TPOT', 'tpotMs', report, words),
  timeCard(l10n.t('End to end'), 'e2eMs', report, words),
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
  budget === undefined || value <= budget
    ? {}
    : { overBudget: l10n.t('over the budget of {0}', words.duration(budget)) };

function tokensCard({ tokens: { input, output } }: RunReport, words: Words): Card {
  const side = (total: number | null, source: string | null): string => {
    if (total === null) return EM_DASH;
    return `${source === 'estimated' ? `${ESTIMATED_SIGN}\u00a0` : ''}${words.count(total)}`;
  };
  const value = `${side(input.total, input.source)} → ${side(output.total, output.source)}`;
  const sources = [...new Set([input.source, output.source])].filter((source) => source !== null);
  if (sources.length === 0)
    return { title: l10n.t('Tokens in → out'), value, note: l10n.t('Not reported and not counted.'), withheld: true };
  const cached =
    input.cached === null || input.cached === 0 ? '' : ` · ${l10n.t('{0} cached', words.count(input.cached))}`;
  return { title: l10n.t('Tokens in → out'), value, note: html`${sourceParts(sources)}${cached}` };
}

function costCard(report: RunReport, words: Words): Card {
  const { cost } = report;
  const title = l10n.t('Cost');
  if (cost === null) return { title, value: WITHHELD, note: translated(report.costReason ?? ''), withheld: true };
  if (cost.source === 'local') return { title, value: words.format.usd(0), note: l10n.t('runs on this machine') };
  const atLeast = cost.atLeast ? `${AT_LEAST_SIGN} ` : '';
  return {
    title,
    value: `${atLeast}${words.format.usd(cost.totalUsd)}`,
    note: priceNote(cost, words),
    hint: priceHint(cost, words),
  };
}

function priceNote({ totalUsd, priceDate }: Cost, words: Words): TemplateResult {
  const from = priceDate === null ? l10n.t('your own price') : l10n.t('price of {0}', priceDate);
  return html`${words.format.usdPerThousand(totalUsd)}<br />${from}`;
}

function priceHint(cost: Cost, words: Words): string {
  const { usd } = words.format;
  const rate = (name: string, perMTok: number | null): string[] =>
    perMTok === null ? [] : [l10n.t('{0}: {1} per million tokens', name, usd(perMTok))];
  return [
    l10n.t('input {0} + output {1}', usd(cost.inputUsd), usd(cost.outputUsd)),
    ...(cost.model === null ? [] : [l10n.t('priced as {0}', cost.model)]),
    ...rate(l10n.t('input'), cost.inputPerMTok),
    ...rate(l10n.t('cached input'), cost.cachedInputPerMTok),
    ...rate(l10n.t('output'), cost.outputPerMTok),
  ].join('\n');
}
