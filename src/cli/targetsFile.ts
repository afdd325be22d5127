import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readTargetsFile, type ReadTargets } from '../config/readTargetsFile';
import { withAbsolutePath } from '../config/resolveTarget';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import { UsageError } from './usageError';

/** The targets file of a folder; `null` when there is none. Paths of model files start at that folder. */
export async function openTargetsFile(folder: string): Promise<ReadTargets | null> {
  const text = await readFile(path.join(folder, TARGETS_FILE_NAME), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UsageError(`${TARGETS_FILE_NAME} cannot be read (${error.code ?? error.message}).`);
  });
  if (text === null) return null;
  const read = readTargetsFile(text);
  const targets = read.file?.targets.map((target) => withAbsolutePath(target, folder)) ?? [];
  return { ...read, file: read.file && { ...read.file, targets } };
}
