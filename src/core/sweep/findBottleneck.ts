import { stated } from '../stated';
import { medianOf } from '../statistics/medianInterval';
import { sortedNumbers } from '../percentile';
import { isUsable } from './loadFactor';
import { statedLoad } from './findKnee';
import type { Bottleneck, Evidence, LoadLevel, LoadRequest } from './loadReport';
import type { BottleneckKind } from './sweepWords';

/** What grows by less than this from the lightest to the heaviest load does not hold anything up. */
const GROWS = 1.3;
/** Of the time to first token, what the connection or the server's own words have to explain. */
const MOST_SHARE = 0.5;
/** Prompts read at this share of the speed at which one alone is read keep the server's reading busy. */
const BUSY_READING = 0.7;
const MOST_READING = 1.2;

interface Facts {
  readonly light: LoadLevel;
  readonly heavy: LoadLevel;
  readonly ttftGrowth: number;
  readonly tpotGrowth: number;
  /** Of the time to first token that was added, what the server itself calls queueing; `null` when it is silent. */
  readonly queueShare: number | null;
  readonly connectShare: number;
  /** Input tokens per second under load, as a share of the speed for one alone. */
  readonly readingShare: number | null;
}

/** What limits the server, in words with its evidence. `prefillTokensPerSecond` is that of one prompt alone, when known. */
export function findBottleneck(levels: readonly LoadLevel[], prefillTokensPerSecond: number | null): Bottleneck | null {
  const late = levels.find(({ client }) => client.isLate);
  const usable = levels.filter((level) => isUsable(level) && level.ttftMs.p50 !== null);
  const [light, heavy] = [usable[0], usable.at(-1)];
  if (!light || !heavy) return late ? clientIsLate(late) : null;
  const facts = factsOf(light, heavy, prefillTokensPerSecond);
  const kind = kindOf(facts);
  if (kind === 'none' && late) return clientIsLate(late);
  return { kind, sentence: sentenceOf(kind, facts), evidence: evidenceOf(facts) };
}

function factsOf(light: LoadLevel, heavy: LoadLevel, prefill: number | null): Facts {
  const growth = (metric: 'ttftMs' | 'tpotMs'): number =>
    (heavy[metric].p50 ?? 0) / (light[metric].p50 ?? Infinity) || 1;
  const added = (heavy.ttftMs.p50 ?? 0) - (light.ttftMs.p50 ?? 0);
  const queue = medianFor(heavy, ({ queueMs }) => queueMs);
  const alone = medianFor(light, ({ queueMs }) => queueMs) ?? 0;
  const connect = medianFor(heavy, ({ connectMs }) => connectMs) ?? 0;
  const input = (heavy.totalTokensPerSecond ?? 0) - (heavy.outputTokensPerSecond ?? 0);
  const reading = prefill ?? fastestReading(light);
  const share = reading ? input / reading : null;
  return {
    light,
    heavy,
    ttftGrowth: growth('ttftMs'),
    tpotGrowth: growth('tpotMs'),
    queueShare: queue === null || added <= 0 ? null : (queue - alone) / added,
    connectShare: connect / (heavy.ttftMs.p50 ?? Infinity),
    // More than all of it: even the fastest prompt had waited, so its speed says nothing.
    readingShare: share !== null && share <= MOST_READING ? share : null,
  };
}

/** Of the prompts that were sent with the lightest load, the one that was answered fastest. */
function fastestReading({ requests }: LoadLevel): number | null {
  const speeds = requests.flatMap(({ inputTokens, ttftMs }) =>
    inputTokens && ttftMs ? (1000 * inputTokens) / ttftMs : [],
  );
  return speeds.length === 0 ? null : Math.max(...speeds);
}

function medianFor({ requests }: LoadLevel, of: (row: LoadRequest) => number | null): number | null {
  const values = requests
    .filter(({ part, status }) => part === 'measured' && status === 'completed')
    .flatMap((row) => of(row) ?? []);
  return values.length === 0 ? null : medianOf(sortedNumbers(values));
}

