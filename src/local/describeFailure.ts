import path from 'node:path';
import { NoBinaryFoundError } from 'node-llama-cpp';
import { runError, RunFailure, type RunError } from '../core/runError';

/** llama.cpp's words for a refused file, and ours. The first that fits is taken. */
const REFUSALS: readonly (readonly [words: RegExp, say: (name: string, words: RegExpExecArray) => string])[] = [
  [
    /unknown model architecture: '([^']*)'/,
    (name, [, architecture]) =>
      `${name} has the architecture "${architecture}", which the llama.cpp inside this version does not know. ` +
      'Use another model, or a newer version of Prompt Profiler.',
  ],
  [
    /not within the file bounds|corrupted or incomplete|unexpected(?:ly)? (?:end|reached)|EOF|failed to read/i,
    (name) => `${name} is incomplete or damaged: the file ends before its data does. Copy or download it again.`,
  ],
  [
    /out of memory|failed to allocate|unable to allocate|bad_alloc|InsufficientMemory/i,
    (name) =>
      `There is not enough memory for ${name}. Use a smaller model or quantisation, set a smaller contextTokens, or close other programs.`,
  ],
];

/** Turns what went wrong while a model file was loaded into an error that says what to do. */
export function loadFailure(modelPath: string, cause: unknown, log: readonly string[]): RunFailure {
  if (cause instanceof NoBinaryFoundError)
    return new RunFailure(
      runError(
        'unsupported',
        `Local models do not run on ${process.platform} ${process.arch}: this package holds no llama.cpp for it. ` +
          'Use a target with a URL instead.',
      ),
      { cause },
    );
  const name = path.basename(modelPath);
  const words = [...log, messageOf(cause)].join('\n');
  const message =
    firstFit(name, words) ?? `${name} could not be loaded. The file may be damaged: copy or download it again.`;
  return new RunFailure(runError('model-load', message, { detail: words.slice(-500) }), { cause });
}

/** Anything else that a run may die of, as data. */
export function describeFailure(cause: unknown): RunError {
  if (cause instanceof RunFailure) return cause.error;
  return runError('server-error', 'The local model failed in mid-run. Run it again.', { detail: messageOf(cause) });
}

function firstFit(name: string, words: string): string | null {
  for (const [pattern, say] of REFUSALS) {
    const found = pattern.exec(words);
    if (found) return say(name, found);
  }
  return null;
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
