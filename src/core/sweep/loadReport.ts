import * as v from 'valibot';
import { DistributionSchema, FindingSchema } from '../runReport';
import { ERROR_KINDS } from '../vocabulary';
import { count, described, interval, number } from './schemaParts';
import {
  ARRIVALS,
  BATCHINGS,
  BOTTLENECKS,
  LEVEL_ENDINGS,
  LEVEL_PARTS,
  STALLINGS,
  SWEEP_CACHE_MODES,
} from './sweepWords';

/** The part of a sweep report that says what many at once do to each other. */

/** One request of a level, short enough to keep thousands of them. Times in ms. */
export const LoadRequestSchema = v.object({
  startMs: described(number, 'Since the start of the level.'),
  lateMs: described(number, 'How much later than planned we sent it; 0 for a user who waits for answers.'),
  part: v.picklist(LEVEL_PARTS),
  user: described(v.nullable(count), 'Which user of a closed loop sent it.'),
  status: v.picklist(['completed', 'failed', 'cancelled']),
  errorKind: v.nullable(v.picklist(ERROR_KINDS)),
  httpStatus: v.nullable(number),
  connectMs: described(v.nullable(number), '0 on a connection from the pool.'),
  queueMs: described(v.nullable(number), 'As the server says.'),
  prefillMs: described(v.nullable(number), 'As the server says.'),
  ttftMs: described(v.nullable(number), 'Since its own start.'),
  lastMs: described(v.nullable(number), 'Last text, since its own start: its end-to-end latency when completed.'),
  tpotMs: v.nullable(number),
  chunks: count,
  inputTokens: v.nullable(number),
  cachedTokens: v.nullable(number),
  outputTokens: v.nullable(number),
});

const ClientSchema = v.object({
  loopDelayP99Ms: described(v.nullable(number), 'How late the measuring thread itself was.'),
  loopDelayMaxMs: v.nullable(number),
  cpuShare: described(number, 'Processor time of our process per elapsed time; 1 is one core.'),
  startLateP99Ms: described(v.nullable(number), 'How late scheduled requests were sent; null for users who wait.'),
  isLate: described(v.boolean(), 'The client was the slow one: nothing is concluded from this level.'),
});

const GoodputSchema = v.object({
  share: described(number, 'Of the measured requests, those that met every budget; failed ones did not.'),
  requestsPerSecond: described(number, 'Answers per second in the window that met every budget.'),
});

export const LoadLevelSchema = v.object({
  arrivals: v.picklist(ARRIVALS),
  users: described(v.nullable(count), 'In a closed loop: how many ask at the same time.'),
  requestsPerSecond: described(v.nullable(number), 'On a schedule: how many were to be sent each second.'),
  ending: v.picklist(LEVEL_ENDINGS),
  windowMs: described(v.nullable(interval), 'From when to when it was measured, since the start of the level.'),
  counts: v.object({
    sent: count,
    measured: count,
    completed: described(count, 'Of the measured ones.'),
    failed: described(count, 'Of the measured ones.'),
    held: described(count, 'Planned, but not sent as the server had asked to wait.'),
  }),
  errors: described(v.array(v.object({ kind: v.picklist(ERROR_KINDS), count })), 'Of all requests of the level.'),
  ttftMs: DistributionSchema,
  tpotMs: DistributionSchema,
  e2eMs: DistributionSchema,
  ci95: described(
    v.object({ ttftMs: v.nullable(interval), tpotMs: v.nullable(interval), e2eMs: v.nullable(interval) }),
    '95% intervals of the medians; null with fewer than 5 requests.',
  ),
  perUserTokensPerSecond: described(DistributionSchema, 'Decode speed of each answer.'),
  outputTokensPerSecond: described(v.nullable(number), 'All answers together, in the window.'),
  totalTokensPerSecond: described(v.nullable(number), 'Input and output together, in the window.'),
  completedPerSecond: described(v.nullable(number), 'Answers that ended in the window, per second.'),
  meanInFlight: described(v.nullable(number), 'Requests that were open at the same time, on average over the window.'),
  goodput: described(v.nullable(GoodputSchema), 'Null without budgets.'),
  client: ClientSchema,
  binMs: described(number, 'Width of the bins below.'),
  charactersByBin: described(v.array(number), 'Text that came, over the time of the level.'),
  requests: described(v.array(LoadRequestSchema), 'All of them, in the order in which they were sent.'),
});

const EvidenceSchema = v.object({
  what: v.string(),
  value: number,
  unit: v.picklist(['ms', 'ratio', 'share', 'tokens/s']),
});

export const BottleneckSchema = v.object({
  kind: v.picklist(BOTTLENECKS),
  sentence: v.string(),
  evidence: v.array(EvidenceSchema),
});

export const BatchingSchema = v.object({
  kind: v.picklist(BATCHINGS),
  stalling: v.picklist(STALLINGS),
  sentence: v.string(),
  evidence: v.array(EvidenceSchema),
  requests: described(v.array(LoadRequestSchema), 'The short and long requests that were sent to find out.'),
});

const levelIndex = v.nullable(count);

export const LoadPartSchema = v.object({
  plan: v.object({
    arrivals: v.picklist(ARRIVALS),
    levels: described(v.array(number), 'Users, or requests per second.'),
    requestsPerLevel: described(count, 'Least requests to measure at each level.'),
    levelMs: described(number, 'Longest that a level may take.'),
    thinkMs: described(number, 'Of a user between an answer and the next question.'),
    burst: described(count, 'Requests sent at once, for bursts.'),
    inputTokens: count,
    maxTokens: count,
    cache: v.picklist(SWEEP_CACHE_MODES),
    text: v.string(),
  }),
  budgets: v.record(v.string(), number),
  findings: described(
    v.optional(v.array(FindingSchema)),
    'What single runs before the levels told about the server; times that it makes meaningless are withheld at all levels.',
  ),
  levels: v.array(LoadLevelSchema),
  knee: described(
    v.nullable(v.object({ level: count, sentence: v.string() })),
    'Beyond this level (index into levels) more load brings more waiting than throughput. Null when it was not reached.',
  ),
  withinBudgets: described(
    v.object({ level: levelIndex, sentence: v.string() }),
    'Largest load at which 95 of 100 requests meet all budgets.',
  ),
  bottleneck: v.nullable(BottleneckSchema),
  batching: v.nullable(BatchingSchema),
});

export type LoadPart = v.InferOutput<typeof LoadPartSchema>;
export type LoadLevel = v.InferOutput<typeof LoadLevelSchema>;
export type LoadRequest = v.InferOutput<typeof LoadRequestSchema>;
export type LoadClient = v.InferOutput<typeof ClientSchema>;
export type Bottleneck = v.InferOutput<typeof BottleneckSchema>;
export type BatchingFinding = v.InferOutput<typeof BatchingSchema>;
export type Evidence = v.InferOutput<typeof EvidenceSchema>;
