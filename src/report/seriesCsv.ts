import { COMPARED_METRICS } from '../core/seriesMetrics';
import type { SeriesReport } from '../core/seriesReport';
import type { RunReport } from '../core/runReport';
import { csvOf, type Cell } from './csvLines';

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
  return csvOf([HEADINGS, ...lines]);
}

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
