import type { Finding } from '../runReport';
import type { FindingCode } from '../vocabulary';
import type { LoadRequest } from './loadReport';

/** What a single run tells that holds for all requests to the same server, and has to be known to read their figures. */
const OF_THE_SERVER: readonly FindingCode[] = [
  'not-streamed',
  'buffered-stream',
  'no-usage',
  'usage-mismatch',
  'hidden-reasoning',
  'via-proxy',
  'unchecked-certificate',
  'model-changed',
];

export const ofTheServer = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ code }) => OF_THE_SERVER.includes(code));

/** Requests without the times that say nothing of the server, as their text was held back on its way or came in one piece. */
export function withoutHeldBack(requests: readonly LoadRequest[], findings: readonly Finding[]): LoadRequest[] {
  const isFound = (code: FindingCode): boolean => findings.some((finding) => finding.code === code);
  const [inOnePiece, heldBack] = [isFound('not-streamed'), isFound('buffered-stream')];
  return requests.map((row) => ({
    ...row,
    ttftMs: inOnePiece ? null : row.ttftMs,
    tpotMs: inOnePiece || heldBack ? null : row.tpotMs,
  }));
}
