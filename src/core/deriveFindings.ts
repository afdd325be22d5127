import { isBuffered } from './bufferedStream';
import { contradictionOf } from './contradiction';
import { wasOpenedInPrompt } from './openedReasoning';
import { formatFor } from './format';
import { hiddenReasoningTokens, isInOnePiece, streamedTokens } from './generated';
import type { Finding, MetricKey, Metrics, RunReport } from './runReport';
import type { RunTrace } from './runTrace';
import { stated } from './stated';
import { isSameModel } from './sameModel';
import type { FindingCode } from './vocabulary';

/** What findings are looked for in. */
export interface FindingView {
  readonly trace: RunTrace;
  readonly tokens: RunReport['tokens'];
  readonly metrics: Metrics;
  readonly askedModel: string;
  /** The local tokenizer is the model's own, so that a difference to the server's count means something. */
  readonly isModelsOwnTokenizer: boolean;
}

/** A sentence when the finding holds, `null` when it does not. */
type Detector = (view: FindingView) => string | null;

interface Rule {
  readonly code: FindingCode;
  readonly affects: readonly MetricKey[];
  readonly detect: Detector;
}

const CHUNKED_TOKENS_PER_CHUNK = 1.5;
const MISMATCH_SHARE = 0.1;
/** A chat template adds some tokens that a count of the bare texts cannot know; below this, a difference says nothing. */
const LEAST_MISMATCH_TOKENS = 16;
const LATE_P99_MS = 5;
const LATE_MAX_MS = 50;
/** On this machine a refused address costs a fraction of a millisecond, which the report tells, but which changes no number. */
const TELLING_DETOUR_MS = 1;

const english = formatFor('en');
const ms = (value: number): string => english.duration(value, 'card');
const count = (value: number): string => english.count(value);

const PACE: readonly MetricKey[] = ['tpotMs', 'decodeTokensPerSecond', 'charactersPerSecond', 'interTokenMs', 'stalls'];
const TOKEN_BASED: readonly MetricKey[] = ['tpotMs', 'decodeTokensPerSecond', 'endToEndTokensPerSecond'];
const FIRST_TOKEN: readonly MetricKey[] = ['ttftMs', 'ttfoMs', 'ttftWarmMs'];

/** In the order in which they are shown: what withholds numbers first. */
const RULES: readonly Rule[] = [
  { code: 'not-streamed', affects: [...FIRST_TOKEN, ...PACE], detect: notStreamed },
  { code: 'buffered-stream', affects: PACE, detect: bufferedStream },
  { code: 'chunked-tokens', affects: ['interTokenMs'], detect: chunkedTokens },
  { code: 'no-usage', affects: TOKEN_BASED, detect: noUsage },
  { code: 'usage-mismatch', affects: TOKEN_BASED, detect: usageMismatch },
  { code: 'hidden-reasoning', affects: FIRST_TOKEN, detect: hiddenReasoning },
  { code: 'unopened-reasoning', affects: ['ttfoMs', 'thinkingMs'], detect: unopenedReasoning },
  { code: 'cached-prompt', affects: [...FIRST_TOKEN, 'prefillTokensPerSecond'], detect: cachedPrompt },
  { code: 'cold-start', affects: [...FIRST_TOKEN, 'e2eMs'], detect: coldStart },
  { code: 'clock-late', affects: [...FIRST_TOKEN, 'interChunkMs', 'interTokenMs'], detect: clockLate },
  { code: 'server-faster-than-client', affects: ['prefillTokensPerSecond', 'queueMs', 'loadMs'], detect: impossible },
  { code: 'retried', affects: [...FIRST_TOKEN, 'e2eMs'], detect: (view) => asked(view, 'retried') },
  { code: 'redirected', affects: [...FIRST_TOKEN, 'e2eMs'], detect: (view) => asked(view, 'redirected') },
  { code: 'via-proxy', affects: ['connectMs', ...FIRST_TOKEN], detect: viaProxy },
  { code: 'failed-address', affects: ['connectMs', ...FIRST_TOKEN], detect: failedAddress },
  { code: 'unchecked-certificate', affects: [], detect: uncheckedCertificate },
  { code: 'wire-logged', affects: [...FIRST_TOKEN, 'interChunkMs', 'interTokenMs'], detect: wireLogged },
  { code: 'shared-server', affects: [...FIRST_TOKEN, ...PACE, 'e2eMs', 'queueMs'], detect: sharedServer },
  { code: 'model-changed', affects: [], detect: modelChanged },
];

