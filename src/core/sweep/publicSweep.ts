import { publicReport, type PublicParts } from '../publicReport';
import type { SweepReport } from './sweepReport';

/** The sweep report without what was not asked for. The report given is left as it is. */
export const publicSweep = (report: SweepReport, parts: PublicParts): SweepReport => ({
  ...report,
  length: report.length && {
    ...report.length,
    runs: report.length.runs.map((each) => ({ ...each, run: publicReport(each.run, parts) })),
  },
});
