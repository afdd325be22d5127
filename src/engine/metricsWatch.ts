import { setTimeout } from 'node:timers/promises';
import type { RunRequest } from '../core/runRequest';
import type { RunTrace } from '../core/runTrace';
import { laterWords } from '../core/traceRecorder';
import { parsePrometheusText, type MetricSamples } from '../protocols/prometheusText';
import { bearer } from '../protocols/requestParts';
import { metricDifference, type MetricDifference } from '../protocols/serverMetrics';
import { getText } from './http/getText';
import { networkError } from './http/networkError';
import { shownUrl } from './shownUrl';
import { isHttpTarget } from '../core/target';

/** A server that does not answer such a question at once is busy, and the run should not wait for it. */
const LIMIT_MS = 1_000;
const MOST_BYTES = 8 * 1024 * 1024;
/** Some servers count a request a moment after its last byte left. */
const READINGS_AFTER = 3;
const BETWEEN_READINGS_MS = 50;

/** Where servers have their metrics: nearly all, and `trtllm-serve`, which shows something else there. */
const PATHS = ['/metrics', '/prometheus/metrics'];

/** The metrics of a run's server, read before and after it, never while it is measured. Without a wish for them, nothing is done. */
export class MetricsWatch {
  readonly #request: RunRequest;
  readonly #signal: AbortSignal;
  readonly #addresses: readonly URL[];
  #before: MetricSamples | null = null;
  #problem = '';

  constructor(request: RunRequest, signal: AbortSignal) {
    this.#request = request;
    this.#signal = signal;
    this.#addresses = addressesOf(request);
  }

  /** To be called just before the run that is measured. Never rejects. */
  async before(): Promise<void> {
    if (this.#addresses.length > 0) this.#before = await this.#read();
  }

  /** The trace of the finished run with what the metrics add to it. Never rejects. */
  async addedTo(trace: RunTrace): Promise<RunTrace> {
    if (this.#addresses.length === 0 || trace.status !== 'completed') return trace;
    const difference = this.#before && (await this.#difference(this.#before, trace));
    if (!difference) return { ...trace, timingsRaw: { ...trace.timingsRaw, metrics: { problem: this.#problem } } };
    const { server, requests, others, timings, shown } = difference;
    const metrics = { server, requests, others, used: timings !== null, ...shown };
    return {
      ...trace,
      others,
      // What came with the answer is about this request and no other, so it goes first.
      timings: timings && trace.timings ? laterWords(timings, trace.timings) : (trace.timings ?? timings),
      timingsRaw: { ...trace.timingsRaw, metrics },
    };
  }

  async #difference(before: MetricSamples, trace: RunTrace): Promise<MetricDifference | null> {
    let difference: MetricDifference | null = null;
    for (let reading = 0; reading < READINGS_AFTER; reading++) {
      if (reading > 0) await setTimeout(BETWEEN_READINGS_MS);
      const after = await this.#read();
      if (!after || this.#signal.aborted) break;
      const outputTokens = trace.usage?.outputTotal ?? null;
      difference = metricDifference({ before, after, model: this.#request.target.model ?? '', outputTokens });
      if (difference?.timings || (difference?.others?.finished ?? 0) > 0) break;
    }
    return difference;
  }

  async #read(): Promise<MetricSamples | null> {
    for (const url of this.#addresses) {
      const samples = await this.#readAt(url);
      if (samples && samples.size > 0) return samples;
      if (this.#signal.aborted) break;
    }
    return null;
  }

  async #readAt(url: URL): Promise<MetricSamples | null> {
    const { target, apiKey, network } = this.#request;
    const isOwnOrigin = 'url' in target && URL.canParse(target.url) && new URL(target.url).origin === url.origin;
    // Key and headers of the target are meant for its own origin.
    const own = isOwnOrigin && 'headers' in target ? target.headers : {};
    const headers = isOwnOrigin ? { ...own, ...bearer(apiKey) } : {};
    const way = { network, tls: isOwnOrigin && 'tls' in target ? target.tls : undefined };
    try {
      const text = await getText({ url, headers, limitMs: LIMIT_MS, mostBytes: MOST_BYTES, signal: this.#signal, way });
      this.#problem = `${shownUrl(url.href)} has no metrics that are known here`;
      return parsePrometheusText(text);
    } catch (error) {
      this.#problem = problemOf(error, shownUrl(url.href));
      return null;
    }
  }
}

function addressesOf({ target }: RunRequest): URL[] {
  if (!isHttpTarget(target)) return [];
  if (target.metricsUrl !== undefined) return URL.canParse(target.metricsUrl) ? [new URL(target.metricsUrl)] : [];
  if (target.metrics !== true || !URL.canParse(target.url)) return [];
  return PATHS.map((path) => new URL(path, target.url));
}

/** What Node says of a connection gets our words; what `getText` says continues the sentence. */
const problemOf = (error: unknown, at: string): string =>
  error instanceof Error && !('code' in error) ? `${at} ${error.message}` : networkError(error, at).message;
