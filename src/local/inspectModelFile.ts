import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { runError, RunFailure } from '../core/runError';
import { availableMemoryBytes, formatBytes } from './memory';

/** What tells one model file from another without reading it. */
export interface ModelFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly changedAtMs: number;
}

const GGUF_MAGIC = 'GGUF';

/**
 * The cheap checks, made before every run and before any large memory is asked for: the file is there, says that it is GGUF,
 * and can fit in memory.
 */
export async function inspectModelFile(modelPath: string): Promise<ModelFile> {
  const handle = await openModel(modelPath);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) fail(`${modelPath} is not a file. Give the path of a .gguf file.`);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(GGUF_MAGIC.length), 0, GGUF_MAGIC.length, 0);
    if (bytesRead < GGUF_MAGIC.length || buffer.toString('latin1') !== GGUF_MAGIC)
      fail(`${modelPath} is not a GGUF model: it does not begin with "GGUF". Point the target at a .gguf file.`);
    return { path: modelPath, sizeBytes: stats.size, changedAtMs: stats.mtimeMs };
  } finally {
    await handle.close();
  }
}

/** Refuses a model whose weights alone are larger than the memory that is left. */
export function checkFits(file: ModelFile): void {
  const availableBytes = availableMemoryBytes();
  if (file.sizeBytes <= availableBytes) return;
  fail(
    `${path.basename(file.path)} is too large for this machine: its weights take ${formatBytes(file.sizeBytes)}, ` +
      `${formatBytes(availableBytes)} of memory are free. Use a smaller model or quantisation, or close other programs.`,
  );
}

async function openModel(modelPath: string): Promise<FileHandle> {
  try {
    return await open(modelPath, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const what =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? `There is no model file at ${modelPath}. Check the path of the target.`
        : `The model file ${modelPath} cannot be read (${code}). Check its permissions.`;
    throw new RunFailure(runError('model-load', what), { cause: error });
  }
}

function fail(message: string): never {
  throw new RunFailure(runError('model-load', message));
}
