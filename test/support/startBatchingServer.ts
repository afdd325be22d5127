import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A server of `batchingServer.mjs`, and what it counted. */
export interface BatchingServer {
  readonly url: string;
  counts(): Promise<{ received: number; open: number; mostOpen: number; refused: number }>;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
}

export async function startBatchingServer(options: Readonly<Record<string, unknown>>): Promise<BatchingServer> {
  const file = fileURLToPath(new URL('batchingServer.mjs', import.meta.url));
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child = fork(file, [JSON.stringify(options)], { execArgv: [], stdio: [...stdio] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { address } = await new Promise<{ address: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { address: string }));
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)));
  });
  return {
    url: `${address}/v1`,
    counts: async () => (await fetch(`${address}/-/counts`)).json() as ReturnType<BatchingServer['counts']>,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
