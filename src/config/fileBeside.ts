import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where the files that a prompt names may be. */
export interface PromptPlaces {
  /** Folder of the prompt file: relative paths start here. */
  readonly folder: string;
  /** No file outside of this folder is read, whatever a path or a link says. */
  readonly root: string;
}

/** The content of a file, or why there is none. `code`: what the system says. */
export type FileBeside =
  | { readonly bytes: Buffer }
  | { readonly why: 'outside' | 'no-file' }
  | { readonly why: 'too-large'; readonly size: number }
  | { readonly why: 'unreadable'; readonly code: string };

/** Reads a file that a prompt names, which may be anybody's: no other folder is looked into, and nothing large is read. */
export async function fileBeside(name: string, { folder, root }: PromptPlaces, mostBytes: number): Promise<FileBeside> {
  try {
    const file = await realpath(path.resolve(folder, name));
    if (!isInside(file, await realpath(root))) return { why: 'outside' };
    const found = await stat(file);
    // Reading a pipe would wait for ever.
    if (!found.isFile()) return { why: 'no-file' };
    if (found.size > mostBytes) return { why: 'too-large', size: found.size };
    return { bytes: await readFile(file) };
  } catch (error) {
    return { why: 'unreadable', code: (error as NodeJS.ErrnoException).code ?? 'unknown error' };
  }
}

function isInside(file: string, root: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
