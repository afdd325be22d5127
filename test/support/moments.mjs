/** A number from 0 to 1 that looks random and is the same in every run. @param {number} index */
const chance = (index) => (((Math.imul(index + 1, 0x9e3779b1) ^ (index << 13)) >>> 0) % 1009) / 1009;

/**
 * When each of so many chunks is ready, in ms after the request. `firstMs` and `gapMs` make an even pace, and parameters of the
 * scenario disturb it: `burstOf` lets chunks go out in groups, `burstUpTo` in groups of varying size as speculative decoding does,
 * `jitterMs` makes each late by up to so much, and from chunk `stallAfter` on all are late by `stallMs`.
 *
 * @param {Record<string, string>} params @param {{ firstMs: number, gapMs: number, count: number }} pace
 */
export function momentsOf(params, { firstMs, gapMs, count }) {
  const { burstOf = '1', burstUpTo = '1', jitterMs = '0', stallAfter = 'Infinity', stallMs = '0' } = params;
  const size = (/** @type {number} */ start) =>
    burstUpTo === '1' ? Number(burstOf) : 1 + Math.floor(chance(start) * Number(burstUpTo));
  let start = 0;
  return Array.from({ length: count }, (_, index) => {
    if (index >= start + size(start)) start = index;
    const lateMs = chance(start) * Number(jitterMs) + (index >= Number(stallAfter) ? Number(stallMs) : 0);
    return firstMs + start * gapMs + lateMs;
  });
}
