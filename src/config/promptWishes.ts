import type { FrontMatter } from './frontMatter';
import { isRecord } from './isRecord';
import { filling, type KnownVariables, type PromptVariable } from './promptVariables';

/** What a prompt file says about the target it is for. */
export interface TargetWish {
  /** Name of a target; `null`: any. */
  readonly target: string | null;
  /** Names of models, the best first. */
  readonly models: readonly string[];
}

export const NO_WISH: TargetWish = { target: null, models: [] };

/** `target` is ours; `model` is a name, a list of names, or a description as prompty has it. */
export function targetWishOf({ values: { target, model } }: FrontMatter): TargetWish {
  return { target: textOf(target), models: modelNames(model) };
}

function modelNames(model: unknown): string[] {
  if (Array.isArray(model)) return model.flatMap((name: unknown) => textOf(name) ?? []);
  if (!isRecord(model)) return [textOf(model) ?? []].flat();
  const configuration = isRecord(model['configuration']) ? model['configuration'] : {};
  const names = [model['id'], model['name'], configuration['azure_deployment'], configuration['name']];
  return names.flatMap((name) => textOf(name) ?? []);
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** Paths of images in the front matter; they belong to the first message of the user. */
export function imagesOf({ values: { images } }: FrontMatter): string[] {
  return (Array.isArray(images) ? images : [images]).flatMap((name: unknown) => textOf(name) ?? []);
}

/**
 * What the front matter knows of variables: `variables`, or `inputs`, `inputSchema` and `sample` as prompty has them. Each is a
 * value, or a description with a default.
 */
export function knownVariables(front: FrontMatter): KnownVariables {
  const { sample } = front.values;
  const known = new Map<string, Known>(declarations(front).map(([name, entry]) => [name, knownOf(entry)]));
  if (isRecord(sample))
    for (const [name, value] of Object.entries(sample)) {
      const { value: before = null, hint = null } = known.get(name) ?? {};
      known.set(name, { value: before ?? filling(value), hint });
    }
  return known;
}

/** Names of the variables that the front matter declares, each once. */
export const declaredVariables = (front: FrontMatter): string[] => [
  ...new Set(declarations(front).map(([name]) => name)),
];

function declarations({ values: { variables, inputs, inputSchema } }: FrontMatter): [string, unknown][] {
  const properties = isRecord(inputSchema) ? inputSchema['properties'] : undefined;
  return [variables, inputs, properties].flatMap(entriesOf);
}

/** `sample: values.json`, or `${file:values.json}` as prompty writes a reference to a file; `null`: no file is named. */
export function sampleFileOf({ values: { sample } }: FrontMatter): string | null {
  const name = textOf(sample);
  return name === null ? null : (/^\$\{file:([^}]*)\}$/.exec(name)?.[1]?.trim() ?? name);
}

type Known = Omit<PromptVariable, 'name'>;

/** A record of names, or a list of names or of descriptions with a name. */
function entriesOf(list: unknown): [string, unknown][] {
  if (isRecord(list)) return Object.entries(list);
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown): [string, unknown][] => {
    if (typeof entry === 'string') return [[entry, null]];
    return isRecord(entry) && typeof entry['name'] === 'string' ? [[entry['name'], entry]] : [];
  });
}

/** Words of a description; a record without any of them is a value. */
const DESCRIPTION = ['default', 'sample', 'example', 'description', 'type', 'kind', 'required'];

function knownOf(entry: unknown): Known {
  if (!isRecord(entry) || !DESCRIPTION.some((word) => word in entry)) return { value: filling(entry), hint: null };
  const { default: byDefault, sample, example, description, kind } = entry;
  // A thread is the conversation so far, and there was none.
  const value = byDefault ?? sample ?? example ?? (kind === 'thread' ? '' : null);
  return { value: filling(value), hint: textOf(description) };
}
