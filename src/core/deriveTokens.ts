import { hasReasoning } from './generated';
import type { RunReport } from './runReport';
import type { Chunk, RunTrace } from './runTrace';
import type { Usage } from './streamEvent';
import type { Channel, Source } from './vocabulary';

/** What a local tokenizer makes of the texts of a run. `output` covers all generated text, reasoning included. */
export interface LocalCount {
  readonly input: number | null;
  readonly output: number | null;
  readonly tokenizer: string;
  /** The tokenizer is the model's own, so its numbers are counts and no estimates. */
  readonly isModelsOwn: boolean;
}

export type Tokens = RunReport['tokens'];
type Output = Tokens['output'];

/**
 * Token numbers of a run, from the best source that there is: the server's totals, exact numbers per chunk, a local
 * tokenizer. A run that broke off has no trustworthy total from the server, since that comes last.
 */
export function deriveTokens(trace: RunTrace, localCount: LocalCount | null, contextWindow: number | null): Tokens {
  return {
    input: inputTokens(trace, localCount),
    output: outputTokens(trace, localCount),
    localCount: localCount && {
      input: localCount.input,
      output: localCount.output,
      tokenizer: localCount.tokenizer,
    },
    contextWindow,
  };
}

/** A model in a process of our own counts its tokens itself; a server's word is a report. */
const exactSource = (trace: RunTrace): Source => (trace.phases.length > 0 ? 'counted' : 'reported');

const localSource = (local: LocalCount): Source => (local.isModelsOwn ? 'counted' : 'estimated');

function inputTokens(trace: RunTrace, local: LocalCount | null): Tokens['input'] {
  const cached = trace.usage?.inputCached ?? null;
  const cacheWrite = trace.usage?.inputCacheWrite ?? null;
  const total = trace.usage?.inputTotal ?? null;
  if (total !== null) return { total, cached, cacheWrite, source: exactSource(trace) };
  if (local === null || local.input === null) return { total: null, cached, cacheWrite, source: null };
  return { total: local.input, cached, cacheWrite, source: localSource(local) };
}

function outputTokens(trace: RunTrace, local: LocalCount | null): Output {
  const perChannel = tokensPerChannel(trace.chunks);
  const usage = finalUsage(trace);
  const total = usage?.outputTotal ?? null;
  if (total !== null) return split(total, usage?.outputReasoning ?? perChannel?.reasoning ?? null, exactSource(trace));
  if (perChannel !== null) return split(perChannel.total, perChannel.reasoning, exactSource(trace));
  if (local === null || local.output === null) return { total: null, reasoning: null, answer: null, source: null };
  return split(local.output, hasReasoning(trace.chunks) ? null : 0, localSource(local));
}

const split = (total: number, reasoning: number | null, source: Source): Output => ({
  total,
  reasoning,
  answer: reasoning === null ? null : Math.max(0, total - reasoning),
  source,
});

/** The server's totals, if they can be the last ones. Zero output beside generated text is a blank, not a count. */
function finalUsage(trace: RunTrace): Usage | null {
  const { usage, chunks } = trace;
  if (usage === null || (usage.outputTotal === 0 && chunks.length > 0)) return null;
  return trace.status === 'completed' || trace.finishReason !== 'unknown' ? usage : null;
}

/** Exact sums, or `null` unless every chunk tells its number. */
function tokensPerChannel(chunks: readonly Chunk[]): { total: number; reasoning: number } | null {
  if (chunks.length === 0) return null;
  const sums: Partial<Record<Channel, number>> = {};
  let total = 0;
  for (const { channel, tokens } of chunks) {
    if (tokens === null) return null;
    total += tokens;
    sums[channel] = (sums[channel] ?? 0) + tokens;
  }
  return { total, reasoning: sums.reasoning ?? 0 };
}
