import path from 'node:path';
import { GgufFileType, type LlamaContextSequence, type LlamaModel } from 'node-llama-cpp';
import { RunFailure } from '../core/runError';
import type { LocalModelFacts, LocalRunMessage } from '../messages/localMessages';
import { createContext } from './createContext';
import { loadFailure } from './describeFailure';
import { checkFits, type ModelFile } from './inspectModelFile';
import { clearLlamaLog, llamaLog, llamaRuntime } from './llamaRuntime';
import { settleThreads } from './settleThreads';

/** What a run wants of its model. */
export type ModelWish = Pick<LocalRunMessage, 'threads' | 'contextTokens'>;

export interface LoadedModel {
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly facts: LocalModelFacts;
  /** True when this run would load exactly what is loaded. */
  serves(file: ModelFile, wish: ModelWish): boolean;
  dispose(): Promise<void>;
}

export interface LoadOptions {
  readonly file: ModelFile;
  readonly wish: ModelWish;
  readonly cacheFolder: string | null;
  readonly signal: AbortSignal;
}

/** Loads a file up to the point where the first prompt can be evaluated, with each part stamped apart. */
export async function loadModel(options: LoadOptions): Promise<LoadedModel> {
  const { file, signal } = options;
  clearLlamaLog();
  try {
    checkFits(file);
    const startedAt = performance.now();
    const llama = await llamaRuntime();
    const runtimeAt = performance.now();
    const model = await llama.loadModel({ modelPath: file.path, loadSignal: signal });
    try {
      return await prepare(model, options, { startedAt, runtimeAt, modelAt: performance.now() });
    } catch (error) {
      await model.dispose();
      throw error;
    }
  } catch (error) {
    throw error instanceof RunFailure ? error : loadFailure(file.path, error, await llamaLog());
  }
}

async function prepare(
  model: LlamaModel,
  { file, wish, cacheFolder, signal }: LoadOptions,
  stamps: { startedAt: number; runtimeAt: number; modelAt: number },
): Promise<LoadedModel> {
  const context = await createContext(model, wish, signal);
  const sequence = context.getSequence();
  const contextAt = performance.now();
  const threads = await settleThreads({ sequence, file, setting: wish.threads, cacheFolder, signal });
  const facts: LocalModelFacts = {
    name: nameOf(model, file),
    quantisation: quantisationOf(model),
    ...threads,
    contextTokens: context.contextSize,
    runtimeMs: stamps.runtimeAt - stamps.startedAt,
    modelMs: stamps.modelAt - stamps.runtimeAt,
    contextMs: contextAt - stamps.modelAt,
    threadTrialMs: performance.now() - contextAt,
  };
  return {
    model,
    sequence,
    facts,
    serves: (other, { threads: setting, contextTokens }) =>
      other.path === file.path &&
      other.sizeBytes === file.sizeBytes &&
      other.changedAtMs === file.changedAtMs &&
      setting === wish.threads &&
      contextTokens === wish.contextTokens,
    dispose: () => model.dispose(),
  };
}

function nameOf(model: LlamaModel, file: ModelFile): string {
  const name: unknown = model.fileInfo.metadata.general.name;
  return typeof name === 'string' && name !== '' ? name : path.basename(file.path);
}

function quantisationOf(model: LlamaModel): string | null {
  const type = model.fileInfo.metadata.general.file_type;
  return type === undefined ? null : (GgufFileType[type]?.replace(/^(?:ALL|MOSTLY)_/, '') ?? null);
}
