import type { EncodingName } from './encodingOf';

/** Counts the tokens of one piece of text. */
export type CountPiece = (text: string) => number;

interface EncodingModule {
  setMergeCacheSize(entries: number): void;
  countTokens(text: string, options: { readonly disallowedSpecial: Set<string> }): number;
}

/** One import each, so that a vocabulary nobody asks for is never read from disk (loading one takes about 0.2 s). */
const modules: Record<EncodingName, () => Promise<EncodingModule>> = {
  o200k_base: () => import('gpt-tokenizer/encoding/o200k_base'),
  o200k_harmony: () => import('gpt-tokenizer/encoding/o200k_harmony'),
  cl100k_base: () => import('gpt-tokenizer/encoding/cl100k_base'),
};

/** Servers take `<|endoftext|>` and its like in a message for ordinary text, and so does this count; by default it would throw. */
const asOrdinaryText = { disallowedSpecial: new Set<string>() };

/**
 * A full cache of the library walks over all that it ever dropped to find what to drop next: with its 100 000 entries a megabyte of
 * rare words made every later count take ten times as long. One that holds the common words of a text does not.
 */
const CACHED_WORDS = 1_000;

const loaded = new Map<EncodingName, Promise<CountPiece>>();

export function loadEncoding(name: EncodingName): Promise<CountPiece> {
  const known = loaded.get(name);
  if (known) return known;
  const loading = modules[name]().then(({ countTokens, setMergeCacheSize }): CountPiece => {
    setMergeCacheSize(CACHED_WORDS);
    return (text) => countTokens(text, asOrdinaryText);
  });
  loaded.set(name, loading);
  return loading;
}
