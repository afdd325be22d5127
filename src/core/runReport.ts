import * as v from 'valibot';
import { NETWORK_PATHS } from './connection';
import {
  ABSENT_REASONS,
  CACHE_MODES,
  CHANNELS,
  ERROR_KINDS,
  FINDING_CODES,
  FINISH_REASONS,
  PHASE_NAMES,
  SOURCES,
  STATUSES,
} from './vocabulary';

/**
 * The run report, `prompt-profiler/run@1`: the one form in which a run leaves the engine. A public format: names are
 * fixed, more may be added. The JSON Schema that ships is made from these values.
 */
export const RUN_SCHEMA_ID = 'prompt-profiler/run@1';

const nullable = <const S extends v.GenericSchema>(schema: S) => v.nullable(schema);
const described = <const S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description));

const number = v.number();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A number with its source, or `null` with the reason for its absence. */
const metric = <const S extends v.GenericSchema>(value: S) =>
  v.object({
    value: nullable(value),
    source: nullable(v.picklist(SOURCES)),
    reason: v.optional(v.picklist(ABSENT_REASONS)),
    /** `lower`: the true value is at least this ("≥"). */
    bound: v.optional(v.literal('lower')),
  });

const scalar = metric(number);

/** Percentiles by linear interpolation (Hyndman–Fan type 7); `null` where the sample is too small to say. */
export const DistributionSchema = v.object({
  p50: nullable(number),
  p95: nullable(number),
  p99: nullable(number),
  max: nullable(number),
  count,
});

export const MetricsSchema = v.object({
  ttftMs: scalar,
  ttfoMs: scalar,
  thinkingMs: scalar,
  connectMs: v.object({ ...scalar.entries, reused: v.optional(v.boolean()) }),
  ttftWarmMs: scalar,
  decodeMs: scalar,
  tpotMs: scalar,
  e2eMs: scalar,
  tailMs: scalar,
  decodeTokensPerSecond: scalar,
  endToEndTokensPerSecond: scalar,
  charactersPerSecond: scalar,
  interChunkMs: metric(DistributionSchema),
  interTokenMs: metric(DistributionSchema),
  stalls: metric(
    v.array(
      v.object({
        atMs: described(number, 'When the text that ended the silence came, in ms since the start.'),
        gapMs: described(number, 'How long the silence before it was.'),
      }),
    ),
  ),
  prefillTokensPerSecond: scalar,
  loadMs: scalar,
  queueMs: scalar,
});

export const PhaseSchema = v.object({
  name: v.picklist(PHASE_NAMES),
  startMs: number,
  endMs: number,
  source: v.picklist(SOURCES),
});

export const FindingSchema = v.object({
  code: v.picklist(FINDING_CODES),
  message: v.string(),
  affects: v.array(v.string()),
});

export const ReportErrorSchema = v.object({
  kind: v.picklist(ERROR_KINDS),
  message: v.string(),
  httpStatus: nullable(number),
  retryAfterMs: nullable(number),
  detail: nullable(v.string()),
});

export const CostSchema = v.object({
  totalUsd: number,
  inputUsd: number,
  outputUsd: number,
  /** `user-price`: from the target. `price-table`: the shipped table. `local`: runs on this machine, costs no call. */
  source: v.picklist(['user-price', 'price-table', 'local']),
  /** Day of the price table, ISO; `null` for a user's own price. */
  priceDate: nullable(v.string()),
  /** Model name under which the price was found. */
  model: nullable(v.string()),
  inputPerMTok: nullable(number),
  outputPerMTok: nullable(number),
  cachedInputPerMTok: nullable(number),
  /** True when the real cost may be higher, as for a stopped run. */
  atLeast: v.boolean(),
});

export const ReportChunkSchema = v.object({
  atMs: number,
  read: count,
  channel: v.picklist(CHANNELS),
  characters: count,
  tokens: nullable(count),
  text: v.optional(v.string()),
});

