import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { readImages } from '../config/readImages';
import { MAX_PROMPT_CHARACTERS, readPrompt, tooLong } from '../config/readPrompt';
import type { RunError } from '../core/runError';
import type { Message, Prompt } from '../core/runRequest';
import type { Parameters } from '../core/target';
import { UsageError } from './usageError';

/** A prompt as it was given. With `refusal` it is not sent, but there is a report that says why. */
export interface PromptInput {
  readonly prompt: Prompt;
  readonly parameters: Parameters;
  readonly refusal: RunError | null;
}

/** The prompt that was ordered. What stands on the command line goes before what stands in the prompt file. */
export async function orderedPrompt(
  { file, maxTokens }: { readonly file: string; readonly maxTokens: number | null },
  stdin: Readable,
): Promise<PromptInput> {
  const input = await readPromptInput(file, stdin);
  return maxTokens === null ? input : { ...input, parameters: { ...input.parameters, maxTokens } };
}

/** Reads the prompt from a file, or from standard input for `-`. */
export async function readPromptInput(file: string, stdin: Readable): Promise<PromptInput> {
  const text = (await read(file, stdin)).replace(/^\uFEFF/, '');
  const source = file === '-' ? 'stdin' : file;
  const asText = { messages: [{ role: 'user' as const, content: text }], source };
  if (text.length > MAX_PROMPT_CHARACTERS) return { prompt: asText, parameters: {}, refusal: tooLong(text.length) };
  // The engine refuses an empty prompt itself, with a report.
  if (text.trim() === '') return { prompt: asText, parameters: {}, refusal: null };
  const isPromptFile = /\.(?:prompt\.md|prompty)$/i.test(file);
  const prompt = readPrompt(text, { promptFile: isPromptFile });
  if ('problem' in prompt) return { prompt: asText, parameters: {}, refusal: prompt.problem };
  const sent = isPromptFile ? await withImages(prompt.messages, file) : prompt;
  if ('problem' in sent) return { prompt: asText, parameters: {}, refusal: sent.problem };
  return { prompt: { messages: sent.messages, source }, parameters: prompt.parameters, refusal: null };
}

/** Images are read from below the current folder, or from below the prompt's own when that lies elsewhere. */
function withImages(messages: readonly Message[], file: string): ReturnType<typeof readImages> {
  const folder = path.dirname(path.resolve(file));
  const isBelow = !path.relative(process.cwd(), folder).startsWith('..');
  return readImages(messages, { folder, root: isBelow ? process.cwd() : folder });
}

async function read(file: string, stdin: Readable): Promise<string> {
  try {
    return file === '-' ? await readAll(stdin) : await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new UsageError(sentenceFor(code, file));
  }
}

function sentenceFor(code: string, file: string): string {
  if (code === 'ENOENT') return `There is no file ${file}. Check its name, or give - to read standard input.`;
  if (code === 'EISDIR') return `${file} is a folder. Name the file that holds the prompt.`;
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE')
    return `${file} is too large to be a prompt: ${tooLong(2 ** 29).message}`;
  return `${file} cannot be read (${code || 'unknown error'}).`;
}
