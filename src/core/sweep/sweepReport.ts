import * as v from 'valibot';
import { CostSchema, RunReportSchema } from '../runReport';
import { CardSchema } from './cardReport';
import { LengthPartSchema } from './lengthReport';
import { LoadPartSchema } from './loadReport';
import { count, described, number } from './schemaParts';
import { CAP_NAMES, SWEEP_ENDINGS } from './sweepWords';

/** The sweep report, `prompt-profiler/sweep@1`: one target over lengths of the prompt, or under load. A public format. */
export const SWEEP_SCHEMA_ID = 'prompt-profiler/sweep@1';

const amounts = { requests: count, tokens: number, usd: v.nullable(number) };

const PriceSchema = v.pick(CostSchema, ['source', 'priceDate', 'model', 'inputPerMTok', 'outputPerMTok']);

export const SweepReportSchema = v.object({
  schema: v.literal(SWEEP_SCHEMA_ID),
  id: described(v.string(), 'ULID: sortable by time, unique.'),
  startedAt: described(v.string(), 'Wall-clock time of the start, ISO 8601.'),
  target: described(RunReportSchema.entries.target, 'Where the prompts were sent.'),
  ending: v.picklist(SWEEP_ENDINGS),
  endingSentence: described(v.string(), 'Why it ended there.'),
  caps: described(
    v.object({
      requests: v.nullable(count),
      tokens: v.nullable(number),
      usd: v.nullable(number),
    }),
    'What the sweep may use at most; null where nothing was set.',
  ),
  planned: described(v.object(amounts), 'The most that it would use if all of it were made, as said before the start.'),
  spent: described(v.object({ ...amounts, atLeast: v.boolean() }), 'What it used.'),
  reachedCap: v.nullable(v.picklist(CAP_NAMES)),
  price: described(v.nullable(PriceSchema), 'US dollars per million tokens; null when unknown.'),
  environment: RunReportSchema.entries.environment,
  length: described(v.nullable(LengthPartSchema), 'Over the length of the prompt.'),
  load: described(v.nullable(LoadPartSchema), 'Under load.'),
  card: described(v.nullable(CardSchema), 'What a stated workload would see.'),
});

export type SweepReport = v.InferOutput<typeof SweepReportSchema>;
export type SweepPrice = v.InferOutput<typeof PriceSchema>;
export type SweepAmounts = Pick<SweepReport['spent'], keyof typeof amounts>;
