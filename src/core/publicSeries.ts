import { publicReport, type PublicParts } from './publicReport';
import type { SeriesReport } from './seriesReport';

/** The series report without what was not asked for. The report given is left as it is. */
export const publicSeries = (report: SeriesReport, parts: PublicParts): SeriesReport => ({
  ...report,
  targets: report.targets.map((target) => ({
    ...target,
    runs: target.runs.map((run) => publicReport(run, parts)),
    warmups: target.warmups.map((run) => publicReport(run, parts)),
  })),
});
