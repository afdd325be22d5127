/** Time for one candidate, beyond its first step. */
const BUDGET_MS = 40;
const MAX_STEPS = 32;
/** More threads must pay: on shared cores a tie in a short trial is a loss in a long run. */
const WORTHWHILE = 0.9;
/** A first step this much slower than the best needs no second. */
const HOPELESS = 5;

export interface ThreadTrial {
  readonly threads: number;
  /** Mean ms per step for each number tried. */
  readonly msPerToken: Readonly<Record<string, number>>;
}

/**
 * Finds the number of threads that decodes fastest. Small models lose by more threads (the workers spin at a barrier for each
 * layer, and on shared cores that costs a scheduler slice: 0.4 ms per token became 14.6 ms), large ones gain; only a trial tells.
 * The mean counts and not the median, because rare slices of 200 ms are exactly what must show.
 *
 * @param candidates ascending
 * @param step makes one decode step and returns its ms
 */
export async function tryThreads(
  candidates: readonly number[],
  step: (threads: number) => Promise<number>,
): Promise<ThreadTrial> {
  const msPerToken: Record<string, number> = {};
  let best = { threads: candidates[0] ?? 1, ms: Number.POSITIVE_INFINITY };
  for (const threads of candidates) {
    const ms = await tryOne(() => step(threads), best.ms);
    msPerToken[String(threads)] = ms;
    // Speed over threads has one peak: what does not gain now will not gain later.
    if (ms > best.ms * WORTHWHILE) break;
    best = { threads, ms };
  }
  return { threads: best.threads, msPerToken };
}

async function tryOne(step: () => Promise<number>, bestMs: number): Promise<number> {
  // Reads the weights from disk and wakes the workers, so it does not count unless it condemns.
  const firstMs = await step();
  if (firstMs > bestMs * HOPELESS) return firstMs;
  let spentMs = 0;
  let steps = 0;
  while (steps < MAX_STEPS && (steps === 0 || spentMs < BUDGET_MS)) {
    spentMs += await step();
    steps++;
  }
  return spentMs / steps;
}

/** 1, 2, 4, … and the number of cores itself. */
export function threadCandidates(cores: number): number[] {
  const candidates: number[] = [];
  for (let threads = 1; threads < cores; threads *= 2) candidates.push(threads);
  return [...candidates, Math.max(1, cores)];
}
