/**
 * The closed word lists of a run. Each list exists once, as a value (for schemas and loops) and as a type.
 * Public formats use these very words, so renaming one is a breaking change.
 */

/** Where a number came from, strongest first. A derived number is as weak as its weakest operand. */
export const SOURCES = ['measured', 'reported', 'counted', 'estimated', 'derived'] as const;
export type Source = (typeof SOURCES)[number];

/** The kinds of generated text that models stream. */
export const CHANNELS = ['reasoning', 'answer', 'tool', 'refusal'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Parts of a run on its time axis. `wait` is what is left when the server says nothing about that time. */
export const PHASE_NAMES = [
  'dns',
  'connect',
  'tls',
  'send',
  'wait',
  'load',
  'queue',
  'prefill',
  'thinking',
  'decode',
  'tail',
] as const;
export type PhaseName = (typeof PHASE_NAMES)[number];

export const STATUSES = ['completed', 'failed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

export const FINISH_REASONS = ['stop', 'length', 'tool', 'filter', 'error', 'unknown'] as const;
export type FinishReason = (typeof FINISH_REASONS)[number];

export const ERROR_KINDS = [
  'cancelled',
  'timeout',
  'stalled',
  'dns',
  'refused',
  'tls',
  'reset',
  'unauthorized',
  'forbidden',
  'not-found',
  'rate-limited',
  'overloaded',
  'bad-request',
  'server-error',
  'malformed',
  'too-large',
  'untrusted',
  'model-load',
  'crashed',
  'unsupported',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export const FINDING_CODES = [
  'buffered-stream',
  'not-streamed',
  'chunked-tokens',
  'no-usage',
  'usage-mismatch',
  'hidden-reasoning',
  'unopened-reasoning',
  'cached-prompt',
  'cold-start',
  'clock-late',
  'server-faster-than-client',
  'retried',
  'redirected',
  'via-proxy',
  'failed-address',
  'unchecked-certificate',
  'wire-logged',
  'shared-server',
  'model-changed',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Why a metric has no value. A metric without a value always carries one of these. */
export const ABSENT_REASONS = [
  'nothing-generated',
  'not-streamed',
  'one-chunk',
  'only-reasoning',
  'no-reasoning',
  'buffered-stream',
  'tokens-unknown',
  'no-decode-tokens',
  'chunked-tokens',
  'tokens-per-chunk-unknown',
  'not-reported',
  'not-finished',
  'no-connection',
] as const;
export type AbsentReason = (typeof ABSENT_REASONS)[number];

/** Wire formats over HTTP that this version speaks, one dialect each. */
export const HTTP_PROTOCOLS = [
  'openai-chat',
  'openai-completions',
  'openai-responses',
  'anthropic-messages',
  'gemini',
  'cohere-chat',
  'ollama-chat',
  'ollama-generate',
  'llamacpp-completion',
  'tgi-generate',
  'triton-generate',
  'sglang-generate',
  'lmstudio-chat',
  'bedrock-converse',
] as const;
export type HttpProtocol = (typeof HTTP_PROTOCOLS)[number];

/** All ways to reach a model. `gguf` is a model file in a process of our own, `vscode-lm` a language model of the editor's. */
export const PROTOCOLS = [...HTTP_PROTOCOLS, 'gguf', 'vscode-lm'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Clouds and servers that are known by name, so that they can be asked for all that they tell. `generic`: anything else. */
export const VENDORS = [
  'openai',
  'azure-openai',
  'anthropic',
  'gemini',
  'vertex',
  'mistral',
  'deepseek',
  'groq',
  'cerebras',
  'xai',
  'openrouter',
  'together',
  'fireworks',
  'perplexity',
  'moonshot',
  'alibaba',
  'cohere',
  'bedrock',
  'github-models',
  'huggingface',
  'nvidia-nim',
  'sambanova',
  'deepinfra',
  'vllm',
  'sglang',
  'tgi',
  'tensorrt-llm',
  'triton',
  'transformers',
  'deepspeed-mii',
  'llamacpp',
  'ollama',
  'lmstudio',
  'litellm',
  'generic',
] as const;
export type Vendor = (typeof VENDORS)[number];

/** What a server can tell of a run beyond its text, and what a client alone cannot measure. */
export const SERVER_NUMBERS = [
  'output tokens',
  'tokens per chunk',
  'cached tokens',
  'reasoning tokens',
  'load',
  'queue',
  'prefill',
  'decode',
  'total',
  'prefill progress',
  'cost',
] as const;
export type ServerNumber = (typeof SERVER_NUMBERS)[number];

/** What is done about prompt caches: `cold` makes each prompt unique from its first token. */
export const CACHE_MODES = ['as-is', 'cold', 'warm'] as const;
export type CacheMode = (typeof CACHE_MODES)[number];

/** What a comparison may say. Lower is faster for times, higher for speeds. */
export const SERIES_VERDICTS = ['a-faster', 'b-faster', 'no-difference-shown', 'more-runs-needed'] as const;
export type SeriesVerdict = (typeof SERIES_VERDICTS)[number];

/** How a series ended: all runs made; by its user; because the medians were known well enough. */
export const SERIES_ENDINGS = ['completed', 'stopped', 'precise'] as const;
export type SeriesEnding = (typeof SERIES_ENDINGS)[number];
