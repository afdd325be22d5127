import { stated } from '../stated';
import type { AnsweredClaim, Claim, Prediction } from './cardReport';
import type { ClaimVerdict } from './sweepWords';

/** Holds a claim against the interval of what is predicted: it is decided only when the whole interval lies on one side. */
export function answerClaim(claim: Claim, predictions: readonly Prediction[]): AnsweredClaim {
  const found = predictions.find(({ metric }) => metric === claim.metric);
  const answer = (verdict: ClaimVerdict, sentence: string): AnsweredClaim => ({ ...claim, verdict, sentence });
  if (!found?.ci95) return answer('undecided', found?.basis ?? stated('This number was not predicted.'));
  if (found.extrapolates)
    return answer('undecided', stated('The workload lies outside of what was measured, so nothing is decided.'));
  const [low, high] = found.ci95;
  const holds = claim.relation === 'at-most' ? high <= claim.value : low >= claim.value;
  const fails = claim.relation === 'at-most' ? low > claim.value : high < claim.value;
  if (holds) return answer('supported', stated('The whole 95% interval keeps to the claim.'));
  if (fails) return answer('refuted', stated('The whole 95% interval breaks the claim.'));
  return answer('undecided', stated('The claim lies within the 95% interval. More runs would narrow it.'));
}
