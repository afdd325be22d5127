import { COMPARED_METRICS } from '../core/seriesMetrics';
import type { SeriesReport } from '../core/seriesReport';
import type { RunReport } from '../core/runReport';

/** One line for each run in the order in which they were made, so that any statistics can be made anew elsewhere. */
export function renderSeriesCsv(report: SeriesReport): string {
  const runs = new Map(
    report.targets.flatMap(({ runs, warmups }) => [...runs, ...warmups]).map((run) => [run.id, run]),
  );
  const lines = report.order.flatMap(({ run: id, target, prompt, warmup }, index) => {
    const run = runs.get(id);
    if (!run) return [];
    const about = [index + 1, id, run.startedAt, target, report.plan.prompts[prompt] ?? '', warmup ? 'warm-up' : 'run'];
    return [[...about, ...valuesOf(run)]];
  });
  return [HEADINGS, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

type Cell = string | number | null;

const HEADINGS: readonly Cell[] = [
  ...['number', 'run', 'startedAt', 'target', 'prompt', 'kind', 'status', 'error'],
  ...COMPARED_METRICS,
  ...['inputTokens', 'cachedTokens', 'outputTokens', 'costUsd', 'grade'],
];

const valuesOf = ({ outcome, metrics, tokens, cost, quality }: RunReport): Cell[] => [
  outcome.status,
  outcome.error?.kind ?? null,
  ...COMPARED_METRICS.map((metric) => metrics[metric].value),
  tokens.input.total,
  tokens.input.cached,
  tokens.output.total,
  cost?.totalUsd ?? null,
  quality.grade,
];

/** As RFC 4180 has it. A text that a spreadsheet would take for a formula gets a quote in front: names come from files of others. */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