const TargetPartSchema = v.object({
  name: v.string(),
  protocol: v.string(),
  url: v.string(),
  model: v.string(),
  responseModel: v.optional(
    described(v.string(), 'The model that really answered, when the server says another name.'),
  ),
});

const PromptPartSchema = v.object({
  sha256: v.string(),
  characters: count,
  messages: count,
  images: v.optional(described(count, 'Images in the prompt; absent when there are none.')),
  source: v.string(),
  text: v.optional(v.string()),
});

const OutcomeSchema = v.object({
  status: v.picklist(STATUSES),
  finishReason: v.picklist(FINISH_REASONS),
  rawFinishReason: nullable(v.string()),
  error: nullable(ReportErrorSchema),
});

const TokensSchema = v.object({
  input: v.object({
    total: nullable(count),
    cached: nullable(count),
    cacheWrite: nullable(count),
    source: nullable(v.picklist(SOURCES)),
  }),
  output: v.object({
    total: nullable(count),
    reasoning: nullable(count),
    answer: nullable(count),
    source: nullable(v.picklist(SOURCES)),
  }),
  localCount: described(
    nullable(v.object({ input: nullable(count), output: nullable(count), tokenizer: v.string() })),
    'What a local tokenizer makes of the same texts; null when it was not asked.',
  ),
  contextWindow: nullable(count),
});

const ServerSchema = v.object({
  reported: v.object({
    queueMs: nullable(number),
    prefillMs: nullable(number),
    decodeMs: nullable(number),
    loadMs: nullable(number),
    totalMs: nullable(number),
  }),
  raw: v.record(v.string(), v.unknown()),
});

const AttemptSchema = v.object({
  startMs: number,
  endMs: number,
  httpStatus: nullable(number),
  cause: v.picklist(['retried', 'redirected']),
  detail: v.string(),
});

const moment = nullable(number);

/** What was observed and stands nowhere else in a report: with it and the chunks every number can be computed again. */
export const ReportTraceSchema = v.object({
  marks: described(
    v.object({
      dnsEnd: moment,
      connectEnd: moment,
      tlsEnd: moment,
      requestSent: moment,
      headers: moment,
      firstByte: moment,
      streamEnd: moment,
    }),
    'Moments in ms since the start; null for what did not happen.',
  ),
  endMs: described(number, 'When the run was over for us: its end, its failure or its stop.'),
  reused: described(v.boolean(), 'The connection was taken from the pool.'),
  proxy: described(nullable(v.string()), 'The proxy that was used, without credentials.'),
  streamed: described(v.boolean(), 'False when the answer came as one body.'),
  reads: described(
    v.array(v.object({ atMs: number, bytes: count })),
    'Every read of the socket; a chunk names the one that completed it by its index.',
  ),
  phases: described(v.array(PhaseSchema), 'Parts that the process of a local model knows directly.'),
  usage: described(
    nullable(
      v.object({
        inputTotal: nullable(count),
        inputCached: nullable(count),
        inputCacheWrite: nullable(count),
        outputTotal: nullable(count),
        outputReasoning: nullable(count),
      }),
    ),
    'Token totals as the server gave them, normalised over vendors.',
  ),
  others: described(
    nullable(v.object({ finished: number, running: number, waiting: number })),
    'Requests of others that the metrics of the server show.',
  ),
  conceded: v.optional(
    described(
      v.array(v.string()),
      'Fields that the answered request did without, as the server had refused them, in this run or an earlier one.',
    ),
  ),
  beside: v.optional(
    described(
      v.object({ near: count, elsewhere: count }),
      'Most other runs of this tool that were under way at the same time: on the same server or machine, and elsewhere.',
    ),
  ),
  models: described(v.array(v.string()), 'Names of the answering model, in the order in which the server gave them.'),
  wireLogged: v.optional(described(v.boolean(), 'What went over the wire was logged while the run was measured.')),
  isModelsOwnTokenizer: described(v.boolean(), 'The local tokenizer is the one of the model, so it counts exactly.'),
});

