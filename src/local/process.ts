import type { FromLocal, ToLocal } from '../messages/localMessages';
import { ModelHost } from './modelHost';

/**
 * Entry of the child process that runs GGUF models, so that a native crash ends this process and nothing else.
 * Its one argument is the folder in which it may remember the outcome of thread trials.
 */
function send(message: FromLocal): void {
  // A channel that closes meanwhile is no error here: `disconnect` follows at once.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

const host = new ModelHost(send, process.argv[2] ?? null);

process.on('message', (message: ToLocal) => host.receive(message));
// The parent is gone. Nothing here is worth saving, and an orderly exit would first wait for the native step under way.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl+C reaches the whole group of processes; what to do about it is the parent's decision.
process.on('SIGINT', () => undefined);

send({ type: 'ready' });
