/**
 * Whether the answering model's name is another spelling of the asked one. Servers resolve an alias to a dated release
 * (`m` → `m-2026-08-06`), add a default tag (`m:latest`), or drop the path of a file. That is the model that was asked for.
 */
export function isSameModel(asked: string, answered: string): boolean {
  const [a, b] = [plain(asked), plain(answered)];
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short !== '' && long.startsWith(short) && /^[-@:](\d{3,}[-\d]*|latest)$/.test(long.slice(short.length));
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^.*[\\/]/, '')
    .replace(/\.gguf$/, '');
