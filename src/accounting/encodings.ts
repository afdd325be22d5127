import { BytePairs, bytesOf } from './bytePairs';
import type { EncodingName } from './encodingOf';

/** How an encoding makes tokens of a text: a pattern cuts it into words, each of which is merged from its bytes. */
export interface Encoding {
  readonly words: RegExp;
  readonly pairs: BytePairs;
}

/** By rank: the text of a token, or its bytes where they are no text by themselves. */
type Vocabulary = readonly (string | readonly number[])[];

const patterns = () => import('gpt-tokenizer/encodingParams/constants');

/** One import each, so that a vocabulary nobody asks for is never read from disk (loading one takes about 0.2 s). */
const loaders: Record<EncodingName, () => Promise<Encoding>> = {
  o200k_base: o200k,
  // Differs in special tokens only, which a text cannot hold: servers take `<|endoftext|>` in a message for ordinary text.
  o200k_harmony: o200k,
  cl100k_base: async () =>
    encoding((await patterns()).CL100K_TOKEN_SPLIT_REGEX, await import('gpt-tokenizer/bpeRanks/cl100k_base')),
};

async function o200k(): Promise<Encoding> {
  return encoding((await patterns()).O200K_TOKEN_SPLIT_REGEX, await import('gpt-tokenizer/bpeRanks/o200k_base'));
}

function encoding(words: RegExp, { default: vocabulary }: { default: Vocabulary }): Encoding {
  const ranks = new Map<string, number>();
  // A vocabulary has holes.
  vocabulary.forEach((token, rank) =>
    ranks.set(typeof token === 'string' ? bytesOf(token) : String.fromCharCode(...token), rank),
  );
  return { words, pairs: new BytePairs(ranks) };
}

const loaded = new Map<unknown, Promise<Encoding>>();

export function loadEncoding(name: EncodingName): Promise<Encoding> {
  const load = loaders[name];
  const known = loaded.get(load);
  if (known) return known;
  const loading = load();
  loaded.set(load, loading);
  return loading;
}
