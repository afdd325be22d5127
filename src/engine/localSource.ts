import { randomUUID } from 'node:crypto';
import { RunFailure } from '../core/runError';
import type { RunRequest } from '../core/runRequest';
import { BUILT_IN_SCHEME } from '../core/target';
import type { TraceSink } from '../core/traceSink';
import type { LocalRunMessage } from '../messages/localMessages';
import { localCacheFolder } from './localCacheFolder';
import { LocalProcess } from './localProcess';
import { performLocalRun, stopped } from './localRun';
import { LocalTrace } from './localTrace';
import type { RunSource } from './runSource';

export interface LocalSourceOptions {
  /** Bundle of src/local/process.ts. */
  readonly processPath: string;
  readonly builtInModelPath: string;
  /** Where thread trials are remembered. */
  readonly cacheFolder?: string;
}

/** The built-in model is a measuring standard: enough tokens for every statistic, soon done. */
const BUILT_IN_MAX_TOKENS = 512;

/** Models in a child process of their own, which starts with the first run and stays for the next ones. */
export const createLocalSource = (options: LocalSourceOptions): RunSource => new LocalSource(options);

class LocalSource implements RunSource {
  private readonly options: LocalSourceOptions;
  private readonly disposing = new AbortController();
  private process: LocalProcess | null = null;

  constructor(options: LocalSourceOptions) {
    this.options = options;
  }

  async run(request: RunRequest, sink: TraceSink, wish: AbortSignal): Promise<void> {
    const t0 = performance.now();
    const nowMs = (): number => performance.now() - t0;
    sink.begin();
    const signal = AbortSignal.any([wish, this.disposing.signal]);
    const running = this.process?.isGone ? null : this.process;
    if (signal.aborted) throw new RunFailure(stopped());
    const run = toLocalRun(request, this.options.builtInModelPath);
    const process = running ?? this.start();
    await process.up;
    const trace = new LocalTrace(sink, { sentMs: nowMs(), startedProcess: running === null });
    await performLocalRun({ process, run, trace, signal, timeouts: request.target.timeouts ?? {}, nowMs });
  }

  async dispose(): Promise<void> {
    this.disposing.abort();
    await this.process?.kill();
  }

  private start(): LocalProcess {
    const { processPath, cacheFolder = localCacheFolder() } = this.options;
    this.process = new LocalProcess(processPath, cacheFolder);
    return this.process;
  }
}

function toLocalRun({ target, prompt, parameters, cache }: RunRequest, builtInModelPath: string): LocalRunMessage {
  if (target.protocol !== 'gguf') throw new TypeError(`${target.protocol} is no local model`);
  const isBuiltIn = target.path.startsWith(BUILT_IN_SCHEME);
  const { maxTokens, temperature, topP, seed, stop } = { ...target.parameters, ...parameters };
  const extra = { ...target.parameters?.extra, ...parameters.extra };
  return {
    type: 'run',
    runId: randomUUID(),
    modelPath: isBuiltIn ? builtInModelPath : target.path,
    messages: prompt.messages,
    maxTokens: maxTokens ?? (isBuiltIn ? BUILT_IN_MAX_TOKENS : null),
    temperature: temperature ?? 0,
    topP: topP ?? null,
    seed: seed ?? null,
    stop: stop ?? [],
    // Called as vLLM, SGLang and llama.cpp call it.
    ignoresEnd: extra['ignore_eos'] === true,
    threads: target.threads ?? null,
    contextTokens: target.contextTokens ?? null,
    reusePrefix: cache !== 'cold',
  };
}
