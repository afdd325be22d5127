import type { Row } from './measureCase';
import type { Limit } from './limits';
import type { AccuracyFigures } from './result';

const heading = (words: string): void => console.log(`\n${words}`);

/** Columns as a person reads them. */
const shown = (row: Row) => ({
  case: row.case,
  client: row.contestant,
  chunks: row.chunks,
  lost: row.lost,
  'p50 ms': row.stampP50Ms,
  'p95 ms': row.stampP95Ms,
  'p99 ms': row.stampP99Ms,
  'max ms': row.stampMaxMs,
  'p50 after write': row.afterWriteP50Ms,
  'TTFT error ms': row.ttftErrorMs,
  'worst run ms': row.ttftErrorMaxMs,
  'TPOT error %': row.tpotErrorPercent,
  'worst run %': row.tpotErrorMaxPercent,
  'CPU µs/chunk': row.cpuMicrosecondsPerChunk,
});

/** Tables of all figures, and then each limit with its figure. */
export function printFigures(
  { stamps, scenarios, buffering, claims, series }: AccuracyFigures,
  limits: readonly Limit[],
): void {
  heading(
    'How late is the stamp of a chunk? From just before the write of the truth server. "bare socket" is what machine and event loop take.',
  );
  console.table(stamps.map(shown));
  heading('Streams that nothing holds back: our engine in its worker');
  console.table(scenarios.map(shown));
  heading('Streams judged to have been held back');
  console.table(buffering);
  heading('What the statistics claim of simulated series');
  console.table(claims);
  heading('A large series in which one target is dead and one stalls, stopped midway, through real sockets');
  console.log(JSON.stringify(series, null, 2));
  heading('Limits');
  for (const { what, figure, limit, isMet } of limits)
    console.log(`${isMet ? 'ok    ' : 'MISSED'}  ${what}: ${String(figure ?? 'not known')} (${limit})`);
}
