import type { OtherRequests } from '../core/runTrace';
import type { ServerTimings } from '../core/streamEvent';
import { METRIC_FAMILIES, type MetricFamily, type MetricTime, type Series } from './metricFamilies';
import type { MetricSamples, Sample } from './prometheusText';

/** Two readings of a server's metrics, and what is known of the run between them. */
export interface MetricReadings {
  readonly before: MetricSamples;
  readonly after: MetricSamples;
  readonly model: string;
  /** As the answer told; the only proof of ownership where requests are not counted. */
  readonly outputTokens: number | null;
}

/** What a server's metrics say of the time between two readings. */
export interface MetricDifference {
  readonly server: string;
  /** Requests that ended in between; `null` when that cannot be told. */
  readonly requests: number | null;
  /** Others that were served in between; `null` when there were none. */
  readonly others: OtherRequests | null;
  /** Times of the run; only if its request was the only one. */
  readonly timings: ServerTimings | null;
  /** Growth of each time, whosever it is, and the gauges as they were after the run. */
  readonly shown: Readonly<Record<string, number>>;
}

/** `null`: not the metrics of a server that is known here. */
export function metricDifference(readings: MetricReadings): MetricDifference | null {
  const family = METRIC_FAMILIES.find(({ prefix }) => hasPrefix(readings.after, prefix));
  if (!family) return null;
  const times = timesOf(family, readings);
  const requests = requestsOf(family, readings);
  const others = othersOf(family, readings, requests);
  const isAlone = requests === 1 && others === null;
  const timesShown = Object.entries(times).map(([name, ms]) => [`${name}Ms`, ms]);
  return {
    server: family.server,
    requests,
    others,
    timings: isAlone ? timingsOf(times) : null,
    shown: {
      ...(Object.fromEntries(timesShown) as Record<string, number>),
      running: gauge(readings.after, family, 'running'),
      waiting: gauge(readings.after, family, 'waiting'),
    },
  };
}

function hasPrefix(samples: MetricSamples, prefix: string): boolean {
  for (const name of samples.keys()) if (name.startsWith(prefix)) return true;
  return false;
}

type Times = Partial<Record<MetricTime, number>>;

function timesOf(family: MetricFamily, readings: MetricReadings): Times {
  const times: Times = {};
  for (const [name, series] of Object.entries(family.times) as [MetricTime, Series][]) {
    const grown = growth(readings, series.names, { ...modelOf(family, readings), ...series.labels });
    if (grown !== null) times[name] = grown * series.unitMs;
  }
  return times;
}

/** What a server does not say itself follows from what it says. */
function timingsOf({ queue, prefill, decode, total, firstToken }: Times): ServerTimings {
  return {
    queueMs: queue ?? null,
    prefillMs: prefill ?? between(queue ?? 0, firstToken),
    decodeMs: decode ?? (firstToken === undefined ? null : between(firstToken, total)),
    loadMs: null,
    totalMs: total ?? null,
  };
}

const between = (from: number, to: number | undefined): number | null =>
  to === undefined ? null : Math.max(0, to - from);

/** Where requests are not counted, exactly our tokens mean exactly our request. */
function requestsOf(family: MetricFamily, readings: MetricReadings): number | null {
  if (family.finished.length > 0) return growth(readings, family.finished, modelOf(family, readings));
  const tokens = growth(readings, family.outputTokens);
  if (tokens === null || readings.outputTokens === null) return null;
  if (tokens < readings.outputTokens) return 0;
  return tokens === readings.outputTokens ? 1 : 2;
}

function othersOf(
  family: MetricFamily,
  { before, after }: MetricReadings,
  requests: number | null,
): OtherRequests | null {
  const own = family.isGaugeLate ? 1 : 0;
  const running = Math.max(gauge(before, family, 'running'), gauge(after, family, 'running')) - own;
  const waiting = Math.max(gauge(before, family, 'waiting'), gauge(after, family, 'waiting'));
  const finished = Math.max(0, (requests ?? 0) - 1);
  return running > 0 || waiting > 0 || finished > 0 ? { finished, running: Math.max(0, running), waiting } : null;
}

const gauge = (samples: MetricSamples, family: MetricFamily, name: 'running' | 'waiting'): number =>
  sumOf(samples, family[name], {}) ?? 0;

const modelOf = ({ modelLabel }: MetricFamily, { model }: MetricReadings): Record<string, string> =>
  modelLabel === undefined ? {} : { [modelLabel]: model };

/** Many servers show a series only once it has counted something, so one that was not there before was zero. */
function growth(
  { before, after }: MetricReadings,
  names: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): number | null {
  const now = sumOf(after, names, labels);
  if (now === null) return null;
  const grown = now - (sumOf(before, names, labels) ?? 0);
  // A counter that shrank belongs to a server that was started anew.
  return grown < 0 ? null : grown;
}

function sumOf(
  samples: MetricSamples,
  names: readonly string[],
  labels: Readonly<Record<string, string>>,
): number | null {
  const found = names.find((name) => samples.has(name));
  if (found === undefined) return null;
  const wanted = Object.entries(labels);
  const isWanted = (sample: Sample): boolean => wanted.every(([name, value]) => sample.labels[name] === value);
  return (samples.get(found) ?? []).filter(isWanted).reduce((sum, { value }) => sum + value, 0);
}
