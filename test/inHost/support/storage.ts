import * as vscode from 'vscode';

/** Secret storage that ends with the test; the editor's own cannot be reached from outside of an extension. */
export function secretStorage(): vscode.SecretStorage {
  const stored = new Map<string, string>();
  const changes = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  return {
    get: (key) => Promise.resolve(stored.get(key)),
    store: (key, value) => Promise.resolve(void stored.set(key, value)),
    delete: (key) => Promise.resolve(void stored.delete(key)),
    onDidChange: changes.event,
  };
}

export function memento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.has(key) ? (kept.get(key) as T) : otherwise) as T,
    update: (key, value) => Promise.resolve(void kept.set(key, value)),
  };
}
