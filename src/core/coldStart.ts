import { formatFor } from './format';
import { grade } from './grade';
import type { Finding, RunReport } from './runReport';
import { valuesOf } from './seriesMetrics';
import { medianOf } from './statistics/medianInterval';
import { sortedNumbers } from './percentile';

const COLD_RATIO = 3;
/** The median of fewer others is no measure. */
const LEAST_OTHERS = 3;

/** Whether a run says of itself, or its series of it, that it began cold. */
export const isColdStart = ({ quality }: RunReport): boolean =>
  quality.findings.some(({ code }) => code === 'cold-start');

/**
 * Runs of one target in their order, with the finding `cold-start` on the first one when it took over three times as long to its
 * first token as the others do. Reports are not changed but copied.
 */
export function markColdStart(runs: readonly RunReport[]): RunReport[] {
  const [first, ...rest] = runs;
  if (!first) return [];
  const finding = isColdStart(first) ? null : coldStart(first, rest);
  return finding ? [withFinding(first, finding), ...rest] : [...runs];
}

function coldStart(first: RunReport, rest: readonly RunReport[]): Finding | null {
  const ttftMs = first.metrics.ttftMs.value;
  const others = sortedNumbers(
    valuesOf(
      rest.filter(({ outcome }) => outcome.status === 'completed'),
      'ttftMs',
    ),
  );
  if (ttftMs === null || others.length < LEAST_OTHERS) return null;
  const ratio = ttftMs / medianOf(others);
  if (ratio <= COLD_RATIO) return null;
  const times = formatFor('en').decimal(ratio, 1);
  return {
    code: 'cold-start',
    message: `The first run of the series took ${times} times as long to its first token as the median of the others. It is left out of the summary.`,
    affects: ['ttftMs', 'ttfoMs', 'ttftWarmMs', 'e2eMs'],
  };
}

function withFinding(report: RunReport, finding: Finding): RunReport {
  const findings = [...report.quality.findings, finding];
  return { ...report, quality: { grade: grade(report.metrics, findings), findings } };
}
