import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/** Whole blocks only, as servers do (vLLM's size), so that the few tokens every chat template begins with are no "cached prompt". */
const BLOCK_TOKENS = 16;

/**
 * Keeps of the last run what this prompt begins with, and forgets the rest. At least one token is left to evaluate, as the first
 * answer token comes out of it.
 *
 * @returns how many tokens of the prompt need no evaluation
 */
export async function keepCommonPrefix(
  sequence: LlamaContextSequence,
  tokens: Token[],
  reuse: boolean,
): Promise<number> {
  const common = reuse ? sequence.compareContextTokens(tokens).firstDifferentIndex : 0;
  const kept = Math.floor(Math.min(common, tokens.length - 1) / BLOCK_TOKENS) * BLOCK_TOKENS;
  if (kept > 0) await sequence.adaptStateToTokens(tokens.slice(0, kept), false);
  // Some architectures cannot forget a part: they begin again.
  if (kept === 0 || sequence.nextTokenIndex > kept) await sequence.clearHistory();
  return sequence.nextTokenIndex;
}