/** What has to be known to read the numbers of a run rightly. */
export function deriveFindings(view: FindingView): Finding[] {
  return RULES.flatMap(({ code, affects, detect }) => {
    const message = detect(view);
    return message === null ? [] : [{ code, message, affects: [...affects] }];
  });
}

function notStreamed({ trace, tokens }: FindingView): string | null {
  if (trace.chunks.length === 0 || !isInOnePiece(trace, tokens)) return null;
  return trace.streamed
    ? stated(
        'The whole answer came in one chunk. Time to first token and the pace of tokens are withheld; the end-to-end latency is right.',
      )
    : stated(
        'The answer came as one body, not as a stream. Time to first token and the pace of tokens are withheld; the end-to-end latency is right.',
      );
}

function bufferedStream({ trace }: FindingView): string | null {
  if (!trace.streamed || !isBuffered(trace)) return null;
  return stated(
    'The text arrived in bursts with silences between, so something on the way held it back (a proxy, a compressor, a filter). TPOT and inter-token latency are withheld; the first token may have been ready before it was seen.',
  );
}

function chunkedTokens({ trace, tokens }: FindingView): string | null {
  const perChunk = (streamedTokens(trace, tokens) ?? 0) / trace.chunks.length;
  if (trace.chunks.length < 2 || perChunk <= CHUNKED_TOKENS_PER_CHUNK) return null;
  return stated(
    'Chunks hold {0} tokens on average. Inter-token latency is withheld; gaps between chunks are shown instead.',
    english.decimal(perChunk, 1),
  );
}

function noUsage({ trace, tokens }: FindingView): string | null {
  const { source, total } = tokens.output;
  if (trace.chunks.length === 0 || (source !== null && source !== 'estimated')) return null;
  if (trace.status === 'completed')
    return total === null
      ? stated('The server sent no token counts. Numbers that need them are withheld.')
      : stated(
          'The server sent no token counts. They are estimated with another tokenizer, and so are the numbers made of them.',
        );
  return total === null
    ? stated('The run ended before the server gave its token counts. Numbers that need them are withheld.')
    : stated(
        'The run ended before the server gave its token counts. They are estimated with another tokenizer, and so are the numbers made of them.',
      );
}

function usageMismatch({ trace, tokens, isModelsOwnTokenizer }: FindingView): string | null {
  const local = tokens.localCount;
  if (!isModelsOwnTokenizer || !local || tokens.output.source !== 'reported') return null;
  const pairs = [
    ['output', streamedTokens(trace, tokens), local.output],
    ['input', tokens.input.total, local.input],
  ] as const;
  const worst = pairs.find(([, server, own]) => server !== null && own !== null && isMismatch(server, own));
  if (!worst) return null;
  const [side, server, own] = worst;
  const numbers = [count(server ?? 0), count(own ?? 0)];
  return side === 'output'
    ? stated(
        "The server counts {0} output tokens, the model's own tokenizer {1}. The server's number is used.",
        ...numbers,
      )
    : stated(
        "The server counts {0} input tokens, the model's own tokenizer {1}. The server's number is used.",
        ...numbers,
      );
}

function isMismatch(server: number, own: number): boolean {
  const difference = Math.abs(server - own);
  return difference > LEAST_MISMATCH_TOKENS && difference > MISMATCH_SHARE * server;
}

function hiddenReasoning({ trace, tokens }: FindingView): string | null {
  const hidden = hiddenReasoningTokens(trace, tokens);
  if (hidden <= 0) return null;
  return stated(
    'The model thought for {0} tokens that were not streamed. Time to first token includes this thinking; TPOT counts the streamed tokens only.',
    count(hidden),
  );
}

function unopenedReasoning({ trace }: FindingView): string | null {
  if (!wasOpenedInPrompt(trace)) return null;
  return stated(
    "The answer closes a reasoning that it did not open: the model's chat template opened it in the prompt, and the server does not tell the two apart. All text up to the closing tag is taken for reasoning; until it came, it was shown as the answer. Start the server with its reasoning parser to have it told.",
  );
}

function cachedPrompt({ tokens }: FindingView): string | null {
  const { cached, total } = tokens.input;
  if (cached === null || cached <= 0) return null;
  return total === null
    ? stated(
        '{0} input tokens came from the prompt cache. This TTFT is a warm number; use cold runs to see the full prefill.',
        count(cached),
      )
    : stated(
        '{0} of {1} input tokens came from the prompt cache. This TTFT is a warm number; use cold runs to see the full prefill.',
        count(cached),
        count(total),
      );
}