const ConnectionSchema = v.object({
  path: v.picklist(NETWORK_PATHS),
  proxy: described(nullable(v.string()), 'Host and port of the proxy, without credentials; null for none.'),
  address: described(
    nullable(v.string()),
    'What was connected to: the address of the server, or of its proxy, or the path of a socket; null when no connection stood.',
  ),
  family: nullable(v.picklist(['IPv4', 'IPv6'])),
  failedAddresses: described(
    v.array(v.object({ address: v.string(), reason: v.string(), atMs: number })),
    'Other addresses of the same host that were tried before and given up at that moment.',
  ),
  certificate: described(nullable(v.picklist(['checked', 'unchecked'])), 'Null without TLS.'),
});

const EnvironmentSchema = v.object({
  extension: v.string(),
  host: v.string(),
  node: v.string(),
  os: v.string(),
  remote: v.boolean(),
  loopDelayP99Ms: nullable(number),
  loopDelayMaxMs: nullable(number),
});

export const RunReportSchema = v.object({
  schema: v.literal(RUN_SCHEMA_ID),
  id: described(v.string(), 'ULID: sortable by time, unique.'),
  startedAt: described(v.string(), 'Wall-clock time of the start, ISO 8601. A label; all other times count from it.'),
  target: described(TargetPartSchema, 'Where the prompt was sent.'),
  prompt: described(PromptPartSchema, 'What was sent; the text only when it was asked for.'),
  parameters: described(v.looseObject({ cache: v.picklist(CACHE_MODES) }), 'Parameters of the request.'),
  outcome: described(OutcomeSchema, 'How the run ended.'),
  phases: described(
    v.array(PhaseSchema),
    'Parts of the run in order, without overlap, in ms since the start; only what really happened.',
  ),
  metrics: described(MetricsSchema, 'All numbers, each with its source, or null with the reason.'),
  tokens: described(TokensSchema, 'Input holds cached tokens, output holds reasoning.'),
  cost: described(nullable(CostSchema), 'What the run cost, in US dollars; null when unknown.'),
  costReason: described(nullable(v.string()), 'Why there is no cost; null when there is one.'),
  server: described(ServerSchema, 'What the server says about its own time.'),
  attempts: described(
    v.array(AttemptSchema),
    'Requests made before the one that was answered; empty in the ordinary case.',
  ),
  quality: described(
    v.object({ grade: v.picklist(['A', 'B', 'C']), findings: v.array(FindingSchema) }),
    'A: nothing to say. B: read with the findings in mind. C: at least one headline metric is withheld.',
  ),
  connection: v.optional(
    described(ConnectionSchema, 'The way that the request took; absent where there is no network in it.'),
  ),
  environment: described(EnvironmentSchema, 'Where it was measured, and how late the measuring thread was.'),
  budgets: v.optional(described(v.record(v.string(), number), 'Limits that the target sets itself.')),
  output: described(
    v.object({ characters: count, text: v.optional(v.string()) }),
    'What was written, reasoning left out; the text only when it was asked for.',
  ),
  chunks: v.optional(
    described(v.array(ReportChunkSchema), 'Every generated chunk with its stamp; only when it was asked for.'),
  ),
  trace: v.optional(
    described(
      ReportTraceSchema,
      'What else was observed, so that all numbers can be computed again; only when it was asked for.',
    ),
  ),
});

export type Distribution = v.InferOutput<typeof DistributionSchema>;
export type Metrics = v.InferOutput<typeof MetricsSchema>;
export type MetricKey = keyof Metrics;
export type Phase = v.InferOutput<typeof PhaseSchema>;
export type Finding = v.InferOutput<typeof FindingSchema>;
export type Cost = v.InferOutput<typeof CostSchema>;
export type ReportTrace = v.InferOutput<typeof ReportTraceSchema>;
export type ReportChunk = v.InferOutput<typeof ReportChunkSchema>;
export type RunReport = v.InferOutput<typeof RunReportSchema>;
/** A number with its source, as it stands in a report. */
export type ScalarMetric = v.InferOutput<typeof scalar>;
