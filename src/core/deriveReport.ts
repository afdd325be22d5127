import type { Connection } from './connection';
import { countCharacters } from './countCharacters';
import { deriveNumbers } from './deriveNumbers';
import type { LocalCount } from './deriveTokens';
import { RUN_SCHEMA_ID, type Cost, type ReportTrace, type RunReport } from './runReport';
import type { Message, RunRequest } from './runRequest';
import { NO_TIMINGS } from './streamEvent';
import type { Environment, RunTrace } from './runTrace';

/** Everything that a report is made of. */
export interface ReportParts {
  readonly runId: string;
  readonly request: RunRequest;
  /** The target as it may be shown: an address without credentials, the model really asked for. */
  readonly shownTarget: { readonly url: string; readonly model: string };
  readonly promptSha256: string;
  readonly trace: RunTrace;
  readonly localCount: LocalCount | null;
  readonly cost: Cost | null;
  readonly costReason: string | null;
  readonly environment: Environment;
}

/**
 * The report of a run, complete with chunks and texts; `publicReport` leaves out what was not asked for. Never holds the
 * API key or a header's value.
 */
export function deriveReport(parts: ReportParts): RunReport {
  const { request, trace, localCount } = parts;
  const contextWindow = request.target.contextWindow ?? null;
  const numbers = deriveNumbers({ trace, localCount, contextWindow, askedModel: parts.shownTarget.model });
  return {
    schema: RUN_SCHEMA_ID,
    id: parts.runId,
    startedAt: trace.startedAt,
    target: target(parts),
    prompt: prompt(parts),
    parameters: { ...request.target.parameters, ...request.parameters, cache: request.cache },
    outcome: {
      status: trace.status,
      finishReason: trace.finishReason,
      rawFinishReason: trace.rawFinishReason,
      error: trace.error,
    },
    phases: numbers.phases,
    metrics: numbers.metrics,
    tokens: numbers.tokens,
    cost: parts.cost,
    costReason: parts.costReason,
    server: { reported: trace.timings ?? { ...NO_TIMINGS }, raw: { ...trace.timingsRaw } },
    attempts: [...trace.attempts],
    quality: numbers.quality,
    ...(trace.connection && { connection: connection(trace.connection, trace.proxy) }),
    environment: environment(parts),
    ...(request.target.budgets && { budgets: { ...request.target.budgets } }),
    output: output(trace),
    chunks: trace.chunks.map((chunk) => ({ ...chunk, characters: countCharacters(chunk.text) })),
    trace: observed(parts),
  };
}

function target({ request, shownTarget, trace }: ReportParts): RunReport['target'] {
  const { name, protocol } = request.target;
  const responseModel = trace.models.at(-1);
  const differs = responseModel !== undefined && responseModel !== shownTarget.model;
  return { name, protocol, ...shownTarget, ...(differs && { responseModel }) };
}

function prompt({ request, promptSha256 }: ReportParts): RunReport['prompt'] {
  const { messages, source } = request.prompt;
  const characters = messages.reduce((sum, { content }) => sum + countCharacters(content), 0);
  const images = messages.reduce((sum, message) => sum + (message.images?.length ?? 0), 0);
  return {
    sha256: promptSha256,
    characters,
    messages: messages.length,
    ...(images > 0 && { images }),
    source,
    text: promptText(messages),
  };
}

/** A single user message is its own text; several are told apart by their roles. */
function promptText(messages: readonly Message[]): string {
  const [only] = messages;
  if (only?.role === 'user' && messages.length === 1) return only.content;
  return messages.map(({ role, content }) => `${role}:\n${content}`).join('\n\n');
}

const connection = (
  { failedAddresses, ...facts }: Connection,
  proxy: string | null,
): NonNullable<RunReport['connection']> => ({
  ...facts,
  proxy,
  failedAddresses: failedAddresses.map((failed) => ({ ...failed })),
});

/** What stands nowhere else in the report. */
function observed({ trace, localCount }: ReportParts): ReportTrace {
  const { marks, endMs, reused, proxy, streamed, reads, phases, usage, others, models, conceded, beside } = trace;
  return {
    marks: { ...marks },
    ...{ endMs, reused, proxy, streamed },
    reads: [...reads],
    phases: [...phases],
    ...{ usage, others },
    models: [...models],
    ...(trace.wireLogged && { wireLogged: true }),
    ...(conceded && { conceded: [...conceded] }),
    ...(beside && { beside: { ...beside } }),
    isModelsOwnTokenizer: localCount?.isModelsOwn ?? false,
  };
}

function environment({ environment: facts, trace }: ReportParts): RunReport['environment'] {
  return {
    ...facts,
    loopDelayP99Ms: trace.loopDelay?.p99Ms ?? null,
    loopDelayMaxMs: trace.loopDelay?.maxMs ?? null,
  };
}

/** What was written for the reader: everything but the reasoning, which stays with its chunks. */
function output({ chunks }: RunTrace): RunReport['output'] {
  const text = chunks.map((chunk) => (chunk.channel === 'reasoning' ? '' : chunk.text)).join('');
  return { characters: countCharacters(text), text };
}