function coldStart({ metrics }: FindingView): string | null {
  const { value } = metrics.loadMs;
  if (value === null || value <= 0) return null;
  return stated(
    'The model was loaded first, which took {0}. Time to first token includes it; run again for a warm number.',
    ms(value),
  );
}

function clockLate({ trace: { loopDelay } }: FindingView): string | null {
  if (!loopDelay || (loopDelay.p99Ms <= LATE_P99_MS && loopDelay.maxMs <= LATE_MAX_MS)) return null;
  return stated(
    'The measuring thread itself was late by up to {0} (p99 {1}), so stamps may be late by that much. Close what keeps this machine busy and run again.',
    ms(loopDelay.maxMs),
    ms(loopDelay.p99Ms),
  );
}

function impossible({ trace }: FindingView): string | null {
  const found = contradictionOf(trace);
  if (!found) return null;
  const times = [ms(found.saidMs), ms(found.seenMs)];
  return found.span === 'run'
    ? stated(
        'The server reports {0} for the whole run, but only {1} passed here. Both are shown, none is corrected.',
        ...times,
      )
    : stated(
        'The server reports {0} for the time to first token, but only {1} passed here. Both are shown, none is corrected.',
        ...times,
      );
}

function asked({ trace }: FindingView, cause: 'retried' | 'redirected'): string | null {
  const attempts = trace.attempts.filter((attempt) => attempt.cause === cause);
  if (attempts.length === 0) return null;
  const times = attempts.map(({ startMs, endMs }) => ms(endMs - startMs)).join(', ');
  return cause === 'retried'
    ? stated('The request was refused first and made again ({0}). All times count from the first attempt.', times)
    : stated('The request was redirected ({0}). All times count from the first attempt.', times);
}

function viaProxy({ trace }: FindingView): string | null {
  if (trace.proxy === null) return null;
  return stated(
    'The request went through the proxy {0}. Connection times are those to the proxy, and it may hold text back.',
    trace.proxy,
  );
}

function failedAddress({ trace: { connection, marks } }: FindingView): string | null {
  const failed = connection?.failedAddresses ?? [];
  const last = failed.at(-1);
  if (!connection?.address || !last || last.atMs - (marks.dnsEnd ?? 0) < TELLING_DETOUR_MS) return null;
  const tried = failed.map(({ address, reason }) => `${address} (${reason})`).join(', ');
  return stated(
    "The host has several addresses, and the request went to {0} only after {1} failed, {2} into the run. Connection time and time to first token include this; write the address that answers into the target's url to be without it.",
    connection.address,
    tried,
    ms(last.atMs),
  );
}

function uncheckedCertificate({ trace: { connection } }: FindingView): string | null {
  if (connection?.certificate !== 'unchecked') return null;
  return stated(
    'The certificate of the server was not checked, as http.proxyStrictSSL is off or NODE_TLS_REJECT_UNAUTHORIZED is 0. Whoever sits in between can read the prompt and the key.',
  );
}

function wireLogged({ trace }: FindingView): string | null {
  if (!trace.wireLogged) return null;
  return stated(
    'What went over the wire was logged while the run was measured, which takes time from the measuring thread. Set the log level to less than trace for exact numbers.',
  );
}

function sharedServer({ trace: { others, beside } }: FindingView): string | null {
  if (beside && beside.near > 0)
    return stated(
      'Up to {0} other runs or load levels of this tool were under way on the same server or machine at the same time. They can slow each other; run again when nothing else is under way.',
      count(beside.near),
    );
  if (!others) return null;
  const { finished, running, waiting } = others;
  return stated(
    'The server worked for others too while this run lasted: beside it, its metrics show {0} finished, {1} running and {2} waiting requests. They may have slowed this run down, and what the metrics say of times is not used, as it may be theirs.',
    count(finished),
    count(running),
    count(waiting),
  );
}

function modelChanged({ trace, askedModel }: FindingView): string | null {
  const { models, phases } = trace;
  // A model in a process of our own is its file; what the file calls itself is no other model.
  if (phases.length > 0) return null;
  if (models.length > 1) return stated('The answering model changed in mid-stream: {0}.', models.join(', '));
  const [answered] = models;
  if (answered === undefined || isSameModel(askedModel, answered)) return null;
  return stated('Asked for {0}, answered by {1}.', askedModel, answered);
}
