import { closeSync, openSync, readSync } from 'node:fs';
import { Session, type Profiler, type Runtime } from 'node:inspector';

/** A turn of the host's thread that had something to do, and whose code ran in it. */
export interface Turn {
  readonly ms: number;
  /** Functions of the extension, with all that they call. */
  readonly oursMs: number;
  /** Functions of the editor, and of Node on its behalf. */
  readonly editorMs: number;
  readonly collectingMs: number;
  /** How long the thread was ready and had no core, as Linux tells it; elsewhere 0. */
  readonly waitedMs: number;
  /** The function that took most of it. */
  readonly heaviest: string;
}

/** Shorter turns are of no interest here. */
const SHORT_MS = 0.5;
const MOST_TURNS = 100_000;
const SAMPLE_EACH_US = 100;

const session = new Session();

/**
 * Watches the turns of this thread until `outcome` settles: the clock is looked at once a turn, and the profiler of the
 * engine tells whose code ran. What is left of a turn is neither's: the machine gave the thread no core.
 */
export async function turnsDuring<T>(outcome: Promise<T>): Promise<{ value: T; turns: Turn[] }> {
  const waited = openWaiting();
  const startsMs = new Float64Array(MOST_TURNS);
  const lengthsMs = new Float64Array(MOST_TURNS);
  const waitsMs = new Float64Array(MOST_TURNS);
  let found = 0;
  let waitedMs = waited.ms();
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    const waitedNowMs = waited.ms();
    if (now - last > SHORT_MS && found < MOST_TURNS) {
      startsMs[found] = last;
      waitsMs[found] = waitedNowMs - waitedMs;
      lengthsMs[found++] = now - last;
    }
    // What looking took is part of no turn.
    waitedMs = waitedNowMs;
    last = performance.now();
    next = setImmediate(look);
  };
  let next = setImmediate(look);
  const value = await outcome;
  clearImmediate(next);
  waited.close();
  const samples = samplesOf(await stopProfiler());
  const turns = Array.from({ length: found }, (_, index) =>
    turnOf({ startMs: startsMs[index] ?? 0, ms: lengthsMs[index] ?? 0, waitedMs: waitsMs[index] ?? 0 }, samples),
  );
  return { value, turns };
}

/** How long this thread has waited for a core so far. (Linux, Documentation/scheduler/sched-stats: the second number, in ns.) */
function openWaiting(): { ms(): number; close(): void } {
  const buffer = Buffer.alloc(64);
  try {
    const file = openSync('/proc/thread-self/schedstat', 'r');
    const ms = (): number => {
      const length = readSync(file, buffer, 0, buffer.length, 0);
      return Number(buffer.toString('latin1', 0, length).split(' ')[1]) / 1e6;
    };
    return { ms, close: () => closeSync(file) };
  } catch {
    return { ms: () => 0, close: () => undefined };
  }
}

/** To be awaited before that which is watched begins: starting takes the thread some milliseconds. */
export async function startProfiler(): Promise<void> {
  session.connect();
  await post('Profiler.enable');
  await post('Profiler.setSamplingInterval', { interval: SAMPLE_EACH_US });
  await post('Profiler.start');
}

async function stopProfiler(): Promise<Profiler.Profile> {
  const { profile } = await post<{ profile: Profiler.Profile }>('Profiler.stop');
  session.disconnect();
  return profile;
}

function post<T>(method: string, parameters: object = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    session.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result as T)));
  });
}

interface Sample {
  readonly atMs: number;
  readonly ms: number;
  readonly of: 'ours' | 'editor' | 'collector' | 'nobody';
  readonly name: string;
}

function samplesOf({ nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile): Sample[] {
  const owners = ownersOf(nodes);
  // The profiler counts microseconds of the machine's clock, which `performance.now()` begins later on.
  const offsetMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();
  let atUs = startTime;
  return samples.map((id, index) => {
    atUs += timeDeltas[index] ?? 0;
    const owner = owners.get(id) ?? { of: 'nobody', name: '' };
    return { atMs: atUs / 1000 - offsetMs, ms: (timeDeltas[index + 1] ?? 0) / 1000, ...owner };
  });
}

type Owner = Pick<Sample, 'of' | 'name'>;

/** Whose code a sample is in: that of the innermost function of the extension, or of the editor, that it was reached by. */
function ownersOf(nodes: readonly Profiler.ProfileNode[]): Map<number, Owner> {
  const owners = new Map<number, Owner>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (node: Profiler.ProfileNode, above: Owner): void => {
    const owner = ownerOf(node.callFrame, above);
    owners.set(node.id, owner);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child) visit(child, owner);
    }
  };
  const [root] = nodes;
  if (root) visit(root, { of: 'nobody', name: '' });
  return owners;
}

function ownerOf({ functionName, url, lineNumber, columnNumber }: Runtime.CallFrame, above: Owner): Owner {
  const name = `${functionName} ${lineNumber + 1}:${columnNumber}`;
  if (functionName === '(garbage collector)') return { of: 'collector', name: 'garbage' };
  if (/[\\/]dist[\\/]extension\.js$/.test(url)) return { of: 'ours', name };
  if (above.of !== 'ours' && /extensionHostProcess/.test(url)) return { of: 'editor', name };
  return above.of === 'nobody'
    ? above
    : { of: above.of, name: url === '' ? `${above.name} < ${functionName}` : above.name };
}

interface Span {
  readonly startMs: number;
  readonly ms: number;
  readonly waitedMs: number;
}

function turnOf({ startMs, ms, waitedMs }: Span, samples: readonly Sample[]): Turn {
  const sums = { ours: 0, editor: 0, collector: 0, nobody: 0 };
  const names = new Map<string, number>();
  for (const { atMs, ms: lastedMs, of, name } of samples) {
    // A sample lasts to the next one, which a busy machine takes late.
    const withinMs = Math.min(atMs + lastedMs, startMs + ms) - Math.max(atMs, startMs);
    if (withinMs <= 0) continue;
    sums[of] += withinMs;
    if (of !== 'nobody') names.set(name, (names.get(name) ?? 0) + withinMs);
  }
  const [heaviest = ''] = [...names].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return { ms, waitedMs, oursMs: sums.ours, editorMs: sums.editor, collectingMs: sums.collector, heaviest };
}
