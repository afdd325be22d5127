import * as v from 'valibot';
import { count, described, interval, number } from './schemaParts';
import { CARD_METRICS, CLAIM_VERDICTS } from './sweepWords';

/** The workload card: what a user's own load would see, from what the sweeps measured. */

export const WorkloadSchema = v.object({
  inputTokens: count,
  outputTokens: count,
  users: described(
    v.nullable(number),
    'At the same time; null when it was given as requests per second, or not at all.',
  ),
  requestsPerSecond: v.nullable(number),
  requestsPerMonth: described(
    v.optional(v.nullable(number)),
    'For the cost of a month; null or absent: as many as the load makes, day and night.',
  ),
});

export const PredictionSchema = v.object({
  metric: v.picklist(CARD_METRICS),
  value: v.nullable(number),
  ci95: described(v.nullable(interval), 'Where the typical value lies.'),
  runInterval: described(v.nullable(interval), 'Where 95 of 100 single requests lie.'),
  extrapolates: described(v.boolean(), 'It reaches beyond what was measured.'),
  basis: described(v.string(), 'What it was computed from, or why there is none.'),
});

export const ClaimSchema = v.object({
  metric: v.picklist(CARD_METRICS),
  relation: v.picklist(['at-most', 'at-least']),
  value: number,
  verdict: v.picklist(CLAIM_VERDICTS),
  sentence: v.string(),
});

export const CardSchema = v.object({
  workload: WorkloadSchema,
  predictions: v.array(PredictionSchema),
  claims: v.array(ClaimSchema),
});

export type Workload = v.InferOutput<typeof WorkloadSchema>;
export type Prediction = v.InferOutput<typeof PredictionSchema>;
export type AnsweredClaim = v.InferOutput<typeof ClaimSchema>;
/** A vendor's promise, for instance "time to first token at most 300 ms". */
export type Claim = Pick<AnsweredClaim, 'metric' | 'relation' | 'value'>;
export type WorkloadCard = v.InferOutput<typeof CardSchema>;
