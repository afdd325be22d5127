import type { Engine } from '../../../src/core/engine';
import type { RunProgress } from '../../../src/core/runProgress';
import type { RunReport } from '../../../src/core/runReport';
import { AccountingClient } from '../../../src/engine/accountingClient';
import { createEngine } from '../../../src/engine/createEngine';
import { createHttpSource } from '../../../src/engine/httpSource';
import { startThread } from '../../../src/engine/threadPort';
import { requestTo } from '../../support/testEngine';
import { PROMPT } from './jsonRequest';
import { threadStartMs } from './monotonicMs';
import type { Order } from './observedRun';

/** A report with its t0 on the system's monotonic clock. */
export interface AbsoluteReport {
  readonly report: RunReport;
  readonly t0Ms: number;
}

const noModels = { run: () => Promise.reject(new Error('no models here')), dispose: () => Promise.resolve() };

/** The product's engine in the calling thread, with its clock; only t0 is told besides, in absolute terms. */
export class AbsoluteEngine {
  readonly #accounting: AccountingClient;
  readonly #engine: Engine;
  #t0Ms: number | null = null;

  constructor(accountingFile: string) {
    this.#accounting = new AccountingClient(() => startThread(accountingFile));
    this.#engine = createEngine({
      setup: { extensionVersion: 'bench', host: 'bench', remote: false, distFolder: '', builtInModelPath: '' },
      sources: { http: createHttpSource({ now: () => this.#now() }), gguf: noModels },
      accounting: this.#accounting,
    });
  }

  async run({ url, prompt = PROMPT }: Order, onProgress: (progress: RunProgress) => void): Promise<AbsoluteReport> {
    this.#t0Ms = null;
    const request = requestTo(url, { prompt: { messages: [{ role: 'user', content: prompt }], source: 'bench' } });
    const report = await this.#engine.run('bench', request, onProgress).finished;
    return { report, t0Ms: this.#t0Ms ?? NaN };
  }

  async close(): Promise<void> {
    await this.#engine.dispose();
    await this.#accounting.dispose();
  }

  /** The first reading of a run is its t0. */
  #now(): number {
    const atMs = performance.now();
    this.#t0Ms ??= threadStartMs + atMs;
    return atMs;
  }
}
