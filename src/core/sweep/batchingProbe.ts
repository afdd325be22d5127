import type { ScriptedRequest } from './levelEngine';

/** Tokens of long and short answers, and how many chunks of the long one come before the next request. */
const LONG = 96;
const SHORT = 8;
const EQUAL = 24;
const FEW_CHUNKS = 4;
/** The long prompt against an ordinary one. */
const LONGER_PROMPT = 8;

/** The probe is made so often, and what most of them say counts. */
export const PROBES = 3;

/** Which request of the script is which. */
export const PROBE = { long: 0, short: 1, equal: [2, 3, 4], steady: 5, reader: 6 } as const;

/**
 * Short and long requests together. A short one in the middle of a long one: is it answered at once, or after it? Three equal ones at the same
 * time: are they written together? A long prompt in the middle of an answer: does the answer stop for it?
 */
export function batchingProbe(words: number): ScriptedRequest[] {
  const whole = Number.POSITIVE_INFINITY;
  const start = { request: PROBE.short, chunks: whole };
  return [
    { after: null, words, maxTokens: LONG },
    { after: { request: PROBE.long, chunks: FEW_CHUNKS }, words, maxTokens: SHORT },
    ...PROBE.equal.map(() => ({ after: start, words, maxTokens: EQUAL })),
    { after: { request: PROBE.equal[2], chunks: whole }, words, maxTokens: LONG },
    { after: { request: PROBE.steady, chunks: 2 * FEW_CHUNKS }, words: LONGER_PROMPT * words, maxTokens: SHORT },
  ];
}

/** What one probe uses at most, in units of an ordinary prompt, and in answer tokens. */
export const PROBE_PROMPTS = 6 + LONGER_PROMPT;
export const PROBE_ANSWER_TOKENS = 2 * LONG + 2 * SHORT + 3 * EQUAL;
export const PROBE_REQUESTS = 7;
