import { Uri, workspace } from 'vscode';

/** Written whole or not at all: a window may be closed in the middle of it. */
export async function writeWhole(folder: Uri, name: string, text: string): Promise<void> {
  const unfinished = Uri.joinPath(folder, `${name}.part`);
  await workspace.fs.writeFile(unfinished, new TextEncoder().encode(text));
  await workspace.fs.rename(unfinished, Uri.joinPath(folder, name), { overwrite: true });
}

/** What stands in a file of ours. Rejects when it cannot be read, or is no JSON. */
export async function readJson(folder: Uri, name: string): Promise<unknown> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(folder, name));
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}
