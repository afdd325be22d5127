import { answerCard, type CardSources } from '../../../src/core/sweep/answerCard';
import { answerClaim } from '../../../src/core/sweep/answerClaim';
import type { AnsweredClaim, Claim, Prediction, Workload } from '../../../src/core/sweep/cardReport';
import { costOfRequests } from '../../../src/core/sweep/costOfRequests';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import type { SweepReports } from '../../../src/messages/sweepTabMessages';
import type { CardWish, SweepChoices } from './sweepChoices';

/** The workload card as it stands: what is asked, and what the sweeps say to it. */
export interface AnsweredCard {
  readonly wish: CardWish;
  readonly predictions: readonly Prediction[];
  readonly claims: readonly AnsweredClaim[];
  /** Somebody asked, here or when the sweep was planned; else it shows what was measured. */
  readonly isAsked: boolean;
  /** The two sweeps are of different targets, so only the later one is used. */
  readonly isOfOne: boolean;
}

export function answeredCard(reports: SweepReports, { workload, claims }: SweepChoices): AnsweredCard {
  const used = ofOneTarget(reports);
  const stated = used.load?.card ?? used.length?.card ?? null;
  const wish = workload ?? { ...(stated?.workload ?? measuredWorkload(used)), requestsPerMonth: null };
  const wanted: readonly Claim[] = claims ?? stated?.claims ?? [];
  const predictions = answerCard(wish, [], sourcesOf(used)).predictions.map((each, _, all) => {
    const thousand = all.find(({ metric }) => metric === 'usdPerThousand');
    return each.metric === 'usdPerMonth' && thousand && wish.requestsPerMonth !== null
      ? costOfRequests(thousand, wish.requestsPerMonth)
      : each;
  });
  return {
    wish,
    predictions,
    claims: wanted.map(({ metric, relation, value }) => answerClaim({ metric, relation, value }, predictions)),
    isAsked: workload !== null || stated !== null,
    isOfOne: used !== reports,
  };
}

/** What two targets do says nothing of either. */
function ofOneTarget(reports: SweepReports): SweepReports {
  const { length, load } = reports;
  if (!length || !load || isSameTarget(length, load)) return reports;
  return length.startedAt > load.startedAt ? { length, load: null } : { length: null, load };
}

const isSameTarget = ({ target: a }: SweepReport, { target: b }: SweepReport): boolean =>
  a.name === b.name && a.model === b.model && a.url === b.url;

const sourcesOf = ({ length, load }: SweepReports): CardSources => ({
  length: length?.length ?? null,
  load: load?.load ?? null,
  price: load?.price ?? length?.price ?? null,
});

/** The load sweep's own requests, or the middle one of the lengths. */
function measuredWorkload({ length, load }: SweepReports): Workload {
  const alone = { users: null, requestsPerSecond: null };
  if (load?.load) return { ...alone, inputTokens: load.load.plan.inputTokens, outputTokens: load.load.plan.maxTokens };
  const { lengths = [], maxTokens = 1 } = length?.length?.plan ?? {};
  return { ...alone, inputTokens: lengths[Math.floor(lengths.length / 2)] ?? 1, outputTokens: maxTokens };
}