function kindOf({
  light,
  heavy,
  ttftGrowth,
  tpotGrowth,
  queueShare,
  connectShare,
  readingShare,
}: Facts): BottleneckKind {
  if (connectShare > MOST_SHARE) return 'network';
  if (light === heavy) return 'unknown';
  if (ttftGrowth < GROWS && tpotGrowth < GROWS) return 'none';
  // What each part adds to an answer tells which of the two a user waits for.
  const waiting = (heavy.ttftMs.p50 ?? 0) - (light.ttftMs.p50 ?? 0);
  const writing = (heavy.e2eMs.p50 ?? 0) - (light.e2eMs.p50 ?? 0) - waiting;
  if (tpotGrowth >= GROWS && writing > waiting) return 'decode';
  if (queueShare !== null && queueShare > MOST_SHARE) return 'queue';
  return readingShare !== null && readingShare > BUSY_READING ? 'prefill' : 'queue';
}

function sentenceOf(kind: BottleneckKind, { light, heavy, ttftGrowth, tpotGrowth }: Facts): string {
  const [from, to] = [statedLoad(light), statedLoad(heavy)];
  switch (kind) {
    case 'network':
      return stated(
        'Connections are made anew for most requests, and that takes over half of the time to first token.',
      );
    case 'queue':
      if (tpotGrowth >= GROWS)
        return stated(
          'Requests wait for a free place: from {0} to {1} the time to first token grows {2} times. Each token takes {3} times as long, too, but that adds less to an answer.',
          from,
          to,
          ttftGrowth.toFixed(1),
          tpotGrowth.toFixed(1),
        );
      return stated(
        'Requests wait for a free place: from {0} to {1} the time to first token grows {2} times, the speed of an answer once it runs hardly changes.',
        from,
        to,
        ttftGrowth.toFixed(1),
      );
    case 'prefill':
      return stated(
        'Reading prompts keeps the server busy: from {0} to {1} the time to first token grows {2} times, while prompts are read nearly as fast as the server can.',
        from,
        to,
        ttftGrowth.toFixed(1),
      );
    case 'decode':
      return stated(
        'Writing is shared: from {0} to {1} each token takes {2} times as long, as all answers go through the same memory.',
        from,
        to,
        tpotGrowth.toFixed(1),
      );
    case 'none':
      return stated('Nothing gave way up to {0}: neither waiting nor writing became a third slower.', to);
    default:
      return stated('One level is too little to tell what limits the server.');
  }
}

const evidenceOf = ({ ttftGrowth, tpotGrowth, queueShare, connectShare, readingShare }: Facts): Evidence[] => [
  { what: stated('Growth of the time to first token'), value: ttftGrowth, unit: 'ratio' },
  { what: stated('Growth of the time per output token'), value: tpotGrowth, unit: 'ratio' },
  { what: stated('Connecting, as part of the time to first token'), value: connectShare, unit: 'share' },
  ...(queueShare === null
    ? []
    : [
        {
          what: stated('Queueing, as the server says, of the added time to first token'),
          value: queueShare,
          unit: 'share' as const,
        },
      ]),
  ...(readingShare === null
    ? []
    : [
        {
          what: stated('Prompt tokens per second, as part of the reading speed of one alone'),
          value: readingShare,
          unit: 'share' as const,
        },
      ]),
];

const clientIsLate = (level: LoadLevel): Bottleneck => ({
  kind: 'client',
  sentence: stated(
    'This machine was the slow one at {0}, so nothing is said of the server there. Use a machine with more free processor time.',
    statedLoad(level),
  ),
  evidence: [
    { what: stated('Lateness of the measuring thread, p99'), value: level.client.loopDelayP99Ms ?? 0, unit: 'ms' },
    { what: stated('Processor time of the measuring thread'), value: level.client.cpuShare, unit: 'share' },
  ],
});
