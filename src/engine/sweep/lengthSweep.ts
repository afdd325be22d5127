import { answerCard } from '../../core/sweep/answerCard';
import { deriveLength } from '../../core/sweep/deriveLength';
import { lengthSteps, type LengthStep } from '../../core/sweep/lengthSteps';
import type { LengthRun } from '../../core/sweep/lengthReport';
import type { LengthSweepPlan } from '../../core/sweep/sweepPlan';
import type { SweepReport } from '../../core/sweep/sweepReport';
import type { SweepEnding } from '../../core/sweep/sweepWords';
import type { ErrorKind } from '../../core/vocabulary';
import type { SweepSession } from './sweepSession';

/** A length that failed this often in a row is not asked again, nor is any longer one. */
const MOST_FAILURES = 2;
/** When all lengths fail, one after the other, the server is gone. */
const MOST_FAILURES_IN_A_ROW = 4;
/** A refusal with Retry-After is waited out, and the run made again, so often. */
const MOST_RETRIES = 2;

/** Runs of all lengths in turn, one after the other. */
export async function lengthSweep(session: SweepSession<LengthSweepPlan>): Promise<SweepReport> {
  const { plan } = session;
  const steps = lengthSteps(plan);
  await session.announce();
  const runs: LengthRun[] = [];
  const ending = await measureAll(session, steps, runs);
  return soFar(session, runs, ending);
}

function soFar(session: SweepSession<LengthSweepPlan>, runs: readonly LengthRun[], ending: SweepEnding): SweepReport {
  const { plan, ledger } = session;
  const length = deriveLength(plan, runs);
  const card = plan.workload && answerCard(plan.workload, plan.claims, { length, load: null, price: ledger.price });
  const unmeasured = length.points.filter(({ n, wantedTokens }) => n === 0 && isGivenUp(wantedTokens, runs));
  const leftOut = unmeasured[0]?.wantedTokens ?? null;
  return session.report({ ending, length, load: null, card, leftOut });
}

async function measureAll(
  session: SweepSession<LengthSweepPlan>,
  steps: readonly LengthStep[],
  runs: LengthRun[],
): Promise<SweepEnding> {
  for (const [index, step] of steps.entries()) {
    if (isGivenUp(session.plan.lengths[0] ?? 0, runs)) return session.isStopped ? 'stopped' : 'failing';
    if (isGivenUp(step.wantedTokens, runs)) continue;
    for (let attempt = 0; attempt <= MOST_RETRIES; attempt++) {
      if (session.isStopped) return 'stopped';
      if (session.isCapped(session.use(step.wantedTokens))) return 'capped';
      session.onUpdate({ type: 'run-started', index, total: steps.length, ...step });
      const made = await make(session, step);
      runs.push(made);
      session.onUpdate({ type: 'run-finished', run: made });
      session.onUpdate({ type: 'so-far', report: soFar(session, runs, 'running') });
      const waitMs = made.run.outcome.error?.retryAfterMs ?? null;
      if (waitMs === null) break;
      if (!(await session.waitFor(waitMs))) return session.isStopped ? 'stopped' : 'failing';
    }
    if (failedLast(runs, MOST_FAILURES_IN_A_ROW)) return session.isStopped ? 'stopped' : 'failing';
  }
  if (session.isStopped) return 'stopped';
  return runs.some(({ run }) => run.outcome.status === 'completed') ? 'completed' : 'failing';
}

async function make(session: SweepSession<LengthSweepPlan>, step: LengthStep): Promise<LengthRun> {
  const { wantedTokens, round, isWarmup } = step;
  const run = await session.run(wantedTokens, (progress) => session.onUpdate({ type: 'run-progress', progress }));
  return { wantedTokens, round, warmup: isWarmup, run };
}

const failedLast = (runs: readonly LengthRun[], count: number): boolean => {
  const last = runs.slice(-count);
  return last.length === count && last.every(({ run }) => run.outcome.status === 'failed');
};

/** A server that refuses a length would refuse longer ones too. */
function isGivenUp(wantedTokens: number, runs: readonly LengthRun[]): boolean {
  const lengths = new Set(runs.map((each) => each.wantedTokens).filter((tokens) => tokens <= wantedTokens));
  return [...lengths].some((tokens) => {
    const own = runs.filter((each) => each.wantedTokens === tokens);
    return failedLast(own, MOST_FAILURES) || isTooLong(own);
  });
}

/** Refusals of the prompt itself, of which asking again changes nothing. */
const TOO_LONG: readonly (ErrorKind | undefined)[] = ['bad-request', 'too-large'];

const isTooLong = (own: readonly LengthRun[]): boolean =>
  own.every(({ run }) => run.outcome.status === 'failed') &&
  own.some(({ run }) => TOO_LONG.includes(run.outcome.error?.kind));
