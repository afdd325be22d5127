import * as v from 'valibot';
import { RunReportSchema } from './runReport';
import { COMPARED_METRICS, SERIES_METRICS } from './seriesMetrics';
import { CACHE_MODES, FINDING_CODES, SERIES_ENDINGS, SERIES_VERDICTS } from './vocabulary';

/** The series report, `prompt-profiler/series@1`: runs of one or several targets, summed up and compared. A public format. */
export const SERIES_SCHEMA_ID = 'prompt-profiler/series@1';

const described = <const S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description));

const number = v.number();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ci95 = v.nullable(v.tuple([number, number]));

export const SummarySchema = v.object({
  n: described(count, 'Runs that have this number.'),
  median: number,
  mean: number,
  stdev: described(v.nullable(number), 'Sample standard deviation; null for a single run.'),
  p95: described(v.nullable(number), 'Null with fewer than 20 runs: read max instead.'),
  min: number,
  max: number,
  ci95: described(ci95, '95% interval of the median; null with fewer than 5 runs.'),
});

const PlanSchema = v.object({
  targets: v.array(v.string()),
  prompts: described(v.array(v.string()), 'Where the prompts came from.'),
  runs: described(count, 'Measured runs of each target with each prompt.'),
  warmups: count,
  cache: v.picklist(CACHE_MODES),
  pauseMs: number,
  stopWhen: v.nullable(v.object({ metric: v.picklist(COMPARED_METRICS), within: number })),
});

const promptIndex = described(count, 'Index into plan.prompts.');

const StepSchema = v.object({ run: v.string(), target: v.string(), prompt: promptIndex, warmup: v.boolean() });

const CountsSchema = v.object({
  planned: count,
  completed: count,
  failed: count,
  stopped: count,
  coldStarts: described(count, 'Completed runs that are left out of the summary, as a model was loaded first.'),
  skipped: described(count, 'Runs that were not made, as the series ended first or the target kept failing.'),
});

const SeriesTargetSchema = v.object({
  target: RunReportSchema.entries.target,
  prompt: promptIndex,
  counts: described(CountsSchema, 'What became of the measured runs; warm-ups are not counted.'),
  gaveUp: described(v.boolean(), 'It failed so often in a row that its other runs were not made.'),
  runs: described(v.array(RunReportSchema), 'Measured runs in their order, failed and stopped ones too.'),
  warmups: v.array(RunReportSchema),
  summary: described(
    v.partial(v.object(v.entriesFromList(SERIES_METRICS, SummarySchema))),
    'Completed runs summed up, cold starts left out; only metrics that were measured.',
  ),
  cachedTokens: described(
    v.nullable(SummarySchema),
    'Input tokens from the prompt cache, in the runs whose server told; null when it told in none.',
  ),
  findings: described(
    v.array(v.object({ code: v.picklist(FINDING_CODES), runs: count })),
    'In how many of the completed runs each finding stands.',
  ),
  drift: described(
    v.array(v.object({ metric: v.picklist(COMPARED_METRICS), change: number })),
    'Metrics that rose or fell steadily, with the change from first to last run as a share of the median.',
  ),
});

const ComparisonSchema = v.object({
  metric: v.picklist(COMPARED_METRICS),
  prompt: promptIndex,
  a: v.string(),
  b: v.string(),
  ratio: described(v.nullable(number), 'median(b) / median(a).'),
  ci95: described(ci95, '95% interval of the ratio; null with fewer than 5 runs on a side.'),
  verdict: v.picklist(SERIES_VERDICTS),
  runsNeeded: described(
    v.nullable(count),
    'About how many runs of each would settle it; null when nothing is left to settle.',
  ),
});

export const SeriesReportSchema = v.object({
  schema: v.literal(SERIES_SCHEMA_ID),
  id: described(v.string(), 'ULID: sortable by time, unique.'),
  startedAt: described(v.string(), 'Wall-clock time of the start, ISO 8601.'),
  plan: described(PlanSchema, 'What was asked for.'),
  ending: described(v.picklist(SERIES_ENDINGS), 'precise: ended early, as the medians were known well enough.'),
  order: described(v.array(StepSchema), 'The runs that were made, in the order in which they were made.'),
  targets: described(v.array(SeriesTargetSchema), 'One entry for each target with each prompt.'),
  comparisons: described(v.array(ComparisonSchema), 'Each pair of targets, for each prompt and metric that both have.'),
});

export type SeriesReport = v.InferOutput<typeof SeriesReportSchema>;
export type SeriesTargetReport = v.InferOutput<typeof SeriesTargetSchema>;
export type SeriesComparison = v.InferOutput<typeof ComparisonSchema>;
export type SeriesCounts = v.InferOutput<typeof CountsSchema>;
