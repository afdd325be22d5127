import { metricRow } from '../core/metricCatalogue';
import type { ComparedMetric } from '../core/seriesMetrics';
import type { SeriesReport } from '../core/seriesReport';
import { escapeMarkdown as escape } from './escapeMarkdown';
import { chanceSentence, comparisonSentence, countsSentence, endingSentence } from './seriesSentences';
import { cautions, cells, headline, isWorthATable, SHOWN, shownComparisons } from './seriesText';

/** A series as Markdown, to be pasted into an issue or a page. Holds neither the prompt nor the answers. */
export function renderSeriesMarkdown(report: SeriesReport): string {
  const comparisons = shownComparisons(report);
  const sections = [
    `## ${escape(headline(report))}`,
    list([endingSentence(report), ...report.targets.map(countsSentence)]),
    ...report.plan.prompts.flatMap((source, prompt) => [
      ...(report.plan.prompts.length === 1 ? [] : [`### ${escape(source)}`]),
      ...SHOWN.map((metric) => metricSection(metric, report, prompt)),
    ]),
    list([...report.targets.flatMap(cautions), chanceSentence(comparisons.length)]),
    escape(`${report.startedAt} · ${report.plan.prompts.join(', ')}`),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function metricSection(metric: ComparedMetric, report: SeriesReport, prompt: number): string {
  const targets = report.targets.filter((target) => target.prompt === prompt);
  if (!isWorthATable(metric, targets)) return '';
  const rows = targets.map((target) => {
    const [name = '', median = '', interval = '', far = ''] = cells(metric, target);
    return `| ${[name, median, interval, far].map(escape).join(' | ')} |`;
  });
  const said = shownComparisons(report)
    .filter((each) => each.metric === metric && each.prompt === prompt)
    .map((each) => comparisonSentence(each));
  const table = ['| Target | Median | 95% interval | Runs |', '|---|---:|---:|---:|', ...rows].join('\n');
  return [`### ${metricRow(metric).title}`, table, list(said)].filter((part) => part !== '').join('\n\n');
}

const list = (sentences: readonly (string | null)[]): string =>
  sentences.flatMap((sentence) => (sentence === null ? [] : [`- ${escape(sentence)}`])).join('\n');
