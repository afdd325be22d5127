import { answerCard, type CardSources } from './answerCard';
import type { Claim, Workload, WorkloadCard } from './cardReport';
import type { SweepReport } from './sweepReport';

/** What somebody asks of the sweeps of a target; `null`: what was asked when they were planned, or what was measured. */
export interface CardQuestion {
  readonly workload: Workload | null;
  readonly claims: readonly Claim[] | null;
}

/** Up to one sweep of each kind. */
export interface SweepPair {
  readonly length: SweepReport | null;
  readonly load: SweepReport | null;
}

/** The workload card as it stands: what is asked, and what the sweeps say to it. */
export interface AskedCard extends WorkloadCard {
  /** Somebody asked, now or when a sweep was planned; else it shows what was measured. */
  readonly isAsked: boolean;
  /** The two sweeps are of different targets, so only the later one is used. */
  readonly isOfOne: boolean;
}

/** The same answer for the panel and for what is taken out of it. */
export function askedCard(sweeps: SweepPair, { workload, claims }: CardQuestion): AskedCard {
  const used = ofOneTarget(sweeps);
  const planned = used.load?.card ?? used.length?.card ?? null;
  const asked = workload ?? planned?.workload ?? measuredWorkload(used);
  const wanted = (claims ?? planned?.claims ?? []).map(({ metric, relation, value }) => ({ metric, relation, value }));
  return {
    ...answerCard(asked, wanted, sourcesOf(used)),
    isAsked: workload !== null || claims !== null || planned !== null,
    isOfOne: used !== sweeps,
  };
}

/** What two targets do says nothing of either. */
function ofOneTarget(sweeps: SweepPair): SweepPair {
  const { length, load } = sweeps;
  if (!length || !load || isSameTarget(length, load)) return sweeps;
  return length.startedAt > load.startedAt ? { length, load: null } : { length: null, load };
}

const isSameTarget = ({ target: a }: SweepReport, { target: b }: SweepReport): boolean =>
  a.name === b.name && a.model === b.model && a.url === b.url;

const sourcesOf = ({ length, load }: SweepPair): CardSources => ({
  length: length?.length ?? null,
  load: load?.load ?? null,
  price: load?.price ?? length?.price ?? null,
});

/** The load sweep's own requests, or the middle one of the lengths. */
function measuredWorkload({ length, load }: SweepPair): Workload {
  const alone = { users: null, requestsPerSecond: null };
  if (load?.load) return { ...alone, inputTokens: load.load.plan.inputTokens, outputTokens: load.load.plan.maxTokens };
  const { lengths = [], maxTokens = 1 } = length?.length?.plan ?? {};
  return { ...alone, inputTokens: lengths[Math.floor(lengths.length / 2)] ?? 1, outputTokens: maxTokens };
}
