import type { WorkloadCard } from '../core/sweep/cardReport';
import type { SweepReport } from '../core/sweep/sweepReport';
import { formatFor } from '../core/format';
import { sweepSvg, type SweepSvg } from '../../webview/draw/sweep/sweepSvg';
import { cardSentences, cardTable } from './cardText';
import { escapeHtml as escape, htmlFigure, htmlFigures, htmlFoot, htmlList, htmlPage } from './htmlPage';
import { EXPORT_PALETTE } from './htmlStyle';
import { lengthSectionsHtml } from './lengthHtml';
import { loadSectionsHtml } from './loadHtml';
import { amountsText } from './sweepAmounts';
import { cardTitle, headline, outcomeSentence } from './sweepText';

const CHARTS_WIDTH = 868;
const format = formatFor('en');

/** A sweep as a page that needs nothing else. It holds neither prompts nor answers. */
export const renderSweepHtml = (report: SweepReport): string =>
  htmlPage(`${report.target.name}, ${report.target.model}: ${report.length ? 'prompt length' : 'load'}`, [
    head(report),
    `<h1>${escape(headline(report))}</h1>`,
    `<p>${escape(outcomeSentence(report))}</p>`,
    report.card ? card(report.card) : '',
    ...charts(report),
    ...(report.length ? lengthSectionsHtml(report.length) : []),
    ...(report.load ? loadSectionsHtml(report.load) : []),
    plan(report),
    foot(report),
  ]);

const head = ({ target }: SweepReport): string =>
  `<header><p><strong><bdi>${escape(target.name)}</bdi></strong> <bdi>${escape(target.model)}</bdi> · ` +
  `${escape(target.protocol)}</p></header>`;

const card = (asked: WorkloadCard): string => {
  const rows = cardTable(asked).map(([what = '', value = '', interval = '', single = ''], index) => [
    ...[what, value, interval, single],
    asked.predictions[index]?.basis ?? '',
  ]);
  const heads = ['Metric', 'Value', '95% interval', 'Single requests', 'Computed from'];
  return (
    `<section><h2>${escape(cardTitle(asked))}</h2>` +
    `${htmlFigures('What this workload would see', [heads, ...rows], true)}${htmlList(cardSentences(asked))}</section>`
  );
};

/** The tables hold what the charts show. */
const charts = (report: SweepReport): string[] =>
  sweepSvg(report, { width: CHARTS_WIDTH, palette: EXPORT_PALETTE, locale: 'en' }).map(
    ({ title, svg }: SweepSvg) => `<section><h2>${escape(title)}</h2>${htmlFigure(title, svg)}</section>`,
  );

/** What was asked for, what it was to cost at most and what it did, and what a token costs. */
function plan({ planned, spent, caps, price }: SweepReport): string {
  const set = [
    caps.requests === null ? null : `${format.count(caps.requests)} requests`,
    caps.tokens === null ? null : `${format.count(caps.tokens)} tokens`,
    caps.usd === null ? null : format.usd(caps.usd),
  ].filter((each) => each !== null);
  return `<section><h2>Use and price</h2>${htmlList([
    `Planned: at most ${amountsText(planned)}.`,
    `Used: ${spent.atLeast ? 'at least ' : ''}${amountsText(spent)}.`,
    set.length === 0 ? 'No cap was set.' : `Capped at ${set.join(', ')}.`,
    priceSentence(price),
  ])}</section>`;
}

function priceSentence(price: SweepReport['price']): string {
  if (!price) return 'No price is known.';
  const { source, priceDate, model, inputPerMTok, outputPerMTok } = price;
  const of = (usd: number | null | undefined): string =>
    usd === null || usd === undefined ? 'unknown' : format.usd(usd);
  const from = [
    source === 'user-price' ? 'your own price' : source === 'local' ? 'on this machine' : 'the price table',
    model,
    priceDate,
  ].filter((part) => part);
  return `A million input tokens ${of(inputPerMTok)}, output tokens ${of(outputPerMTok)} (${from.join(', ')}).`;
}

function foot({ startedAt, environment, target, length, load }: SweepReport): string {
  const { extension, host, node, os } = environment;
  const { cache = '', text = '' } = length?.plan ?? load?.plan ?? {};
  const measuredOn = [`Prompt Profiler ${extension}`, host, `Node ${node}`, os];
  return htmlFoot([startedAt, target.url, text, `cache ${cache}`, ...measuredOn]);
}
