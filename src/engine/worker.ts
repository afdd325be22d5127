import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { EngineSetup, FromEngine, ToEngine } from '../messages/engineMessages';
import { AccountingClient } from './accountingClient';
import { answerQuestion } from './answerQuestion';
import { createEngine } from './createEngine';
import { createHttpSource } from './httpSource';
import { createLocalSource } from './localSource';
import { serveEngine } from './serveEngine';
import { startThread } from './threadPort';

/** Entry of the measuring thread: a parts list. */
const setup = workerData as EngineSetup;
const inDist = (file: string): string => path.join(setup.distFolder, file);

const accounting = new AccountingClient(() => startThread(inDist('accounting.mjs')));
const sources = {
  http: createHttpSource(),
  gguf: createLocalSource({
    processPath: inDist('localModel.mjs'),
    builtInModelPath: setup.builtInModelPath,
  }),
};
const serve = serveEngine(
  { engine: createEngine({ setup, sources, accounting }), answer: answerQuestion },
  (message: FromEngine) => parentPort?.postMessage(message),
  () => void accounting.dispose().then(() => parentPort?.close()),
);
parentPort?.on('message', (message: ToEngine) => serve(message));
