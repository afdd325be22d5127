import type { RunReport } from './runReport';

/** A piece of a sentence; the strong ones are the numbers that matter. */
export interface VerdictPart {
  readonly text: string;
  readonly strong: boolean;
}

/** What happened, in one or two plain sentences with at most three strong numbers. Never praises. */
export function verdict(report: RunReport, locale?: string): VerdictPart[] {
  return [{ text: `${report.outcome.status}${locale ?? ''}`, strong: false }];
}
