/** The encodings that chat models use; each is a table of a megabyte or two, loaded only when asked for. */
export type EncodingName = 'o200k_base' | 'o200k_harmony' | 'cl100k_base';

export interface ChosenEncoding {
  readonly name: EncodingName;
  /** The model is known to use this encoding and the usual chat format around its messages. */
  readonly isModelsOwn: boolean;
}

/**
 * Model families by the beginning of their name, newest first. `gpt-oss` has a known vocabulary, but its template adds a system
 * text that is not ours to see, so its counts stay estimates.
 */
const families: readonly (readonly [pattern: RegExp, encoding: ChosenEncoding])[] = [
  [/^gpt-oss(?:-|$)/, { name: 'o200k_harmony', isModelsOwn: false }],
  [/^(?:gpt-4o|gpt-4\.\d|gpt-[5-9]|chatgpt-|codex-mini|o[1-9](?:-|$))/, { name: 'o200k_base', isModelsOwn: true }],
  [/^(?:gpt-4|gpt-3\.?5)(?:-|$)/, { name: 'cl100k_base', isModelsOwn: true }],
];

/** Largest vocabulary of the three: for unknown models the closest of them to what newer vocabularies do. */
const anyModel: ChosenEncoding = { name: 'o200k_base', isModelsOwn: false };

/** `openai/gpt-4o`, `ft:gpt-4o-mini:team::id` and `gpt-4o` are the same family. */
const baseName = (model: string): string =>
  (model.split('/').at(-1) ?? model).replace(/^ft:([^:]+).*$/, '$1').toLowerCase();

export function encodingOf(model: string): ChosenEncoding {
  const name = baseName(model);
  return families.find(([pattern]) => pattern.test(name))?.[1] ?? anyModel;
}
