import type * as vscode from 'vscode';

const LIMIT_MS = 30_000;

/** Listens from now on to how far something is; `null`: it is over. */
export class StatusWatch<Status> implements vscode.Disposable {
  readonly statuses: (Status | null)[] = [];
  readonly #listener: vscode.Disposable;
  readonly #waiting = new Set<() => void>();

  constructor(onStatus: vscode.Event<Status | null>) {
    this.#listener = onStatus((status) => {
      this.statuses.push(status);
      for (const look of this.#waiting) look();
    });
  }

  async until(what: string, holds: (status: Status | null | undefined) => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`It did not come to this: ${what}`)), LIMIT_MS);
      const look = () => {
        if (!holds(this.statuses.at(-1))) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  over(): Promise<void> {
    return this.until('it is over', (status) => status === null);
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
