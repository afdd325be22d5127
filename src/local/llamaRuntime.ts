import { getLlama, LlamaLogLevel, type Llama } from 'node-llama-cpp';

const KEPT_LINES = 12;

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

/** Hands out and forgets what llama.cpp has said since the last call. */
export function takeLlamaLog(): string[] {
  return lines.splice(0);
}

/** The only binary for Apple silicon is the Metal one; everywhere else the one for the processor ships. */
function platformGpu(): 'metal' | false {
  return process.platform === 'darwin' && process.arch === 'arm64' ? 'metal' : false;
}
