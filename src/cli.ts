import path from 'node:path';
import { version } from '../package.json';
import { onInterrupt } from './cli/onInterrupt';
import { onKey } from './cli/onKey';
import { runCommandLine } from './cli/runCommandLine';
import { createTerminal } from './cli/terminal';
import { unsentReport } from './engine/crashedReport';
import { EngineClient } from './engine/engineClient';
import { probeServer } from './engine/probeServer';
import { runSeries } from './engine/runSeries';
import { startSweep } from './engine/sweep/startSweep';
import type { EngineSetup } from './messages/engineMessages';
import { keyVariables } from './protocols/vendors/keyVariables';

/** The command line: a parts list. The bundle lies in dist/, beside the engine's. */
const setup: EngineSetup = {
  extensionVersion: version,
  host: 'cli',
  remote: false,
  distFolder: __dirname,
  builtInModelPath: path.join(__dirname, '..', 'media', 'model', 'latency-1m.gguf'),
};

void runCommandLine(process.argv.slice(2), {
  terminal: createTerminal(process.stdout, process.stderr, process.env),
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  version,
  startEngine: (wire) =>
    new EngineClient(
      setup,
      undefined,
      wire && { wireLog: { isWanted: () => true, write: (_, record) => wire(record) } },
    ),
  keyVariables,
  probe: probeServer,
  startSeries: (engine, plan, onUpdate) => runSeries({ engine }, plan, onUpdate),
  startSweep: (plan, onUpdate) => startSweep({ setup }, plan, onUpdate),
  refusedReport: unsentReport(setup),
  onInterrupt,
  onKey: (listener) => onKey(process.stdin, listener),
}).then((status) => {
  process.exitCode = status;
});
