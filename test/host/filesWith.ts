import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Files below a folder, at any depth, that hold a text. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const hits = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      return bytes.includes(text) ? [file] : [];
    }),
  );
  return hits.flat();
}
