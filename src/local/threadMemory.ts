import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ModelFile } from './inspectModelFile';

/** A trial on a busy machine may choose badly; after this time it gets another chance. */
const VALID_MS = 7 * 24 * 60 * 60 * 1000;
const KEPT_ENTRIES = 50;
const FILE_NAME = 'threads.json';

interface Entry {
  readonly threads: number;
  /** Calendar time, only ever compared with days. */
  readonly savedAt: string;
}

/**
 * Outcomes of thread trials, per model file and machine. A convenience: whatever goes wrong with the file means "not known", and
 * the trial is made again.
 */
export async function recallThreads(folder: string | null, file: ModelFile): Promise<number | null> {
  const entry = (await readEntries(folder)).get(keyOf(file));
  return entry && Date.now() - Date.parse(entry.savedAt) < VALID_MS ? entry.threads : null;
}

export async function rememberThreads(folder: string | null, file: ModelFile, threads: number): Promise<void> {
  if (folder === null) return;
  const entries = await readEntries(folder);
  const key = keyOf(file);
  entries.delete(key);
  entries.set(key, { threads, savedAt: new Date().toISOString() });
  const text = JSON.stringify(Object.fromEntries([...entries].slice(-KEPT_ENTRIES)));
  try {
    await mkdir(folder, { recursive: true });
    // Two processes may write at once: each writes its own file, and the later name wins whole.
    const draft = path.join(folder, `${FILE_NAME}.${process.pid}`);
    await writeFile(draft, text);
    await rename(draft, path.join(folder, FILE_NAME));
  } catch {
    // No place to remember it: the next start makes the trial again.
  }
}

async function readEntries(folder: string | null): Promise<Map<string, Entry>> {
  if (folder === null) return new Map();
  try {
    const content: unknown = JSON.parse(await readFile(path.join(folder, FILE_NAME), 'utf8'));
    const entries = typeof content === 'object' && content !== null ? Object.entries(content) : [];
    return new Map(entries.filter((pair): pair is [string, Entry] => isEntry(pair[1])));
  } catch {
    return new Map();
  }
}

function isEntry(value: unknown): value is Entry {
  const { threads, savedAt } = (value ?? {}) as Partial<Entry>;
  return Number.isInteger(threads) && Number(threads) > 0 && typeof savedAt === 'string';
}

function keyOf(file: ModelFile): string {
  const cpus = os.cpus();
  const machine = [os.hostname(), cpus[0]?.model, cpus.length];
  return createHash('sha256')
    .update(JSON.stringify([machine, file.path, file.sizeBytes, file.changedAtMs]))
    .digest('hex');
}
