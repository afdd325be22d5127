import type { LlamaContext, LlamaModel } from 'node-llama-cpp';
import { runError, RunFailure } from '../core/runError';
import type { ModelWish } from './loadModel';
import { availableMemoryBytes, formatBytes } from './memory';

/** Enough for long prompts; models trained for 128 000 tokens and more would otherwise ask for tens of gigabytes. */
const DEFAULT_CONTEXT_TOKENS = 8192;

/** The estimate makes the book-keeping of a real context; beyond this size that alone takes gigabytes. */
const LARGEST_ESTIMATED_TOKENS = 2 ** 20;

/** A context with one sequence, after a check that it fits. */
export async function createContext(model: LlamaModel, wish: ModelWish, signal: AbortSignal): Promise<LlamaContext> {
  const contextSize = wish.contextTokens ?? Math.min(model.trainContextSize, DEFAULT_CONTEXT_TOKENS);
  const neededBytes = await estimateBytes(model, contextSize);
  const availableBytes = availableMemoryBytes();
  if (neededBytes > availableBytes)
    throw new RunFailure(
      runError(
        'model-load',
        `A context of ${contextSize} tokens needs ${formatBytes(neededBytes)}, ${formatBytes(availableBytes)} of memory are free. ` +
          'Set a smaller contextTokens for this target.',
      ),
    );
  // The upper limit of this context. How many work in each step is the smaller `maxThreads` that settleThreads sets later.
  const threads = wish.threads ?? model.llama.cpuMathCores;
  model.llama.maxThreads = threads;
  return model.createContext({
    contextSize,
    sequences: 1,
    threads,
    createSignal: signal,
    // Checked above, with numbers.
    ignoreMemorySafetyChecks: true,
    // A smaller context than asked for would change what is measured without a word.
    failedCreationRemedy: false,
  });
}

async function estimateBytes(model: LlamaModel, contextTokens: number): Promise<number> {
  const contextSize = Math.min(contextTokens, LARGEST_ESTIMATED_TOKENS);
  const { cpuRam } = await model.fileInsights.estimateContextResourceRequirementsV2({
    contextSize,
    modelGpuLayers: model.gpuLayers,
    sequences: 1,
  });
  return cpuRam * (contextTokens / contextSize);
}
