import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { PromptPlaces } from '../config/fileBeside';
import { promptFormOf } from '../config/promptForm';
import { MAX_PROMPT_CHARACTERS, tooLong } from '../config/promptLimits';
import { NO_WISH, type TargetWish } from '../config/promptWishes';
import { fillVariables, knownValues } from '../config/promptVariables';
import { readImages } from '../config/readImages';
import { readPrompt, type WrittenPrompt } from '../config/readPrompt';
import { readSamples } from '../config/readSamples';
import type { RunError } from '../core/runError';
import type { Prompt } from '../core/runRequest';
import type { Parameters } from '../core/target';
import { UsageError } from './usageError';

/** A prompt as it was given. With `refusal` it is not sent, but there is a report that says why. */
export interface PromptInput {
  readonly prompt: Prompt;
  readonly parameters: Parameters;
  readonly refusal: RunError | null;
  readonly wish: TargetWish;
  /** What its `{{name}}` may be; `null` when it could not be read so far. */
  readonly variables: WrittenPrompt['variables'] | null;
}

/** What is done about `{{name}}` in a prompt. */
interface Filling {
  readonly variables: Readonly<Record<string, string>>;
  readonly keepVariables: boolean;
}

interface Order extends Filling {
  readonly files: readonly [string, ...string[]];
  readonly maxTokens: number | null;
}

/** The prompts that were ordered. What stands on the command line goes before what stands in a prompt file. */
export async function orderedPrompts(
  { files: [file, ...more], maxTokens, ...filling }: Order,
  stdin: Readable,
): Promise<[PromptInput, ...PromptInput[]]> {
  const first = await readPromptInput(file, stdin);
  const others = await Promise.all(more.map((each) => readPromptInput(each, stdin)));
  checkNames([first, ...others], Object.keys(filling.variables));
  const asOrdered = (input: PromptInput): PromptInput => {
    const { messages } = filled(input, filling);
    const parameters = maxTokens === null ? input.parameters : { ...input.parameters, maxTokens };
    return { ...input, prompt: { ...input.prompt, messages }, parameters };
  };
  return [asOrdered(first), ...others.map(asOrdered)];
}

/** A value that no prompt wants is a name misspelt. */
function checkNames(prompts: readonly PromptInput[], given: readonly string[]): void {
  if (prompts.some(({ variables }) => variables === null)) return;
  const names = [...new Set(prompts.flatMap(({ variables }) => variables ?? []).map(({ name }) => name))];
  const unknown = given.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const who = prompts.length === 1 ? 'The prompt has' : 'The prompts have';
  throw new UsageError(
    `${who} no variable "${unknown}". ${prompts.length === 1 ? 'It has' : 'They have'}: ${names.join(', ') || 'none'}.`,
  );
}

/** Reads the prompt from a file, or from standard input for `-`. */
export async function readPromptInput(file: string, stdin: Readable): Promise<PromptInput> {
  const text = (await read(file, stdin)).replace(/^\uFEFF/, '');
  const source = file === '-' ? 'stdin' : file;
  const asText = { messages: [{ role: 'user' as const, content: text }], source };
  const refused = (refusal: RunError | null): PromptInput => ({
    prompt: asText,
    parameters: {},
    refusal,
    wish: NO_WISH,
    variables: null,
  });
  if (text.length > MAX_PROMPT_CHARACTERS) return refused(tooLong(text.length));
  // The engine refuses an empty prompt itself, with a report.
  if (text.trim() === '') return refused(null);
  const form = file === '-' ? 'text' : promptFormOf(file);
  const written = readPrompt(text, { form });
  if ('problem' in written) return refused(written.problem);
  const places = placesOf(file);
  const known = await readSamples(written, places);
  if ('problem' in known) return refused(known.problem);
  const sent = written.isPromptFile ? await readImages(written, places) : written;
  if ('problem' in sent) return refused(sent.problem);
  const { parameters, wish } = written;
  const { variables } = known;
  return { prompt: { messages: sent.messages, source }, parameters, refusal: null, wish, variables };
}

/** Nobody can be asked here, so each variable needs a value, from the prompt file or from the command line. */
function filled({ prompt, variables }: PromptInput, given: Filling): Pick<Prompt, 'messages'> {
  if (given.keepVariables || variables === null) return prompt;
  const names = variables.map(({ name }) => name);
  const values = new Map([...knownValues(variables), ...Object.entries(given.variables)]);
  const missing = names.filter((name) => !values.has(name));
  if (missing.length > 0) throw new UsageError(missingSentence(missing));
  return { messages: fillVariables(prompt.messages, values) };
}

const MOST_NAMED = 10;

const missingSentence = (names: readonly string[]): string => {
  const more = names.length > MOST_NAMED ? ` and ${String(names.length - MOST_NAMED)} more` : '';
  return (
    `The prompt has no value for ${names.slice(0, MOST_NAMED).join(', ')}${more}. ` +
    `Give it with --var ${names[0] ?? 'name'}=…, or send {{${names[0] ?? 'name'}}} as it stands with --keep-variables.`
  );
};

/** Files are read from below the current folder, or from below the prompt's own when that lies elsewhere. */
function placesOf(file: string): PromptPlaces {
  const folder = path.dirname(path.resolve(file));
  const isBelow = !path.relative(process.cwd(), folder).startsWith('..');
  return { folder, root: isBelow ? process.cwd() : folder };
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
