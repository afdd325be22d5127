import * as v from 'valibot';
import { RunReportSchema } from '../runReport';
import { SummarySchema } from '../seriesReport';
import { SWEEP_CACHE_MODES } from './sweepWords';
import { count, described, interval, number } from './schemaParts';

/** The part of a sweep report that says how times depend on the length of the prompt. */

const LengthRunSchema = v.object({
  wantedTokens: described(count, 'Length that was aimed at, in tokens; what came of it is in the run.'),
  round: described(count, 'From 0. All lengths have their turn in each round.'),
  warmup: v.boolean(),
  run: RunReportSchema,
});

export const LengthPointSchema = v.object({
  wantedTokens: count,
  n: described(count, 'Completed runs at this length.'),
  failed: described(count, 'Runs that failed or were stopped.'),
  inputTokens: described(v.nullable(number), 'Median of the tokens that the prompts really had.'),
  cachedTokens: described(v.nullable(number), 'Median of the tokens that came from a prompt cache; null when untold.'),
  ttftMs: v.nullable(SummarySchema),
  tpotMs: v.nullable(SummarySchema),
  e2eMs: v.nullable(SummarySchema),
});

const estimate = v.object({ value: number, ci95: interval });

const ResidualsSchema = v.object({
  medianMs: described(number, 'Half of the runs lie within this distance of the curve.'),
  medianShare: described(number, 'The same as a share of the predicted time.'),
  maxMs: number,
  maxShare: number,
  outliers: described(count, 'Runs so far off that they have no weight.'),
});

/** A curve through all runs, and all that is needed to predict from it. */
export const CurveSchema = v.object({
  n: described(count, 'Runs that the curve was fitted to.'),
  minTokens: described(number, 'Beyond these two a prediction is an extrapolation.'),
  maxTokens: number,
  fixedMs: described(estimate, 'Time at length zero.'),
  perTokenMs: described(estimate, 'Added by each token.'),
  perSquareTokenMs: described(
    v.nullable(estimate),
    'Times the square of the tokens; null when the runs show no such part. Shown for sure when its interval leaves out zero.',
  ),
  residuals: ResidualsSchema,
  departs: described(
    v.boolean(),
    'The medians lie further off the curve than the scatter of the runs explains, so intervals are widened by that.',
  ),
  scaleTokens: described(number, 'Unit of length in which `covariance` is given, in tokens.'),
  covariance: described(
    v.array(v.array(number)),
    'Of fixed, linear and square part, with lengths in units of `scaleTokens`.',
  ),
  errors: described(number, 'How many standard errors a 95% interval reaches to either side.'),
  spread: described(
    v.object({ scale: number, exponent: number, reach: number, departure: number }),
    'Scatter of a single run: scale × predicted ^ exponent. 95 of 100 runs lie within `reach` of it; the medians lie `departure` of it off the curve.',
  ),
});

export const LengthPartSchema = v.object({
  plan: v.object({
    lengths: v.array(count),
    runs: count,
    warmups: count,
    maxTokens: described(count, 'Most tokens of each answer.'),
    cache: v.picklist(SWEEP_CACHE_MODES),
    text: described(v.string(), 'Where the words of the prompts come from.'),
  }),
  runs: described(v.array(LengthRunSchema), 'In the order in which they were made, failed and stopped ones too.'),
  points: described(v.array(LengthPointSchema), 'One for each length.'),
  ttft: described(v.nullable(CurveSchema), 'Time to first token over input tokens; null when too little was measured.'),
  tpot: described(
    v.nullable(CurveSchema),
    'Time per output token over the tokens of context (input and half of the output).',
  ),
  prefillTokensPerSecond: described(
    v.nullable(estimate),
    'Speed at which the longest prompt was read: its tokens over its time beyond the fixed cost.',
  ),
});

export type LengthPart = v.InferOutput<typeof LengthPartSchema>;
export type LengthRun = v.InferOutput<typeof LengthRunSchema>;
export type LengthPoint = v.InferOutput<typeof LengthPointSchema>;
export type Curve = v.InferOutput<typeof CurveSchema>;
export type Residuals = v.InferOutput<typeof ResidualsSchema>;
/** A number with its 95% interval. */
export type Estimate = v.InferOutput<typeof estimate>;
