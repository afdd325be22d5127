import type { FromPanel, ToPanel } from '../../../src/messages/panelMessages';

/** As much of an editor as the panel's host side touches, in memory. */

type Listener<T> = (value: T) => void;

export class Signal<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  get listeners(): number {
    return this.#listeners.size;
  }
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}

export class Disposable {
  readonly #end: () => unknown;
  constructor(end: () => unknown) {
    this.#end = end;
  }
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const each of all) each.dispose();
    });
  }
  dispose(): void {
    this.#end();
  }
}

export class FakePanel {
  readonly posted: ToPanel[] = [];
  readonly received = new Signal<unknown>();
  readonly viewState = new Signal<void>();
  readonly disposed = new Signal<void>();
  readonly revealed: boolean[] = [];
  visible = true;
  readonly webview = {
    html: '',
    options: {} as unknown,
    onDidReceiveMessage: this.received.event,
    postMessage: (message: ToPanel): Promise<boolean> => {
      this.posted.push(message);
      return Promise.resolve(true);
    },
    asWebviewUri: (uri: unknown): unknown => uri,
  };
  readonly onDidChangeViewState = this.viewState.event;
  readonly onDidDispose = this.disposed.event;

  say(message: FromPanel | Record<string, unknown>): void {
    this.received.fire(message);
  }
  reveal(_column: unknown, preserveFocus: boolean): void {
    this.revealed.push(preserveFocus);
  }
  dispose(): void {
    this.disposed.fire();
  }
}

export interface Serializer {
  deserializeWebviewPanel(panel: FakePanel, memory?: unknown): Promise<void>;
}

/** What happened in this editor. */
export const happened = {
  panels: [] as FakePanel[],
  serializer: null as Serializer | null,
  files: new Map<string, Uint8Array>(),
  readOnly: false,
};

export const Uri = { joinPath: (base: string, ...parts: readonly string[]): string => [base, ...parts].join('/') };
export const ViewColumn = { Beside: -2 };
export const env = { language: 'de' };
export const l10n = { bundle: undefined };

export const window = {
  createWebviewPanel: (_type: string, _title: string, _where: unknown): FakePanel => {
    const panel = new FakePanel();
    happened.panels.push(panel);
    return panel;
  },
  registerWebviewPanelSerializer: (_type: string, serializer: Serializer): Disposable => {
    happened.serializer = serializer;
    return new Disposable(() => (happened.serializer = null));
  },
};

const refuse = (): void => {
  if (happened.readOnly) throw new Error('read-only');
};

export const workspace = {
  fs: {
    createDirectory: async (): Promise<void> => refuse(),
    writeFile: async (uri: string, bytes: Uint8Array): Promise<void> => {
      refuse();
      happened.files.set(uri, bytes);
    },
    rename: async (from: string, to: string): Promise<void> => {
      happened.files.set(to, happened.files.get(from) ?? new Uint8Array());
      happened.files.delete(from);
    },
    delete: async (path: string): Promise<void> => {
      refuse();
      for (const name of [...happened.files.keys()])
        if (name === path || name.startsWith(`${path}/`)) happened.files.delete(name);
    },
    readDirectory: async (folder: string): Promise<[string, number][]> =>
      [...happened.files.keys()]
        .filter((name) => name.startsWith(`${folder}/`))
        .map((name) => [name.slice(folder.length + 1), 1]),
    readFile: async (uri: string): Promise<Uint8Array> => {
      const bytes = happened.files.get(uri);
      if (bytes === undefined) throw new Error('not there');
      return bytes;
    },
  },
};
