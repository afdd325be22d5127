import { createAccounting } from '../../src/accounting/accounting';
import type { Engine } from '../../src/core/engine';
import type { LevelEngine, LevelRequest } from '../../src/core/sweep/levelEngine';
import type { RunProgress } from '../../src/core/runProgress';
import type { RunReport } from '../../src/core/runReport';
import type { RunRequest } from '../../src/core/runRequest';
import type { HttpTarget } from '../../src/core/target';
import { createEngine } from '../../src/engine/createEngine';
import { createHttpSource, type HttpSourceOptions } from '../../src/engine/httpSource';
import type { RunSource } from '../../src/engine/runSource';
import type { EngineSetup } from '../../src/messages/engineMessages';

export const testSetup: EngineSetup = {
  extensionVersion: '0.0.0',
  host: 'test',
  remote: false,
  distFolder: '',
  builtInModelPath: '',
};

const noModels: RunSource = {
  run: () => Promise.reject(new Error('these tests have no model files')),
  dispose: () => Promise.resolve(),
};

/** The engine in this thread: the same code as in the worker, without the thread. */
export const createTestEngine = (options: HttpSourceOptions = {}, gguf: RunSource = noModels): Engine & LevelEngine =>
  createEngine({
    setup: testSetup,
    sources: { http: createHttpSource(options), gguf },
    accounting: createAccounting(),
  });

/** A request to an endpoint, with what a test wants to be different. */
export const requestTo = (
  url: string,
  { target, ...rest }: Partial<Omit<RunRequest, 'target'>> & { target?: Partial<HttpTarget> } = {},
): RunRequest => ({
  // A server that nothing is known of would be asked what it is, which most tests are not about.
  target: { name: 'scripted', protocol: 'openai-chat', url, model: 'scripted-model', vendor: 'generic', ...target },
  prompt: { messages: [{ role: 'user', content: 'How long is a day?' }], source: 'test' },
  parameters: {},
  cache: 'as-is',
  apiKey: null,
  ...rest,
});

/** A level under load at an endpoint: one user and one request, with what a test wants to be different. */
export const levelTo = (url: string, parts: Partial<LevelRequest> = {}): LevelRequest => ({
  request: requestTo(url),
  text: { own: null, source: 'test' },
  words: 20,
  cache: 'cold',
  arrivals: 'closed',
  load: 1,
  burst: 1,
  thinkMs: 0,
  wanted: 1,
  most: parts.wanted ?? 1,
  levelMs: 120_000,
  caps: { requests: null, tokens: null, usd: null },
  price: null,
  useOfOne: { input: 20, output: 20, expectedInput: 20 },
  tokensPerCharacter: null,
  script: null,
  ...parts,
});

let runs = 0;

/** Runs once and gives the report, with all progress on the side. */
export async function runOnce(
  engine: Engine,
  request: RunRequest,
): Promise<{ report: RunReport; progress: RunProgress[] }> {
  const progress: RunProgress[] = [];
  const report = await engine.run(`run-${String(++runs)}`, request, (batch) => progress.push(batch)).finished;
  return { report, progress };
}
