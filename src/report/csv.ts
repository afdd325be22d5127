import type { RunReport } from '../core/runReport';

const HEAD = ['index', 'at_ms', 'gap_ms', 'read', 'channel', 'characters', 'tokens'];

/** The chunks of a run as a table for other programs (RFC 4180), without their texts. Unknown is an empty cell. */
export function renderCsv({ chunks = [] }: RunReport): string {
  const rows = chunks.map(({ atMs, read, channel, characters, tokens }, index) => {
    const before = chunks[index - 1];
    return [
      index,
      atMs,
      before === undefined ? '' : rounded(atMs - before.atMs),
      read,
      channel,
      characters,
      tokens ?? '',
    ];
  });
  return [HEAD, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Stamps are good to some microseconds; what a subtraction adds below that is dust. */
const rounded = (ms: number): number => Math.round(ms * 1e6) / 1e6;
