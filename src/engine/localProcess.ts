import { fork, type ChildProcess } from 'node:child_process';
import type { FromLocal, ToLocal } from '../messages/localMessages';

/** The first words name the cause; what follows is a trace of calls. */
const KEPT_STDERR_CHARACTERS = 2000;

/** Set by debuggers and by users of node-llama-cpp; in the child they would attach, or change which binary is loaded. */
const FOREIGN_VARIABLES = /^(?:NODE_OPTIONS|NODE_INSPECT|VSCODE_INSPECTOR_OPTIONS|NODE_LLAMA_CPP_)/;

export interface ProcessEnd {
  /** In words for a sentence. */
  readonly how: string;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote; native code says there why it aborts. */
  readonly lastWords: string;
}

/** Who wants to know what the process says of one run, and that it is gone. */
export interface RunListener {
  message(message: FromLocal): void;
  ended(end: ProcessEnd): void;
}

/** The child process that runs GGUF models, and what must be said about it: it is up, it says something, it is gone. */
export class LocalProcess {
  /** Settles when the process listens, or is gone before it did. */
  readonly up: Promise<void>;
  private readonly gone: Promise<ProcessEnd>;
  private readonly child: ChildProcess;
  private readonly listeners = new Map<string, RunListener>();
  private stderr = '';
  private end: ProcessEnd | null = null;

  constructor(processPath: string, cacheFolder: string) {
    this.child = fork(processPath, [cacheFolder], {
      env: childEnvironment(),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(0, KEPT_STDERR_CHARACTERS);
    });
    this.gone = this.whenGone();
    this.up = new Promise((resolve) => {
      this.child.on('message', (message: FromLocal) => {
        if (message.type === 'ready') resolve();
        else this.listeners.get(message.runId)?.message(message);
      });
      void this.gone.then(() => resolve());
    });
  }

  get isGone(): boolean {
    return this.end !== null || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Sends; a process that died meanwhile is no error here, `ended` tells. */
  send(message: ToLocal): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  /** Returns what ends the listening. A process that is gone already says so at once. */
  listen(runId: string, listener: RunListener): () => void {
    if (this.end) listener.ended(this.end);
    else this.listeners.set(runId, listener);
    return () => this.listeners.delete(runId);
  }

  /** Ends it at once: it holds nothing that is worth saving. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }

  private whenGone(): Promise<ProcessEnd> {
    return new Promise((resolve) => {
      const settle = (how: string, signal: NodeJS.Signals | null = null): void => {
        if (this.end) return;
        this.end = { how, signal, lastWords: this.stderr.trim() };
        for (const listener of this.listeners.values()) listener.ended(this.end);
        resolve(this.end);
      };
      // `close` and not `exit`: only then has everything arrived that the process sent or wrote.
      this.child.on('close', (code, signal) => settle(signal ? `signal ${signal}` : `exit code ${code}`, signal));
      this.child.on('error', (error) => {
        if (this.child.pid === undefined) settle(error.message);
      });
    });
  }
}

function childEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !FOREIGN_VARIABLES.test(name));
  // Inside the editor the executable is Electron; this makes it behave as Node, and Node ignores it.
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}
