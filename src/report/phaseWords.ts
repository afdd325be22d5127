import { formatFor } from '../core/format';
import type { Phase } from '../core/runReport';

const format = formatFor('en');

/** The phases of a run in words: `prefill 61.2 ms (reported)`. */
export const phaseWords = (phases: readonly Phase[]): string[] =>
  phases.map(({ name, startMs, endMs, source }) => {
    const said = source === 'reported' ? ' (reported)' : '';
    return `${name} ${format.duration(endMs - startMs, 'table')}${said}`;
  });
