import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { LocalModelFacts } from '../messages/localMessages';
import type { ModelFile } from './inspectModelFile';
import { recallThreads, rememberThreads } from './threadMemory';
import { threadCandidates, tryThreads } from './tryThreads';

export interface SettleOptions {
  readonly sequence: LlamaContextSequence;
  readonly file: ModelFile;
  readonly setting: number | null;
  readonly cacheFolder: string | null;
  readonly signal: AbortSignal;
}

/**
 * Sets the number of threads: the user's, the one remembered for this model on this machine, or the winner of a trial. Makes at
 * least one decode step in any case, so that reading the weights from disk belongs to the load and not to the first prefill.
 */
export async function settleThreads(
  options: SettleOptions,
): Promise<Pick<LocalModelFacts, 'threads' | 'threadsFrom' | 'trialMsPerToken'>> {
  const { sequence, file, setting, cacheFolder } = options;
  const steps = decodeSteps(options);
  try {
    const known = setting ?? (await recallThreads(cacheFolder, file));
    if (known !== null) {
      await steps.step(known);
      return { threads: known, threadsFrom: setting === null ? 'remembered' : 'setting', trialMsPerToken: {} };
    }
    const { threads, msPerToken } = await tryThreads(threadCandidates(sequence.model.llama.cpuMathCores), (candidate) =>
      steps.step(candidate),
    );
    sequence.model.llama.maxThreads = threads;
    await rememberThreads(cacheFolder, file, threads);
    return { threads, threadsFrom: 'trial', trialMsPerToken: msPerToken };
  } finally {
    await steps.end();
  }
}

/** Single decode steps, each timed, on a sequence that is empty before and after. */
function decodeSteps({ sequence, signal }: SettleOptions) {
  const { model } = sequence;
  const start: Token[] = model.tokens.bos === null ? model.tokenize('a').slice(0, 1) : [model.tokens.bos];
  const tokens = sequence.evaluate(start, { temperature: 0, yieldEogToken: true });
  return {
    async step(threads: number): Promise<number> {
      signal.throwIfAborted();
      model.llama.maxThreads = threads;
      const startedAt = performance.now();
      await tokens.next();
      return performance.now() - startedAt;
    },
    async end(): Promise<void> {
      await tokens.return();
      await sequence.clearHistory();
    },
  };
}
