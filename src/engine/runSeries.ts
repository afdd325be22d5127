import { ulid } from 'ulid';
import { deriveSeries, warmRuns, type MadeRun, type Pair } from '../core/deriveSeries';
import type { Engine, RunningRun } from '../core/engine';
import { keepsFailing, runsOfPair } from '../core/keepsFailing';
import type { RunReport } from '../core/runReport';
import type { RunningSeries, SeriesUpdate } from '../core/runningSeries';
import { valuesOf } from '../core/seriesMetrics';
import { requestOf, seriesSteps, type SeriesPlan, type SeriesStep, type StopRule } from '../core/seriesPlan';
import type { SeriesReport } from '../core/seriesReport';
import { summarize } from '../core/statistics/summarize';
import type { Target } from '../core/target';
import type { SeriesEnding } from '../core/vocabulary';
import { SeriesGate } from './seriesGate';
import { shownTarget } from './shownTarget';

/** What a series uses of the world. */
export interface SeriesTools {
  readonly engine: Engine;
  readonly newId?: () => string;
  /** ISO time. */
  readonly now?: () => string;
}

/** Fewer runs can look precise by luck. */
const LEAST_FOR_PRECISE = 10;

/** Makes the runs of a plan, one at a time, in the order of `seriesSteps`. It measures nothing itself and so runs in the host. */
export function runSeries(
  { engine, newId = ulid, now = () => new Date().toISOString() }: SeriesTools,
  plan: SeriesPlan,
  onUpdate: (update: SeriesUpdate) => void,
): RunningSeries {
  const gate = new SeriesGate();
  let running: RunningRun | null = null;
  const make = (step: SeriesStep): Promise<RunReport> => {
    running = engine.run(newId(), requestOf(plan, step), (progress) => onUpdate({ type: 'progress', step, progress }));
    return running.finished;
  };
  const head = { id: newId(), startedAt: now(), targets: plan.targets.map(({ target }) => shown(target)) };
  return {
    ...head,
    finished: measureAll({ plan, gate, make, onUpdate, head }),
    pause: () => gate.pause(),
    resume: () => gate.resume(),
    stop: () => {
      if (gate.isStopped) return;
      gate.stop();
      running?.stop();
    },
  };
}

interface Series {
  readonly plan: SeriesPlan;
  readonly gate: SeriesGate;
  readonly make: (step: SeriesStep) => Promise<RunReport>;
  readonly onUpdate: (update: SeriesUpdate) => void;
  readonly head: Pick<RunningSeries, 'id' | 'startedAt' | 'targets'>;
}

async function measureAll({ plan, gate, make, onUpdate, head }: Series): Promise<SeriesReport> {
  const made: MadeRun[] = [];
  const steps = seriesSteps(plan);
  // A stop in the very turn of the start finds nothing begun.
  await gate.pass(0);
  let ending: SeriesEnding = 'completed';
  for (const [index, step] of steps.entries()) {
    if (isPreciseBefore(step, steps[index - 1], { plan, made })) {
      ending = 'precise';
      break;
    }
    if (keepsFailing(made, step)) continue;
    await gate.pass(made.length > 0 ? plan.pauseMs : 0);
    if (gate.isStopped) break;
    onUpdate({ type: 'run-started', step, index, total: steps.length });
    const report = await make(step);
    made.push({ step, report });
    onUpdate({ type: 'run-finished', step, report });
  }
  if (gate.isStopped) ending = 'stopped';
  const { targets: shownTargets, ...rest } = head;
  return deriveSeries({ ...rest, plan, ending, made, shownTargets, gaveUp: (pair) => keepsFailing(made, pair) });
}

const shown = (target: Target): RunReport['target'] => ({
  name: target.name,
  protocol: target.protocol,
  ...shownTarget(target),
});

/** Asked after each second round, when every target has had its turn both early and late. */
function isPreciseBefore(
  step: SeriesStep,
  last: SeriesStep | undefined,
  { plan, made }: { readonly plan: SeriesPlan; readonly made: readonly MadeRun[] },
): boolean {
  const { stopWhen } = plan;
  const begins = last !== undefined && !step.isWarmup && !last.isWarmup && step.round > last.round;
  if (!stopWhen || !begins || step.round % 2 === 1) return false;
  const pairs = seriesSteps({ ...plan, runs: 1, warmups: 0 }).filter((pair) => !keepsFailing(made, pair));
  return pairs.length > 0 && pairs.every((pair) => isPrecise(stopWhen, measuredOf(made, pair)));
}

const measuredOf = (made: readonly MadeRun[], pair: Pair): RunReport[] =>
  warmRuns(
    runsOfPair(made, pair)
      .filter(({ step }) => !step.isWarmup)
      .map(({ report }) => report),
  );

/** The width alone decides, never the verdict: stopping as soon as a difference shows would show differences that are not there. */
function isPrecise({ metric, within }: StopRule, runs: readonly RunReport[]): boolean {
  const summary = summarize(valuesOf(runs, metric));
  if (!summary?.ci95 || summary.n < LEAST_FOR_PRECISE) return false;
  const [low, high] = summary.ci95;
  return (high - low) / 2 <= within * summary.median;
}
