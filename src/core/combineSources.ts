import type { Source } from './vocabulary';

/**
 * Source of a number that is made of others: the same one when all agree, `estimated` as soon as one is (an estimate never
 * hides behind arithmetic), otherwise `derived`. Which ones it was made of is told by the metric catalogue.
 */
export function combineSources(...sources: readonly Source[]): Source {
  if (sources.includes('estimated')) return 'estimated';
  const [first = 'derived'] = sources;
  return sources.every((source) => source === first) ? first : 'derived';
}
