import type { Finding, Metrics, RunReport } from './runReport';
import type { AbsentReason } from './vocabulary';

export type Grade = RunReport['quality']['grade'];

const HEADLINES = ['ttftMs', 'tpotMs', 'e2eMs'] as const;

/** Reasons that lie in the nature of the run (a single token, a stop on request) and are no fault of the measurement. */
const NATURAL: readonly AbsentReason[] = ['no-decode-tokens', 'not-finished'];

/** A: nothing to say. B: read with the findings in mind. C: at least one headline metric is withheld. */
export function grade(metrics: Metrics, findings: readonly Finding[]): Grade {
  const withheld = HEADLINES.some((key) => {
    const { value, reason } = metrics[key];
    return value === null && reason !== undefined && !NATURAL.includes(reason);
  });
  if (withheld) return 'C';
  return findings.length > 0 ? 'B' : 'A';
}
