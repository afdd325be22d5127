import type { Engine } from '../core/engine';
import { printable } from '../report/printable';
import type { MeasureOptions } from './commandLine';
import type { CommandTools } from './commandTools';

/** The engine; with `--verbose` what goes over the wire stands on the error output, which leaves the report alone. */
export const startedEngine = (
  { verbose }: Pick<MeasureOptions, 'verbose'>,
  { startEngine, terminal }: Pick<CommandTools, 'startEngine' | 'terminal'>,
): Engine => {
  if (!verbose) return startEngine();
  return startEngine((record) => {
    for (const line of record.split('\n')) terminal.err(`${printable(line)}\n`);
  });
};
