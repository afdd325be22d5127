import { setTimeout as sleep } from 'node:timers/promises';
import { getLlama, LlamaLogLevel, type Llama } from 'node-llama-cpp';

const KEPT_LINES = 12;
const LOG_WAIT_MS = 100;
const LOG_POLL_MS = 5;

/** The latest warnings and errors of llama.cpp: the only place where it says why a file was refused. */
const lines: string[] = [];

let llama: Promise<Llama> | null = null;

/** llama.cpp, loaded on first use. Only ever the binary that ships: nothing is downloaded or compiled. */
export function llamaRuntime(): Promise<Llama> {
  llama ??= getLlama({
    gpu: platformGpu(),
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.warn,
    logger: (_level, message) => {
      lines.push(...message.split('\n').filter((line) => line.trim() !== ''));
      lines.splice(0, lines.length - KEPT_LINES);
    },
  });
  return llama;
}

/** Forgets what llama.cpp has said so far. */
export function clearLlamaLog(): void {
  lines.length = 0;
}

/** What llama.cpp has said since. Its lines come over from another thread, so the latest may still be on their way. */
export async function llamaLog(): Promise<readonly string[]> {
  for (let waitedMs = 0; lines.length === 0 && waitedMs < LOG_WAIT_MS; waitedMs += LOG_POLL_MS)
    await sleep(LOG_POLL_MS);
  return lines;
}

/** The only binary for Apple silicon is the Metal one; everywhere else the one for the processor ships. */
function platformGpu(): 'metal' | false {
  return process.platform === 'darwin' && process.arch === 'arm64' ? 'metal' : false;
}
