import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { ParametersSchema, type Parameters } from '../core/target';
import type { FrontMatter } from './frontMatter';
import { isRecord } from './isRecord';
import { badPrompt } from './promptLimits';
import type { PromptProblem } from './readPrompt';

type Values = Readonly<Record<string, unknown>>;
/** Where a value stands in the front matter. */
type Path = readonly string[];

/** Names of sampling parameters in prompt files, as vendors and other tools write them; each with ours. */
const OURS: Readonly<Record<string, keyof Parameters>> = {
  maxtokens: 'maxTokens',
  maxcompletiontokens: 'maxTokens',
  maxoutputtokens: 'maxTokens',
  temperature: 'temperature',
  topp: 'topP',
  seed: 'seed',
  stop: 'stop',
  stopsequences: 'stop',
};

/** Other parameters of prompty, as they are called in a request. */
const IN_REQUESTS: Readonly<Record<string, string>> = {
  frequencyPenalty: 'frequency_penalty',
  presencePenalty: 'presence_penalty',
  topK: 'top_k',
};

/** What is no parameter of ours although it may stand among them: the engine decides on streaming, and there is one answer. */
const NOT_PARAMETERS = new Set(['stream', 'stream_options', 'n', 'model', 'messages', 'allowMultipleToolCalls']);

/**
 * The parameters in a prompt's front matter: of ours at the top, and all under `parameters`, or under `model` as prompty has them.
 * What has no name of ours goes into the request as it is.
 */
export function parametersOf(front: FrontMatter): Parameters | PromptProblem {
  const found = new Map<string, { readonly value: unknown; readonly path: Path }>();
  const extra: Record<string, unknown> = {};
  for (const { path, isList } of PLACES)
    for (const [key, value] of Object.entries(recordAt(front.values, path))) {
      const ours = OURS[key.replaceAll('_', '').toLowerCase()];
      if (ours !== undefined) found.set(ours, { value, path: [...path, key] });
      else if (isList && isParameter(key, value)) extra[IN_REQUESTS[key] ?? key] = value;
    }
  return checked(found, extra, front);
}

/** In the places that hold nothing but parameters, each name is one. */
const PLACES: readonly { readonly path: Path; readonly isList: boolean }[] = [
  { path: [], isList: false },
  { path: ['parameters'], isList: true },
  { path: ['model', 'parameters'], isList: true },
  { path: ['model', 'options'], isList: true },
  { path: ['model', 'options', 'additionalProperties'], isList: true },
];

function recordAt(values: Values, path: Path): Values {
  let found: unknown = values;
  for (const key of path) found = isRecord(found) ? found[key] : undefined;
  return isRecord(found) ? found : {};
}

/** References to files and to the environment are for prompty's own runtime. */
const isParameter = (key: string, value: unknown): boolean =>
  !NOT_PARAMETERS.has(key) && key !== 'additionalProperties' && !(typeof value === 'string' && value.startsWith('${'));

function checked(
  found: ReadonlyMap<string, { readonly value: unknown; readonly path: Path }>,
  extra: Values,
  front: FrontMatter,
): Parameters | PromptProblem {
  const wanted = Object.fromEntries(
    [...found].map(([name, { value }]) => [name, name === 'stop' ? listOf(value) : value]),
  );
  const result = v.safeParse(ParametersSchema, wanted);
  if (result.success) return { ...result.output, ...(Object.keys(extra).length > 0 && { extra }) };
  const name = String(result.issues[0].path?.[0]?.key ?? '');
  const path = found.get(name)?.path ?? [];
  const line = front.lineOf(path);
  return {
    line,
    problem: badPrompt(
      l10n.t('Line {0}: {1} cannot be used as it stands ({2}).', line, path.at(-1) ?? name, result.issues[0].message),
    ),
  };
}

const listOf = (value: unknown): unknown => (Array.isArray(value) ? value : [value]);

/** The parameters of a request body. A field that has not the value it must have is left to the target. */
export function parametersOfBody(body: Values): Parameters {
  const found: Record<string, unknown> = {};
  const extra: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    const ours = key.includes('_') || key === key.toLowerCase() ? OURS[key.replaceAll('_', '')] : undefined;
    if (ours === undefined) {
      if (!NOT_PARAMETERS.has(key)) extra[key] = value;
    } else if (v.is(ParametersSchema.entries[ours], ours === 'stop' ? listOf(value) : value))
      found[ours] = ours === 'stop' ? listOf(value) : value;
  }
  return { ...found, ...(Object.keys(extra).length > 0 && { extra }) };
}
