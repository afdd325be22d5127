import type { ReportChunk, RunReport } from './runReport';

/** How many tokens had come at which moments: columns, both rising. Begins with nothing at the start of the run. */
export interface RaceCurve {
  readonly atMs: readonly number[];
  readonly tokens: readonly number[];
  /** The total is known, but not what each chunk held: it is spread over the chunks by their characters. */
  readonly spread: boolean;
}

/** More points than a chart has pixels would not be seen. */
const MOST_POINTS = 240;

/** The output of a run over time; `null` when its chunks or its tokens are not known. */
export function raceCurve({ chunks, tokens }: RunReport): RaceCurve | null {
  if (!chunks || chunks.length === 0) return null;
  const each = tokensOf(chunks, tokens.output.total);
  if (each === null) return null;
  let sum = 0;
  const all = chunks.map(({ atMs }, index) => ({ atMs, tokens: (sum += each.counts[index] ?? 0) }));
  const kept = [{ atMs: 0, tokens: 0 }, { atMs: chunks[0]?.atMs ?? 0, tokens: 0 }, ...thinned(all)];
  return { atMs: kept.map(({ atMs }) => atMs), tokens: kept.map((point) => point.tokens), spread: each.spread };
}

function tokensOf(
  chunks: readonly ReportChunk[],
  total: number | null,
): { readonly counts: readonly number[]; readonly spread: boolean } | null {
  if (chunks.every(({ tokens }) => tokens !== null))
    return { counts: chunks.map(({ tokens }) => tokens ?? 0), spread: false };
  const characters = chunks.reduce((sum, chunk) => sum + chunk.characters, 0);
  if (total === null || characters === 0) return null;
  return { counts: chunks.map((chunk) => (total * chunk.characters) / characters), spread: true };
}

/** Every so many-th point; the first and the last always. */
function thinned<T>(points: readonly T[]): T[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
